"""A trial as a page shows it: prices of quotas, the lists of the rules beside each other, shares at each step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from ortoo.charts import shares as drawing
from ortoo.charts.shares import Row
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Fact
from ortoo.pages.templatetags.ortoo import percent
from ortoo.pages.templatetags.ortoo import thousandths as points
from ortoo.record.words import short
from ortoo.selection.clauses import ceiling, conflict, floor, gives_way
from ortoo.selection.models import Round, Trial
from ortoo.selection.naming import Naming, naming
from ortoo.selection.queries import latest_trial, trials_of
from ortoo.selection.rules.thousandths import share
from ortoo.selection.rules.trial_result import PERMITTED, PUBLISHED
from ortoo.selection.words import ATTRIBUTES, WAYS

DRAWN = ("region_group", "sex", "level")

GROUPS = 2
"""Where the counts of the groups begin: before them stand all records and the eligible."""


def answers_of_trial(round: Round, number: str) -> dict[str, Any]:
    """The answers of the trial of that number (as an address names it), for a form that is filled in with them."""
    found = trials_of(round).filter(number=int(number)).first() if number.isascii() and number.isdigit() else None
    return dict(found.answers) if found else {}


def fact_of_trial(round: Round, rule_sha256: str) -> Fact:
    """For who adopts a rule: how exactly this rule was tried, or that it was not."""
    found = latest_trial(round, rule_sha256)
    label = gettext("Tried on earlier records")
    if found is None:
        note = gettext("A trial shows what each quota would cost, and the entry of the ledger then names it.")
        return Fact(label, gettext("Not tried"), note=note, address=reverse("selection:try", args=[round.code]))
    said = gettext("Trial %(number)s") % {"number": found.number}
    leads = reverse("selection:trial", args=[round.code, found.number])
    return Fact(label, said, note=TrialShown(found, naming()).finding(), address=leads)


class TrialShown:
    """`trial` in the language of the page."""

    def __init__(self, trial: Trial, names: Naming) -> None:
        self.trial, self.names = trial, names
        self.result: Mapping[str, Any] = trial.result
        self.ways: Sequence[Mapping[str, Any]] = self.result["ways"]
        self.at = next(place for place, way in enumerate(self.ways) if way["draft"])
        self.draft = self.ways[self.at]
        self.groups = list(self.result["groups"])

    def finding(self) -> str:
        """The one sentence that a reader takes along."""
        together = self.result["together"]
        if together is None:
            return gettext("On these records the draft allows no list.")
        if not together["lost"]:
            return gettext("The quotas cost nothing here: without them the same total is reached.")
        said = ngettext(
            "All quotas together cost %(lost)s points of %(total)s, %(share)s, and replace %(count)s person.",
            "All quotas together cost %(lost)s points of %(total)s, %(share)s, and replace %(count)s people.",
            together["replaced"],
        )
        return said % {
            "lost": points(together["lost"]), "total": points(together["total"]), "count": together["replaced"],
            "share": percent(share(together["lost"], together["total"]) or None) or gettext("less than 0.1 %"),
        }  # fmt: skip

    def prices(self) -> list[dict[str, Any]]:
        """Each clause that costs something, the dearest first."""
        ordered = sorted(self.result["prices"] or [], key=lambda one: -one["total_lost"])
        bounds = {(cell["attribute"], cell["value"]): cell for cell in self.result["cells"]}
        found = []
        for one in ordered:
            count = bounds[one["attribute"], one["value"]][one["bound"]]
            say = floor if one["bound"] == "at_least" else ceiling
            clause = say(one["attribute"], one["value"], count, self.names)
            found.append({"clause": clause, "lost": one["total_lost"], "replaced": one["replaced"]})
        return found

    def free(self) -> int:
        """How many bounds cost nothing."""
        bounds = sum(cell[name] is not None for cell in self.result["cells"] for name in ("at_least", "at_most"))
        return bounds - len(self.result["prices"] or [])

    def priced_elsewhere(self) -> bool:
        """Whether the prices are those of another list than the draft's."""
        return bool(self.result["prices_of"] != self.at)

    def lists(self) -> list[dict[str, Any]]:
        """One row for each rule, the draft's own marked."""
        return [
            {
                "name": WAYS[way["objective"], way["floors"]],
                "draft": way["draft"],
                "total": way["total"],
                "lowest": way["lowest"],
                "on_both": self._on_both(place),
                "unmet": [self._unmet(one) for one in way["unmet"]],
            }
            for place, way in enumerate(self.ways)
        ]

    def _unmet(self, one: Mapping[str, Any]) -> str:
        said = gettext("%(clause)s; filled: %(met)s")
        clause = floor(one["attribute"], one["value"], one["at_least"], self.names)
        return said % {"clause": clause, "met": whole(one["met"], get_language() or "en")}

    def same(self) -> str:
        """Where no two lists differ: that they are one and the same, or that there are not two."""
        lists = [way for way in self.ways if way["total"] is not None]
        if len(lists) == len(self.ways):
            return gettext("On these records all of them give the same list.")
        return gettext("Those that allow a list give the same one.") if len(lists) > 1 else ""

    def _on_both(self, place: int) -> int | None:
        """How many of a list are on the draft's list too."""
        if place == self.at:
            return None
        pair = {self.at, place}
        return next((one["both"] for one in self.result["differences"] if {one["first"], one["second"]} == pair), None)

    def pairs(self) -> list[dict[str, Any]]:
        """Every two lists that differ: how many, and who where pseudonyms are kept."""
        found = []
        for one in self.result["differences"]:
            if one["apart"]:
                first, second = (self._way(one[name]) for name in ("first", "second"))
                found.append(
                    {"first": first, "second": second, "both": one["both"], "apart": one["apart"],
                     "only_first": _short(one["only_first"]), "only_second": _short(one["only_second"])}
                )  # fmt: skip
        return found

    def _way(self, place: int) -> str:
        way = self.ways[place]
        return str(WAYS[way["objective"], way["floors"]])

    def filled(self) -> list[dict[str, Any]]:
        """Each bounded value with how many of each list have it, where the lists differ or one stands at a bound."""
        found = []
        for place, cell in enumerate(self.result["cells"]):
            counts = [way["filled"][place] for way in self.ways]
            if len(set(counts)) > 1 or {cell["at_least"], cell["at_most"]} & set(counts):
                row = [(self._way(at), count) for at, count in enumerate(counts)]
                found.append({"clause": self._cell(cell), "counts": row})
        return found

    def _cell(self, cell: Mapping[str, Any]) -> str:
        name, value = cell["attribute"], cell["value"]
        if cell["at_most"] is None:
            return floor(name, value, cell["at_least"], self.names)
        if cell["at_least"] is None:
            return ceiling(name, value, cell["at_most"], self.names)
        said = gettext("%(cell)s, at least %(least)s and at most %(most)s")
        return said % {"cell": self.names.cell(name, value), "least": cell["at_least"], "most": cell["at_most"]}

    def conflicts(self) -> list[dict[str, Any]]:
        """Of each rule without a list: the clauses that allow none, and how far each must give way."""
        return [
            {"name": self._way(place), "clauses": [self._clause(way, at) for at in range(len(way["conflict"]))]}
            for place, way in enumerate(self.ways)
            if way["conflict"]
        ]

    def _clause(self, way: Mapping[str, Any], at: int) -> dict[str, str]:
        clause = conflict([way["conflict"][at]], self.names)[0]
        if not way["relaxations"]:
            return {"clause": clause, "enough": ""}
        return {"clause": clause, "enough": gives_way(way["relaxations"][at])}

    def steps(self) -> list[str]:
        """Headings of the columns of shares, each with how many people it counts."""
        language = get_language() or "en"
        words = {
            PUBLISHED: gettext("Published then"),
            PERMITTED: gettext("Permitted then"),
            **{str(place): self._way(place) for place in range(len(self.ways))},
        }
        heads = [(gettext("All records"), self.result["candidates"]), (gettext("Eligible"), self.result["eligible"])]
        heads += [(words[name], self.result["groups"][name]) for name in self.groups]
        return [f"{name} ({whole(count, language)})" for name, count in heads]

    def tables(self) -> list[dict[str, Any]]:
        """Of each attribute its rows of shares, and its two drawings where it has few values."""
        wholes = [self.result["candidates"], self.result["eligible"], *self.result["groups"].values()]
        steps, found = self.steps(), []
        for name, rows in self.result["shares"].items():
            shown = [
                (self.names.value(name, value), [share(count, of) for count, of in zip(counts, wholes, strict=True)])
                for value, *counts in rows
                if name in DRAWN or any(counts[GROUPS:])
            ]
            headed = [(label, list(zip(steps, of, strict=True))) for label, of in shown]
            part = {"title": ATTRIBUTES[name], "rows": headed, "left": len(rows) - len(shown)}
            found.append({**part, **self._drawn(name, shown)})
        return found

    def _drawn(self, name: str, rows: Sequence[tuple[str, list[int | None]]]) -> dict[str, Any]:
        if name not in DRAWN or self.draft["total"] is None:
            return {"wide": "", "narrow": ""}
        own = GROUPS + self.groups.index(str(self.at))
        last = GROUPS + self.groups.index(PERMITTED) if PERMITTED in self.groups else None
        drawn = [Row(label, of[0], of[own], None if last is None else of[last]) for label, of in rows]
        title = str(ATTRIBUTES[name])
        return {"wide": drawing.wide(drawn, title, _change(drawn), f"shares-{name}"), "narrow": drawing.narrow(drawn)}

    def keys(self) -> list[tuple[Any, str]]:
        """The marks of the drawings, each with its words."""
        found = [(drawing.key("all"), gettext("All records")), (drawing.key("listed"), gettext("The draft's list"))]
        if PERMITTED in self.groups:
            said = gettext("Who was permitted to travel then, from the list that was published")
            found.append((drawing.key("proposed"), said))
        return found


def _short(pseudonyms: Sequence[str]) -> str:
    return ", ".join(map(short, pseudonyms))


def _change(rows: Sequence[Row]) -> str:
    """The value whose share the draft changes most, for who cannot see the drawing."""
    known = [row for row in rows if row.of_all is not None and row.of_listed is not None]
    if not known:
        return gettext("Nothing is known yet.")
    row = max(known, key=lambda one: abs((one.of_listed or 0) - (one.of_all or 0)))
    said = gettext("%(label)s: %(all)s of all records, %(listed)s of the draft's list.")
    return said % {"label": row.label, "all": percent(row.of_all), "listed": percent(row.of_listed)}
