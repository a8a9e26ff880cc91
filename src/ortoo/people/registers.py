"""What the register gives out: rows of the three files, as they can be taken in again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ortoo.access.rules.grants import Grants
from ortoo.people.models import Appointment, Official, Organization, Region, Succession

SAME_IN_REGIONS = (
    "code", "name_mn", "name_en", "name_ko", "kind", "group", "units", "time_zone", "group_basis", "units_basis",
    "source",
)  # fmt: skip
SAME_IN_ORGANIZATIONS = (
    "code", "name_mn", "name_en", "name_ko", "abbreviation", "kind", "valid_from", "valid_to", "basis", "mn_basis",
    "ko_basis", "source", "note",
)  # fmt: skip
SAME_IN_OFFICIALS = ("number", "patronymic", "given_name", "sex", "born_on")


def regions_of(grants: Grants) -> Iterator[dict[str, Any]]:
    """All regions, each after the one it is part of, as far as codes sort so; they are no secret."""
    for region in Region.objects.select_related("parent").order_by("code"):
        yield {
            **{name: getattr(region, name) for name in SAME_IN_REGIONS},
            "parent": region.parent.code if region.parent else None,
        }


def organizations_of(grants: Grants) -> Iterator[dict[str, Any]]:
    """All organizations, those that are no more too; they are no secret."""
    successors: dict[int, tuple[str, ...]] = {}
    for organization, successor in Succession.objects.order_by("place").values_list("organization", "successor__code"):
        successors[organization] = (*successors.get(organization, ()), successor)
    for body in Organization.objects.select_related("parent", "region").order_by("code"):
        yield {
            **{name: getattr(body, name) for name in SAME_IN_ORGANIZATIONS},
            "parent": body.parent.code if body.parent else None,
            "region": body.region.code if body.region else None,
            "successors": successors.get(body.pk),
        }


def officials_of(grants: Grants) -> Iterator[dict[str, Any]]:
    """Officials whom `grants` may see, each with the latest post. Latin only where a passport gave it.

    The register number is not there: it is not kept.
    """
    visible = Official.objects.visible_to(grants).order_by("number")
    names = ("patronymic_latin", "given_name_latin", "latin_from_passport")
    posts = _latest_posts(grants)
    rows = visible.values_list("pk", *SAME_IN_OFFICIALS, *names)
    for pk, *same, latin_patronymic, latin_given, from_passport in rows.iterator(chunk_size=5_000):
        yield {
            **dict(zip(SAME_IN_OFFICIALS, same, strict=True)),
            "patronymic_latin": latin_patronymic if from_passport else None,
            "given_name_latin": latin_given if from_passport else None,
            **posts.get(pk, {}),
        }


def _latest_posts(grants: Grants) -> dict[int, dict[str, Any]]:
    rows = Appointment.objects.visible_to(grants).order_by("valid_from").values_list(
        "official_id", "organization__code", "region__code", "post", "rank_class", "level", "valid_from"
    )  # fmt: skip
    names = ("organization", "region", "post", "rank_class", "level", "appointed_on")
    return {official: dict(zip(names, post, strict=True)) for official, *post in rows.iterator(chunk_size=5_000)}
