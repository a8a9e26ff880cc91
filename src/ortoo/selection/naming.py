"""Codes of sealed records as a page names them: regions, bodies, levels; loaded once a page."""

from __future__ import annotations

from dataclasses import dataclass

from ortoo.people.queries import names_by_code
from ortoo.people.words import CLASSES, LEVELS, REGION_GROUPS, SEXES
from ortoo.selection.words import ATTRIBUTES

WORDS = {"region_group": REGION_GROUPS, "sex": SEXES, "level": LEVELS, "rank_class": CLASSES}
BODIES = ("ministry", "organization")


@dataclass(frozen=True)
class Naming:
    """Code -> name in the language of the page. A code that nobody has named is shown as it is."""

    organizations: dict[str, str]
    regions: dict[str, str]

    def value(self, attribute: str, code: str) -> str:
        if attribute in BODIES:
            return self.organizations.get(code, code)
        if attribute == "region":
            return self.regions.get(code, code)
        return str(WORDS.get(attribute, {}).get(code, code))

    def cell(self, attribute: str, code: str) -> str:
        """ "Region: Khovd", for a sentence about one value of one attribute."""
        return f"{ATTRIBUTES[attribute]}: {self.value(attribute, code)}"


def is_known(attribute: str, code: str) -> bool:
    """Whether `code` is a value of `attribute` that the house has a name for. Two queries at most."""
    if attribute in WORDS:
        return code in WORDS[attribute]
    organizations, regions = names_by_code()
    return code in (regions if attribute == "region" else organizations)


def naming() -> Naming:
    """Two queries."""
    return Naming(*names_by_code())
