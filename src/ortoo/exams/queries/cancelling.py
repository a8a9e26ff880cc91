"""What taking back a key would do to everybody, before anybody decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ortoo.exams.models import ExamForm, FormItem, FormPlan
from ortoo.exams.queries.scoring import Earned, asked_on, is_current, latest_scoring, scored_by_python, scored_rows
from ortoo.exams.rules.scoring.cancelling import Effect, effect_on
from ortoo.exams.rules.scoring.forms import Scored, Way

STEP = 5
"""Thousandths in a class of the distribution: half a per cent."""


@dataclass(frozen=True)
class Effects:
    """Of one way, on everybody who was asked the item: how many marks rise, fall and stay; by how many thousandths at
    most and in the mean; and how many change by so much, in classes of whole per cents.
    """

    rise: int
    fall: int
    stay: int
    most_up: int
    most_down: int
    changes: tuple[tuple[int, int], ...]


def counting_items(form: ExamForm) -> int:
    """Items that count for somebody."""
    return form.items.filter(scored=True).exclude(cancellation__way=Way.DROPPED).count()


def same_items(item: FormItem) -> list[FormItem]:
    """The places of the sitting in which this version stands and counts."""
    rows = FormItem.objects.filter(form__plan=item.form.plan_id, version=item.version_id, scored=True)
    return list(rows.select_related("form", "version__item").order_by("form__letter"))


def earned_now(plan: FormPlan) -> list[Earned]:
    """As scored, where nothing changed since; else scored now, by one scorer."""
    latest = latest_scoring(plan)
    return scored_rows(latest) if latest and is_current(latest) else scored_by_python(plan)


def effects_of(item: FormItem) -> dict[Way, Effects]:
    """Of both ways. Refuses as scoring does where essays wait."""
    places = {one.form_id: one.place for one in same_items(item)}
    asked = asked_on(item.form.plan)
    before = [one for one in earned_now(item.form.plan) if one.form in places]
    codes = {form: [str(one.place) for one in items] for form, items in asked.items()}
    scored = [(_as_scored(one, codes[one.form]), str(places[one.form])) for one in before]
    return {way: _summed([effect_on(one, place, way) for one, place in scored]) for way in Way}


def _as_scored(one: Earned, codes: Sequence[str]) -> Scored:
    items = {code: worth for code, worth in zip(codes, one.items, strict=True) if worth is not None}
    return Scored(one.number, items, one.points, one.most)


def _summed(effects: Sequence[Effect]) -> Effects:
    marks = [one.mark for one in effects]
    classes = Counter(_class(mark) for mark in marks)
    return Effects(
        rise=sum(mark > 0 for mark in marks),
        fall=sum(mark < 0 for mark in marks),
        stay=sum(mark == 0 for mark in marks),
        most_up=max([0, *marks]),
        most_down=min([0, *marks]),
        changes=tuple(sorted(classes.items())),
    )


def _class(mark: int) -> int:
    """The lower end of a class around 0, in thousandths of the mark: …, −10, −5, 0, 5 … and 0 for no change alone."""
    return mark // STEP * STEP if mark >= 0 else -(-mark // STEP * STEP)
