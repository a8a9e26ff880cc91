"""What is known of one official's marks: everything that was done to them, and by whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from ortoo.exams.models import (
    AnswerSheet,
    EssayMark,
    KeyCancellation,
    Mark,
    MarkCorrection,
    Scoring,
    SecondEntry,
    Sitting,
)
from ortoo.exams.models.sheets import SETTLED
from ortoo.exams.queries.marks import whole_marks
from ortoo.exams.queries.second_entries import settled_of

if TYPE_CHECKING:
    from ortoo.access.models import User
    from ortoo.people.models import Official


class Happened(StrEnum):
    """In the order in which what has the same moment is told."""

    OPENED = "opened"
    SHEET_READ = "sheet-read"
    SHEET_SETTLED = "sheet-settled"
    ESSAY_MARKED = "essay-marked"
    KEY_TAKEN_BACK = "key-taken-back"
    SCORED = "scored"
    ENTERED = "entered"
    ENTERED_AGAIN = "entered-again"
    SETTLED = "settled"
    CORRECTED = "corrected"
    SEALED = "sealed"


@dataclass(frozen=True)
class Logged:
    """One thing that happened at a sitting (its code). `hand`: key of the account, None where nobody's is kept.

    `value` and `before` in thousandths; `source` the file, `under` the ruling. A sitting that was opened before that
    was kept is not told as opened. Who sealed, the station that seals knows.
    """

    at: datetime
    sitting: str
    happened: Happened
    hand: int | None = None
    name: str = ""
    value: int | None = None
    before: int | None = None
    source: str = ""
    reason: str = ""
    under: str = ""


def sitting_log(official: Official, codes: Collection[str]) -> list[Logged]:
    """Everything known of the marks of `official` at the sittings `codes`, in order of time. For an appeal's file."""
    order = list(Happened)
    found = [*_of_sittings(codes)]
    for mark in whole_marks(official, codes):
        found += _of_mark(mark)
    found += _of_second_entries(official, codes)
    found += _of_sheets(official, codes)
    return sorted(found, key=lambda one: (one.at, order.index(one.happened)))


def hands_on(official: Official, codes: Collection[str]) -> frozenset[int]:
    """Accounts that opened these sittings, entered marks at them, or entered again, settled or corrected this mark.

    None of them may rule on it.
    """
    told = {one.hand for one in sitting_log(official, codes) if one.hand is not None}
    entered = Mark.objects.everything(because="asks whose hands were on a sitting").filter(sitting__code__in=codes)
    return frozenset(told | set(entered.values_list("entered_by", flat=True).distinct()))


def _of_sittings(codes: Collection[str]) -> Iterator[Logged]:
    for sitting in Sitting.objects.filter(code__in=codes).select_related("opened_by").order_by("held_on", "code"):
        if sitting.opened_at is not None and sitting.opened_by is not None:
            yield Logged(sitting.opened_at, sitting.code, Happened.OPENED, *_hand(sitting.opened_by))
        if sitting.sealed_at is not None:
            yield Logged(sitting.sealed_at, sitting.code, Happened.SEALED)


def _of_mark(mark: Mark) -> Iterator[Logged]:
    code, before = mark.sitting.code, mark.thousandths
    yield Logged(
        mark.entered_at, code, Happened.ENTERED, *_hand(mark.entered_by),
        value=mark.thousandths, source=mark.source, reason=mark.reason, under=mark.under,
    )  # fmt: skip
    beside: list[MarkCorrection] = mark.beside  # type: ignore[attr-defined]
    for one in beside:
        yield Logged(
            one.corrected_at, code, Happened.CORRECTED, *_hand(one.corrected_by),
            value=one.thousandths, before=before, reason=one.reason, under=one.under,
        )  # fmt: skip
        before = one.thousandths


def _of_second_entries(official: Official, codes: Collection[str]) -> Iterator[Logged]:
    whole = SecondEntry.objects.everything(because="collects what is known of the marks of one official, for an appeal")
    entries = whole.filter(sampled__mark__official=official, sampled__mark__sitting__code__in=codes)
    for one in entries.select_related("sampled__mark__sitting", "entered_by", "settlement__settled_by"):
        code = one.sampled.mark.sitting.code
        yield Logged(
            one.entered_at, code, Happened.ENTERED_AGAIN, *_hand(one.entered_by),
            value=one.thousandths, before=one.first, source=one.source,
        )  # fmt: skip
        settled = settled_of(one)
        if settled is not None:
            yield Logged(
                settled.settled_at, code, Happened.SETTLED, *_hand(settled.settled_by),
                value=settled.thousandths, before=one.first, reason=settled.reason,
            )  # fmt: skip


def _of_sheets(official: Official, codes: Collection[str]) -> Iterator[Logged]:
    """From the answers to the points: readings, essays, keys of the form that was answered, scorings. What an essay was
    given, its settled mark says.
    """
    why = "collects what is known of the answers of one official, for an appeal"
    sheets = AnswerSheet.objects.everything(because=why).filter(official=official, plan__sitting__code__in=codes)
    of_form: dict[int, str] = {}
    for sheet in sheets.select_related("plan__sitting", "entered_by").order_by("pk"):
        code = of_form[sheet.form_id] = sheet.plan.sitting.code
        happened = Happened.SHEET_SETTLED if sheet.entry == SETTLED else Happened.SHEET_READ
        hand = _hand(sheet.entered_by)
        yield Logged(sheet.entered_at, code, happened, *hand, source=sheet.source, reason=sheet.reason)
    if not of_form:
        return
    essays = EssayMark.objects.everything(because=why).filter(official=official, item__form__in=of_form)
    for mark in essays.select_related("item", "marked_by").order_by("pk"):
        yield Logged(mark.marked_at, of_form[mark.item.form_id], Happened.ESSAY_MARKED, *_hand(mark.marked_by))
    keys = KeyCancellation.objects.filter(item__form__in=of_form).select_related("item", "cancelled_by").order_by("pk")
    for key in keys:
        code, hand = of_form[key.item.form_id], _hand(key.cancelled_by)
        yield Logged(key.cancelled_at, code, Happened.KEY_TAKEN_BACK, *hand, reason=key.reason)
    scorings = Scoring.objects.filter(plan__sitting__code__in=set(of_form.values()))
    for one in scorings.select_related("plan__sitting", "scored_by").order_by("pk"):
        yield Logged(one.scored_at, one.plan.sitting.code, Happened.SCORED, *_hand(one.scored_by))


def _hand(user: User) -> tuple[int, str]:
    return user.pk, user.shown_name
