"""Sittings, their scales and the letters of the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ortoo.exams.models import LetterScale, Mark, Sitting
from ortoo.exams.rules.incoming import Scale
from ortoo.exams.rules.letters import Letter, worth_on
from ortoo.multilingual.refusals import Refusal


def sittings() -> QuerySet[Sitting]:
    return Sitting.objects.order_by("-held_on", "code")


def with_counts(rows: QuerySet[Sitting]) -> QuerySet[Sitting]:
    """Each sitting with `how_many` marks it has, counted for it alone: a list reads thirty of them."""
    counted = Mark.objects.everything(because="counts, and shows nobody").filter(sitting=OuterRef("pk")).order_by()
    return rows.annotate(how_many=Coalesce(Subquery(counted.values("sitting").annotate(n=Count("pk")).values("n")), 0))


def sitting_with_code(code: str) -> Sitting:
    """Refused where there is none."""
    found = Sitting.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(sittings().values_list("code", flat=True)[:10])
        raise Refusal("exams.unknown_sitting", code=code, known=known)
    return found


def letter_scales() -> QuerySet[LetterScale]:
    return LetterScale.objects.order_by("code", "-valid_from", "-thousandths", "letter", "pk")


def letter_codes() -> list[str]:
    return sorted(set(LetterScale.objects.values_list("code", flat=True)))


def scale_of(sitting: Sitting) -> Scale:
    """The sitting's scale, with what letters are worth on its day."""
    return Scale(sitting.scale_low, sitting.scale_high, _letters(sitting.letters, sitting.held_on))


def _letters(code: str, day: date) -> Mapping[str, int] | None:
    if not code:
        return None
    rows = LetterScale.objects.filter(code=code).order_by("-thousandths", "letter")
    letters = [Letter(row.letter, row.thousandths, row.valid_from, row.valid_to) for row in rows]
    return worth_on(letters, day)


def without_marks(today: date) -> QuerySet[Sitting]:
    """Sittings without forms that have been held and wait for a file of marks, the earliest first."""
    there = Mark.objects.everything(because="asks whether there is one").filter(sitting=OuterRef("pk"))
    return Sitting.objects.filter(~Exists(there), held_on__lte=today, form_plan=None).order_by("held_on", "code")
