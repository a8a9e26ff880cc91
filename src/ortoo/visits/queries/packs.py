"""Pre-study packs: who has finished what, and whether a site may be seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils.translation import get_language

from ortoo.multilingual.refusals import Refusal
from ortoo.visits.models import PackPart, PartStudied, PreStudyPack, Stop, Traveller, Visit
from ortoo.visits.queries.travellers import travellers_of
from ortoo.visits.rules import studying

WHY = "says who has finished which part, to callers who may see the travellers, or counts them"
GATED = "visit"
"""The kind of stop that a pack stands before."""


def packs_of(visit: Visit) -> list[PreStudyPack]:
    """With `parts`, by code. Two queries."""
    return list(visit.packs.select_related("topic").prefetch_related("parts", "stops").order_by("code"))


def pack_of(visit: Visit, code: str) -> PreStudyPack | None:
    rows = visit.packs.filter(code=code).select_related("topic", "visit")
    return rows.prefetch_related("parts", "stops").first()


def parts_of(pack: PreStudyPack) -> list[PackPart]:
    """In their order; from what was fetched along with the pack, if it was."""
    return sorted(pack.parts.all(), key=lambda part: part.place)


def finished_parts(travellers: Iterable[Traveller]) -> dict[int, set[int]]:
    """Traveller (each of those given) -> the parts that they have finished. One query."""
    found: dict[int, set[int]] = {one.pk: set() for one in travellers}
    rows = PartStudied.objects.everything(because=WHY).filter(traveller__in=list(found))
    for traveller, part in rows.values_list("traveller_id", "part_id"):
        found[traveller].add(part)
    return found


def unfinished_of(travellers: Collection[Traveller], stop: Stop) -> dict[int, tuple[str, ...]]:
    """Traveller -> codes of the packs before this stop that are not finished; nobody who has finished all of them."""
    packs = as_values(stop.packs.prefetch_related("parts").order_by("code")) if stop.kind == GATED else {}
    if not packs:
        return {}
    done = finished_parts(travellers)
    missing = {pk: tuple(studying.unfinished(packs, parts)) for pk, parts in done.items()}
    return {pk: codes for pk, codes in missing.items() if codes}


def check_studied(traveller: Traveller, stop: Stop) -> None:
    """Refuses a site visit to whom has not finished a pack before it, naming the first such pack and the person's
    number. Lectures, meals and whatever has no pack are never refused.
    """
    missing = unfinished_of([traveller], stop).get(traveller.pk, ())
    if missing:
        pack = stop.packs.get(code=missing[0])
        raise Refusal(
            "visits.pre_study_not_done", number=traveller.official.number, stop=stop.code, pack=pack.code,
            name=pack.name,
        )  # fmt: skip


def studied_counts(visit: Visit) -> dict[PreStudyPack, tuple[int, int]]:
    """Pack -> how many of those who travel have finished it, and of how many; by code. Five queries."""
    packs, done = packs_of(visit), finished_parts(travellers_of(visit))
    counted = studying.counts(as_values(packs), done)
    return {pack: counted[pack.code] for pack in packs}


def unfinished_packs(traveller: Traveller) -> list[PreStudyPack]:
    """Of the whole visit, by the day they are due. Three queries."""
    packs = packs_of(traveller.visit)
    missing = studying.unfinished(as_values(packs), finished_parts([traveller])[traveller.pk])
    return sorted((pack for pack in packs if pack.code in missing), key=lambda pack: (pack.due_on, pack.code))


def text_of(part: PackPart) -> str:
    """In the language of the page, or whichever there is."""
    language = get_language() or "en"
    return next((text for one in (language, "en", "mn", "ko") if (text := part.text.get(one, "").strip())), "")


def as_values(packs: Iterable[PreStudyPack]) -> dict[str, tuple[int, ...]]:
    """As the rules take them."""
    return {pack.code: tuple(part.pk for part in parts_of(pack)) for pack in packs}
