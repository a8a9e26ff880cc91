"""Marks as they were given, as they count, and as somebody may see them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, QuerySet

from ortoo.access.rules.grants import Grants
from ortoo.exams.access import can_enter_again
from ortoo.exams.models import Mark, MarkCorrection, Sitting
from ortoo.exams.queries.second_entries import hidden_from_second_hand
from ortoo.exams.rules.incoming import Known

if TYPE_CHECKING:
    from ortoo.people.models import Official

BESIDE = "goes along with marks that were scoped already"


@dataclass(frozen=True)
class Standing:
    """What the marks of some sittings look like now. Equal standings are the same marks, for none is ever changed."""

    marks: int
    last_mark: int
    corrections: int
    last_correction: int


def how_many_marks(sitting: Sitting) -> int:
    return Mark.objects.everything(because="counts, and shows nobody").filter(sitting=sitting).count()


def how_many_corrected(sitting: Sitting) -> int:
    corrections = MarkCorrection.objects.everything(because="counts, and shows nobody").filter(mark__sitting=sitting)
    return corrections.aggregate(count=Count("mark", distinct=True))["count"]


def marks_for(codes: Collection[str], of: Collection[int] | None = None) -> Mapping[int, Mapping[str, int]]:
    """Official -> {code of sitting: thousandths that count now}, of everybody with a mark, or of those in `of`.

    Three queries.
    """
    why = "a record is computed of every official, and shows no row"
    marks = Mark.objects.everything(because=why).filter(sitting__code__in=codes)
    if of is not None:
        marks = marks.filter(official__in=of)
    code_of = dict(Sitting.objects.filter(code__in=codes).values_list("pk", "code"))
    corrected = _counting(MarkCorrection.objects.everything(because=why).filter(mark__sitting__code__in=codes))
    found: dict[int, dict[str, int]] = {}
    rows = marks.values_list("pk", "official_id", "sitting_id", "thousandths")
    for pk, official, sitting, thousandths in rows.iterator(chunk_size=5000):
        found.setdefault(official, {})[code_of[sitting]] = corrected.get(pk, thousandths)
    return found


def standing(codes: Collection[str]) -> Standing:
    """Taken before a long computation and again when its result is written."""
    why = "counts rows and shows none"
    marks = Mark.objects.everything(because=why).filter(sitting__code__in=codes)
    corrections = MarkCorrection.objects.everything(because=why).filter(mark__sitting__code__in=codes)
    of_marks = marks.aggregate(count=Count("pk"), last=Max("pk"))
    of_corrections = corrections.aggregate(count=Count("pk"), last=Max("pk"))
    return Standing(of_marks["count"], of_marks["last"] or 0, of_corrections["count"], of_corrections["last"] or 0)


def known_marks(sitting: Sitting) -> Mapping[int, Known]:
    """Official -> the mark of this sitting, as given and as it counts."""
    why = "a file of marks is compared with all that is there, and shows only its own rows"
    corrected = _counting(MarkCorrection.objects.everything(because=why).filter(mark__sitting=sitting))
    rows = Mark.objects.everything(because=why).filter(sitting=sitting)
    return {
        official: Known(thousandths, corrected.get(pk, thousandths))
        for pk, official, thousandths in rows.values_list("pk", "official_id", "thousandths")
    }


def _counting(corrections: QuerySet[MarkCorrection]) -> dict[int, int]:
    """Mark -> thousandths of its latest correction."""
    return dict(corrections.order_by("pk").values_list("mark_id", "thousandths"))


def marks_in_reach(grants: Grants) -> QuerySet[Mark]:
    """As `marks_seen`, for an operation: with those that a page would not show yet."""
    rows = Mark.objects.visible_to(grants).select_related("official", "sitting")
    return rows.prefetch_related(_beside())


def marks_seen(grants: Grants) -> QuerySet[Mark]:
    """Marks that `grants` may see, each with its official, sitting, and `beside`: its corrections, the first first.

    Who may enter a sample a second time sees its first values when it is compared, not before.
    """
    rows = marks_in_reach(grants)
    return rows.exclude(pk__in=hidden_from_second_hand(grants.user_id)) if can_enter_again(grants) else rows


def _beside() -> Prefetch[str, QuerySet[MarkCorrection], str]:
    corrections = MarkCorrection.objects.everything(because=BESIDE).select_related("corrected_by").order_by("pk")
    return Prefetch("corrections", queryset=corrections, to_attr="beside")


def mark_of(official: Official, sitting: Sitting) -> Mark | None:
    """The mark of one official at one sitting with its corrections `beside`, for an operation that names both."""
    whole = Mark.objects.everything(because="an operation was told whose mark it is")
    return whole.filter(official=official, sitting=sitting).prefetch_related(_beside()).first()


def whole_marks(official: Official, codes: Collection[str]) -> list[Mark]:
    """The marks of one official at these sittings, with who entered them and their corrections `beside`."""
    whole = Mark.objects.everything(because="collects what is known of the marks of one official, for an appeal")
    marks = whole.filter(official=official, sitting__code__in=codes).select_related("sitting", "entered_by")
    return list(marks.prefetch_related(_beside()).order_by("sitting__held_on", "pk"))


def own_marks(grants: Grants) -> QuerySet[Mark]:
    """The marks of the person who looks, the latest sitting first."""
    return marks_seen(grants).filter(official__account=grants.user_id).order_by("-sitting__held_on", "sitting__code")


def corrected(marks: QuerySet[Mark]) -> QuerySet[Mark]:
    """Those with a correction beside them."""
    return marks.filter(Exists(MarkCorrection.objects.everything(because=BESIDE).filter(mark=OuterRef("pk"))))


def counting(mark: Mark) -> int:
    """The thousandths that count of a mark from `marks_seen` or `mark_of`."""
    beside: list[MarkCorrection] = mark.beside  # type: ignore[attr-defined]
    return beside[-1].thousandths if beside else mark.thousandths


def marks_of_official(official: Official) -> list[Mark]:
    """The marks of one official with their sittings, the earliest first; the caller may see the official."""
    whole = Mark.objects.everything(because="the caller has the official from a read of those they may see")
    return list(whole.filter(official=official).select_related("sitting").order_by("sitting__held_on", "pk"))


def how_many_sat() -> int:
    """Officials with at least one mark."""
    counted = Mark.objects.everything(because="counts, and shows nobody")
    return counted.aggregate(count=Count("official", distinct=True))["count"]
