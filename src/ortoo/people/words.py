"""The register's own words on a page: levels, kinds of bodies, names of people and bodies in the page's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy

from ortoo.multilingual.basis import marked
from ortoo.people.models import Organization

LEVELS: dict[str, Promise] = {
    "managing": pgettext_lazy("level of a post", "Managing"),
    "executive": pgettext_lazy("level of a post", "Executive"),
    "support": pgettext_lazy("level of a post", "Support"),
}
SEXES: dict[str, Promise] = {
    "woman": pgettext_lazy("sex", "Woman"),
    "man": pgettext_lazy("sex", "Man"),
}
KINDS: dict[str, Promise] = {
    "country": pgettext_lazy("kind of body", "Country"),
    "central-body": pgettext_lazy("kind of body", "Central body"),
    "cabinet-secretariat": pgettext_lazy("kind of body", "Cabinet Secretariat"),
    "academy": pgettext_lazy("kind of body", "Academy"),
    "agency": pgettext_lazy("kind of body", "Agency"),
    "ministry": pgettext_lazy("kind of body", "Ministry"),
    "capital": pgettext_lazy("kind of body", "Capital"),
    "aimag": pgettext_lazy("kind of body", "Aimag"),
    "district": pgettext_lazy("kind of body", "District"),
    "host": pgettext_lazy("kind of body", "Host institute"),
}
"""A code that is not here (data may bring its own) is shown as it is."""

CLASSES: dict[str, Promise] = {
    "terguun": pgettext_lazy("class of a civil servant", "Principal official"),
    "erkhelsen": pgettext_lazy("class of a civil servant", "Executive official"),
    "akhlakh": pgettext_lazy("class of a civil servant", "Senior official"),
    "des": pgettext_lazy("class of a civil servant", "Middle official"),
    "tuslakh": pgettext_lazy("class of a civil servant", "Assistant official"),
}

REGION_GROUPS: dict[str, Promise] = {
    "Ulaanbaatar": pgettext_lazy("planning region", "Ulaanbaatar"),
    "Western": pgettext_lazy("planning region", "Western"),
    "Khangai": pgettext_lazy("planning region", "Khangai"),
    "Northern": pgettext_lazy("planning region", "Northern"),
    "Gobi": pgettext_lazy("planning region", "Gobi"),
    "Central": pgettext_lazy("planning region", "Central"),
    "Eastern": pgettext_lazy("planning region", "Eastern"),
}
"""Data name a planning region in one language; a name that is not here is shown as it is."""


def name_basis(body: Organization) -> str:
    """The basis of the name that this language's pages show: S where a source or the body itself has it, else I, M."""
    language = get_language() or "en"
    bases = {"mn": body.mn_basis, "en": body.basis, "ko": body.ko_basis}
    shown = next((one for one in (language, "en", "mn", "ko") if getattr(body, f"name_{one}")), "en")
    return {"official": "S", "ours": "I"}.get(bases[shown], bases[shown])


def marked_name(body: Organization) -> str:
    """For lists, which explain the † at their foot."""
    return marked(body.name, name_basis(body))
