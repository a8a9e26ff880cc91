"""What the sheets of a sitting are worth: what is scored, how the scorer in Python does it, and what was kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Count, Max

from ortoo.exams.models import EssayMark, ExamForm, FormItem, FormPlan, KeyCancellation, ScoredSheet, Scoring
from ortoo.exams.queries.forms import form_items, forms_of
from ortoo.exams.queries.items import question_of
from ortoo.exams.queries.sheets import Reading, counting_sheets, sheets_of
from ortoo.exams.rules.bank.question import Kind, Question
from ortoo.exams.rules.forms.printed import printed_right, printed_sequence
from ortoo.exams.rules.scoring.answers import score
from ortoo.exams.rules.scoring.essays import settled
from ortoo.exams.rules.scoring.forms import Way
from ortoo.exams.rules.scoring.values import FULL
from ortoo.exams.rules.scoring.written import answer_of
from ortoo.ledger.rules.canonical import canonical
from ortoo.multilingual.refusals import Refusal

WHY = "a scoring takes in all sheets of a sitting, and shows no person's"


@dataclass(frozen=True)
class Asked:
    """An item in its place on a form, as it is scored; `printed`: places in the bank by printed letter, from 0."""

    pk: int
    place: int
    question: Question
    scored: bool
    printed: tuple[int, ...]
    way: str = ""

    @property
    def counts(self) -> bool:
        return self.scored and self.way != Way.DROPPED


@dataclass(frozen=True)
class Earned:
    """One sheet. items: thousandths of each item by place, None of what counts for nobody. points and most: thousandths
    of a point.
    """

    official: int
    number: str
    form: int
    items: tuple[int | None, ...]

    @property
    def points(self) -> int:
        return sum(worth for worth in self.items if worth is not None)

    @property
    def most(self) -> int:
        return FULL * sum(worth is not None for worth in self.items)


def asked_on(plan: FormPlan) -> dict[int, tuple[Asked, ...]]:
    """Key of a form -> its items by place."""
    ways = dict(KeyCancellation.objects.filter(item__form__plan=plan).values_list("item", "way"))
    return {
        form.pk: tuple(_asked(form, one, ways.get(one.pk, "")) for one in form_items(form)) for form in forms_of(plan)
    }


def _asked(form: ExamForm, item: FormItem, way: str) -> Asked:
    question = question_of(item.version)
    orders = {Kind.MATCH: printed_right, Kind.ORDER: printed_sequence}
    order = orders.get(question.kind)
    return Asked(item.pk, item.place, question, item.scored, order(form.letter, question) if order else (), way)


def printed_on(asked: Mapping[int, Sequence[Asked]]) -> list[tuple[int, tuple[int, ...]]]:
    """As the scorer in SQL is told it."""
    return [(one.pk, one.printed) for items in asked.values() for one in items if one.printed]


def essay_marks(plan: FormPlan) -> dict[tuple[int, int], list[int]]:
    """(item of a form, official) -> marks by turn."""
    rows = EssayMark.objects.everything(because=WHY).filter(item__form__plan=plan).order_by("turn")
    found: dict[tuple[int, int], list[int]] = {}
    for item, official, mark in rows.values_list("item", "official", "thousandths"):
        found.setdefault((item, official), []).append(mark)
    return found


def settled_mark(marks: Sequence[int], gap: int) -> int:
    """Refuses where marks are missing."""
    first, second, third = (*marks, None, None, None)[:3]
    if first is None or second is None:
        raise Refusal("scoring.essay_waits", marked=len(marks))
    return settled(first, second, third, gap)


def scored_by_python(plan: FormPlan) -> list[Earned]:
    """By personnel number. Each distinct answer of an item is scored once."""
    asked, essays = asked_on(plan), essay_marks(plan)
    known: dict[tuple[int, str, str], int] = {}
    return [
        Earned(
            sheet.official,
            sheet.number,
            sheet.form,
            tuple(_worth(one, sheet, known, essays, plan.essay_gap) for one in asked[sheet.form]),
        )
        for sheet in counting_sheets(plan)
    ]


def _worth(
    one: Asked,
    sheet: Reading,
    known: dict[tuple[int, str, str], int],
    essays: Mapping[tuple[int, int], Sequence[int]],
    gap: int,
) -> int | None:
    if not one.counts:
        return None
    if one.way:
        return FULL
    if one.question.kind is Kind.ESSAY:
        return settled_mark(essays.get((one.pk, sheet.official), ()), gap)
    key = (one.pk, sheet.answers[one.place - 1], sheet.language)
    if key not in known:
        known[key] = score(one.question, answer_of(one.question, key[1], one.printed, key[2]))
    return known[key]


def found_hash(rows: Iterable[tuple[str, int, int, str]]) -> str:
    """sha256 of a line "number points most items" for each sheet, by number; items as canonical JSON by place."""
    lines = sorted(f"{number} {points} {most} {items}" for number, points, most, items in rows)
    return sha256("\n".join(lines).encode()).hexdigest()


def items_text(items: Iterable[int | None]) -> str:
    """JSON without spaces."""
    return "[" + ",".join("null" if worth is None else str(worth) for worth in items) + "]"


def standing_hash(plan: FormPlan) -> str:
    """Of what would be scored now. Sheets, marks of essays and keys taken back are only ever added, so that how many
    there are, and the last of each, tell one state from every other.
    """
    essays = EssayMark.objects.everything(because=WHY).filter(item__form__plan=plan)
    keys = KeyCancellation.objects.filter(item__form__plan=plan)
    counted = [rows.aggregate(count=Count("pk"), last=Max("pk")) for rows in (sheets_of(plan), essays, keys)]
    forms = ExamForm.objects.filter(plan=plan).order_by("letter").values_list("letter", "sha256")
    told = {"forms": [list(one) for one in forms], "rows": [[one["count"], one["last"] or 0] for one in counted]}
    return sha256(canonical({"plan": plan.pk, **told})).hexdigest()


def latest_scoring(plan: FormPlan) -> Scoring | None:
    return Scoring.objects.filter(plan=plan).select_related("plan__sitting", "scored_by").order_by("-pk").first()


def is_current(scoring: Scoring) -> bool:
    """Whether nothing was added since that changes what sheets are worth."""
    return scoring.of == standing_hash(scoring.plan)


def scored_rows(scoring: Scoring) -> list[Earned]:
    """As kept, by personnel number."""
    rows = ScoredSheet.objects.everything(because=WHY).filter(scoring=scoring).order_by("official__number")
    columns = rows.values_list("official", "official__number", "form", "items")
    return [Earned(official, number, form, tuple(json.loads(items))) for official, number, form, items in columns]
