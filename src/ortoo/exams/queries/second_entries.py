"""Samples that are entered a second time: where each stands, who may go on with it, and what it found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, QuerySet

from ortoo.exams.models import Mark, MarkCorrection, Sample, SampledMark, SecondEntry, Settlement, Sitting
from ortoo.exams.rules.second_entry import Found, Stage, compare, stage

TWICE = "an operation, or a page that was allowed, on marks that are entered twice"


@dataclass(frozen=True)
class SecondState:
    """Where the second entry of a sitting stands. `found` is None until the comparison: before, nobody may know."""

    stage: Stage
    sample: Sample | None = None
    drawn: int = 0
    entered: int = 0
    unsettled: int = 0
    found: Found | None = None


def second_state(sitting: Sitting) -> SecondState:
    """Two queries at most."""
    sample = Sample.objects.filter(sitting=sitting).select_related("drawn_by", "compared_by").first()
    if sample is None:
        return SecondState(stage(drawn=False, compared=False, unsettled=0))
    rows = list(
        SampledMark.objects.everything(because="counts, and shows nobody")
        .filter(sample=sample)
        .values_list("entry__first", "entry__thousandths", "entry__settlement")
    )
    entered = [(first, second, settled) for first, second, settled in rows if second is not None]
    if sample.compared_at is None:
        return SecondState(stage(drawn=True, compared=False, unsettled=0), sample, len(rows), len(entered))
    unsettled = sum(first != second and settled is None for first, second, settled in entered)
    found = compare([(first or 0, second) for first, second, _ in rows])
    return SecondState(
        stage(drawn=True, compared=True, unsettled=unsettled), sample, len(rows), len(entered), unsettled, found
    )


def first_hands(sitting: Sitting) -> frozenset[int]:
    """Accounts that entered or corrected a mark of the sitting: they know a first value, so they enter none again."""
    entered = Mark.objects.everything(because=TWICE).filter(sitting=sitting).values_list("entered_by", flat=True)
    corrections = MarkCorrection.objects.everything(because=TWICE).filter(mark__sitting=sitting)
    return frozenset([*entered.distinct(), *corrections.values_list("corrected_by", flat=True).distinct()])


def sampled_marks(sample: Sample) -> QuerySet[SampledMark]:
    """The marks of a sample with their official, in the order of personnel numbers."""
    whole = SampledMark.objects.everything(because=TWICE).filter(sample=sample)
    return whole.select_related("mark__official").order_by("mark__official__number")


def not_entered_again(sample: Sample, account: int) -> list[tuple[int, str]]:
    """(sampled mark, personnel number) of those without a second entry, without one's own."""
    left = sampled_marks(sample).filter(entry=None).exclude(mark__official__account=account)
    return list(left.values_list("pk", "mark__official__number"))


def entries_of(sample: Sample) -> dict[int, int]:
    """Sampled mark -> thousandths of its second entry."""
    rows = SecondEntry.objects.everything(because=TWICE).filter(sampled__sample=sample)
    return dict(rows.values_list("sampled", "thousandths"))


def differences(sitting: Sitting | None = None) -> QuerySet[SecondEntry]:
    """Second entries that differ, each with mark, official and settlement; none before the comparison."""
    whole = SecondEntry.objects.everything(because=TWICE)
    found = whole.exclude(first=F("thousandths")).filter(sampled__sample__compared_at__isnull=False)
    if sitting is not None:
        found = found.filter(sampled__sample__sitting=sitting)
    return found.select_related(
        "sampled__mark__official", "sampled__mark__sitting", "settlement__settled_by", "entered_by"
    )


def settled_of(entry: SecondEntry) -> Settlement | None:
    """How an entry from `differences` was settled; no query."""
    return getattr(entry, "settlement", None)


def hidden_from_second_hand(account: int | None) -> QuerySet[SampledMark, int]:
    """Marks of open samples that this account may enter again, for which it is to see no first value before."""
    to_enter = SampledMark.objects.everything(because=TWICE).filter(
        sample__compared_at=None, sample__sitting__sealed_at=None
    )
    if account is None:
        return to_enter.values_list("mark", flat=True)
    others = to_enter.exclude(mark__official__account=account).exclude(sample__sitting__in=_touched(account))
    return others.values_list("mark", flat=True)


def samples_for_second_hand(account: int) -> QuerySet[Sample]:
    """Samples with something left to enter for this account, which entered and corrected no first mark there."""
    left = SampledMark.objects.everything(because=TWICE).filter(entry=None).exclude(mark__official__account=account)
    return (
        Sample.objects.filter(compared_at=None, sitting__sealed_at=None, pk__in=left.values("sample"))
        .exclude(sitting__in=_touched(account))
        .select_related("sitting")
        .order_by("drawn_at", "pk")
    )


def sittings_for_third_hand(account: int) -> QuerySet[Sitting]:
    """Sittings with a difference that this account may settle: neither entry is its own, nor is the mark."""
    settled_by_others = (
        differences()
        .filter(settlement=None, sampled__sample__sitting__sealed_at=None)
        .exclude(entered_by=account)
        .exclude(sampled__mark__entered_by=account)
        .exclude(sampled__mark__official__account=account)
        .exclude(sampled__mark__in=_corrected(account))
    )
    return Sitting.objects.filter(pk__in=settled_by_others.values("sampled__sample__sitting")).order_by(
        "held_on", "code"
    )


def unsettled_samples(codes: Collection[str]) -> list[tuple[str, Stage]]:
    """Sittings among `codes` that are not sealed and whose second entry is not done, with where it stands."""
    found: list[tuple[str, Stage]] = []
    for sitting in Sitting.objects.filter(code__in=codes, sealed_at=None, sample__isnull=False).order_by("code"):
        state = second_state(sitting)
        if state.stage is not Stage.DONE:
            found.append((sitting.code, state.stage))
    return found


def _touched(account: int) -> QuerySet[Mark, int]:
    entered = Mark.objects.everything(because=TWICE).filter(entered_by=account)
    corrected = Mark.objects.everything(because=TWICE).filter(pk__in=_corrected(account))
    return (entered | corrected).values_list("sitting", flat=True)


def _corrected(account: int) -> QuerySet[MarkCorrection, int]:
    return MarkCorrection.objects.everything(because=TWICE).filter(corrected_by=account).values_list("mark", flat=True)
