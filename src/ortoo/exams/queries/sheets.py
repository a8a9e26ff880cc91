"""Answer sheets: which reading of each counts, how far the sheets of a sitting are, and in what two readings differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from ortoo.exams.models import AnswerSheet, ExamForm, FormItem, FormPlan
from ortoo.exams.models.sheets import FIRST, PLATFORM, SECOND, SETTLED

WHY = "an operation, or a page that was allowed, on the sheets of a sitting"


@dataclass(frozen=True)
class Reading:
    """One reading of a sheet, as it was entered; `form` is the key, `letter` what stands on the paper."""

    pk: int
    official: int
    number: str
    form: int
    letter: str
    entry: int
    centre: str
    language: str
    answers: tuple[str, ...]
    entered_by: int

    @property
    def told(self) -> tuple[object, ...]:
        """What two readings must agree in."""
        return self.form, self.centre, self.language, self.answers


def sheets_of(plan: FormPlan) -> QuerySet[AnswerSheet]:
    return AnswerSheet.objects.everything(because=WHY).filter(plan=plan)


def readings(sheets: QuerySet[AnswerSheet]) -> Iterator[Reading]:
    """By personnel number, and of one sheet by entry. One query."""
    columns = ("pk", "official", "official__number", "form", "form__letter", "entry", "centre", "language", "answers")
    rows = sheets.order_by("official__number", "entry").values_list(*columns, "entered_by")
    for pk, official, number, form, letter, entry, centre, language, answers, by in rows.iterator(chunk_size=4000):
        told = tuple(json.loads(answers))
        yield Reading(pk, official, number, form, letter, entry, centre, language, told, by)


def counting_sheets(plan: FormPlan) -> list[Reading]:
    """Of each sheet what a third settled, else the platform's or the first hand's reading; by personnel number."""
    found: dict[int, Reading] = {}
    for one in readings(sheets_of(plan).exclude(entry=SECOND)):
        found[one.official] = one
    return list(found.values())


def readings_of(plan: FormPlan, official: int) -> dict[int, Reading]:
    """Entry -> reading, of one official's sheet."""
    return {one.entry: one for one in readings(sheets_of(plan).filter(official=official))}


@dataclass(frozen=True)
class SheetState:
    """How many sheets came from a platform, were entered by one hand alone, agree, differ, or were settled."""

    platform: int
    once: int
    agree: int
    differ: int
    settled: int

    @property
    def sheets(self) -> int:
        return self.platform + self.once + self.agree + self.differ + self.settled

    @property
    def ready(self) -> bool:
        """Whether every sheet is known for sure."""
        return bool(self.sheets) and not self.once and not self.differ


def sheet_state(plan: FormPlan) -> SheetState:
    """Six counts; no row is read."""
    rows = sheets_of(plan)
    first, second, settled = (rows.filter(entry=entry).count() for entry in (FIRST, SECOND, SETTLED))
    pairs = rows.filter(entry=FIRST).filter(Exists(_other(SECOND)))
    both, agree = pairs.count(), pairs.filter(Exists(_same(SECOND))).count()
    platform = rows.filter(entry=PLATFORM).count()
    return SheetState(platform, first + second - 2 * both, agree, both - agree - settled, settled)


def differing(plan: FormPlan) -> QuerySet[AnswerSheet]:
    """First readings with which the second does not agree and that nobody has settled."""
    rows = sheets_of(plan).filter(entry=FIRST).filter(Exists(_other(SECOND)))
    return rows.exclude(Exists(_same(SECOND))).exclude(Exists(_other(SETTLED)))


def settled_ones(plan: FormPlan) -> QuerySet[AnswerSheet]:
    return sheets_of(plan).filter(entry=SETTLED).select_related("official", "form", "entered_by")


def to_enter_again(plan: FormPlan, account: int) -> QuerySet[AnswerSheet]:
    """First readings of other hands without a second, without one's own sheet."""
    rows = sheets_of(plan).filter(entry=FIRST).exclude(entered_by=account)
    return rows.exclude(official__account=account).exclude(Exists(_other(SECOND)))


def to_settle(plan: FormPlan, account: int) -> QuerySet[AnswerSheet]:
    """Differing sheets of which this account entered neither reading, without one's own."""
    rows = differing(plan).exclude(entered_by=account).exclude(official__account=account)
    return rows.exclude(Exists(_other(SECOND).filter(entered_by=account)))


@dataclass(frozen=True)
class Difference:
    """Where two readings of one sheet lie apart: a place of the form, or "form", "centre", "language" beside it."""

    place: int | str
    first: str
    second: str


def differences_between(first: Reading, second: Reading) -> list[Difference]:
    heads = [
        Difference("form", first.letter, second.letter),
        Difference("centre", first.centre, second.centre),
        Difference("language", first.language, second.language),
    ]
    longest = max(len(first.answers), len(second.answers))
    both = (one.answers + ("",) * (longest - len(one.answers)) for one in (first, second))
    answers = [Difference(place, *pair) for place, pair in enumerate(zip(*both, strict=True), start=1)]
    return [one for one in (*heads, *answers) if one.first != one.second]


def open_plans() -> QuerySet[FormPlan]:
    """With sealed forms and without a release, by the day of their sitting."""
    found = FormPlan.objects.filter(sealed_at__isnull=False, release=None).select_related("sitting")
    return found.order_by("sitting__held_on", "sitting__code")


def longest_form(plan: FormPlan) -> int:
    """Items of the longest form, tried out ones among them."""
    return max(FormItem.objects.filter(form__plan=plan).values_list("place", flat=True), default=0)


def forms_by_letter(plan: FormPlan) -> dict[str, ExamForm]:
    return {form.letter: form for form in ExamForm.objects.filter(plan=plan).order_by("letter")}


def _other(entry: int) -> QuerySet[AnswerSheet]:
    """The reading `entry` of the same sheet."""
    rows = AnswerSheet.objects.everything(because=WHY)
    return rows.filter(plan=OuterRef("plan"), official=OuterRef("official"), entry=entry)


def _same(entry: int) -> QuerySet[AnswerSheet]:
    told = {name: OuterRef(name) for name in ("form", "centre", "language", "answers")}
    return _other(entry).filter(**told)
