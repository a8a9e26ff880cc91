"""The list of a round: the chosen, the cut line, the reserve, and everybody else with a reason."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy

from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.pages.components import Act, Figure
from ortoo.pages.lists import Choice, Column, ListPage, Search
from ortoo.pages.lists.filters import Filter
from ortoo.record.words import short
from ortoo.selection.access import can_see_names, check_may_watch
from ortoo.selection.around import picture_around
from ortoo.selection.clock import clock
from ortoo.selection.models import Place, Run
from ortoo.selection.naming import Naming, naming
from ortoo.selection.queries import final_list, list_run, places_of
from ortoo.selection.reasons import sentence_of
from ortoo.selection.rules.thousandths import thousandths
from ortoo.selection.views.rounds import address, round_of
from ortoo.selection.words import STATUSES

AROUND, REACH = "around", 15
"""The places around the cut line: so many on either side, one page."""


def place_address(place: Place) -> str:
    return reverse("selection:place", args=[place.run.round.code, place.pk])


class PlaceList(ListPage):
    """Names for those who may see them, pseudonyms for auditors."""

    template_name = "selection/list.html"
    order = ("place", "pk")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.round = round_of(kwargs["code"])
        self.run = self.shown()
        self.file_name = f"list-{self.round.code}"
        self.named = can_see_names(self.request.grants)
        self.columns = columns(self.named, naming())
        # The first behind the chosen is where the line is drawn.
        self.last_chosen = len(self.run.decision["chosen"])
        self.filters = filters(self.named, self.last_chosen)

    def shown(self) -> Run:
        """The run whose places these are."""
        run = list_run(self.round)
        if run is None:
            raise Http404
        return run

    def check(self) -> None:
        check_may_watch(self.request.grants)

    def rows(self) -> QuerySet[Place]:
        return places_of(self.run, self.request.grants if self.named else None)

    def heading(self) -> str:
        return self.round.name

    def sentence(self) -> str:
        values = {
            "version": self.run.rule.version,
            "seats": whole(self.run.decision["seats"], get_language() or "en"),
        }
        final = final_list(self.round)
        if final is not None and final.run_id == self.run.pk:
            return gettext("Final list, under rule %(version)s of %(seats)s seats. Each row says why.") % values
        said = gettext("Provisional list, under rule %(version)s of %(seats)s seats. Each row says why.") % values
        return f"{said} {clock(self.round, timezone.now())}".strip()

    def figures(self) -> list[Figure]:
        decision, language = self.run.decision, get_language() or "en"
        found = [
            Figure(gettext("Sealed records"), whole(self.run.seal.count, language)),
            Figure(gettext("Seats"), whole(decision["seats"], language), self._reserve_note()),
        ]
        if decision["cut"]:
            found.append(Figure(gettext("Cut line"), thousandths_text(thousandths(decision["cut"]), language)))
        found.append(Figure(gettext("Total merit"), thousandths_text(thousandths(decision["total"]), language)))
        if decision.get("quota_prices") is not None:
            found.append(Figure(gettext("Quotas that cost places"), whole(len(decision["quota_prices"]), language)))
        return found

    def acts(self) -> list[Act]:
        origins = Act(gettext_lazy("Where the chosen come from"), address(self.round, "origins"))
        published = Act(gettext_lazy("What the list publishes"), address(self.round, "result"))
        return [origins, published, Act(gettext_lazy("The round"), address(self.round))]

    def more(self) -> dict[str, Any]:
        return {"around": picture_around(self.run)}

    def cut_above(self, row: Place) -> str:
        if row.place != self.last_chosen + 1:
            return ""
        cut = self.run.decision["cut"]
        if not cut:
            return gettext("%(seats)s seats filled") % {"seats": self.last_chosen}
        return gettext("Cut line %(cut)s, %(seats)s seats filled") % {
            "cut": thousandths_text(thousandths(cut), get_language() or "en"),
            "seats": self.last_chosen,
        }

    def _reserve_note(self) -> str:
        return gettext("+ %(count)s in reserve") % {"count": len(self.run.decision["reserve"])}


def filters(named: bool, last_chosen: int) -> tuple[Filter, ...]:
    """Without `named`, nobody can ask which pseudonym belongs to a personnel number."""
    states = [(AROUND, gettext_lazy("Around the cut line")), *((status, tag.label) for status, tag in STATUSES.items())]

    def narrow(rows: QuerySet[Place], state: str) -> QuerySet[Place]:
        if state == AROUND:
            return rows.filter(place__range=(last_chosen - REACH + 1, last_chosen + REACH))
        return rows.filter(status=state)

    search = (
        Search("q", gettext_lazy("Pseudonym or personnel number"),
               fields=("pseudonym__istartswith", "official__number__iexact"))
        if named
        else Search("q", gettext_lazy("Pseudonym"), fields=("pseudonym__istartswith",))
    )  # fmt: skip
    return (Choice("status", gettext_lazy("State"), states, apply=narrow), search)


def columns(named: bool, names: Naming) -> tuple[Column, ...]:
    """Those of the list; without `named`, nothing leads to a person."""
    pseudonym = Column("pseudonym", gettext_lazy("Pseudonym"), lambda place: short(place.pseudonym),
                       export=lambda place: place.pseudonym, main=not named, on_page=not named)  # fmt: skip
    person = (
        Column("number", gettext_lazy("Personnel number"), lambda place: place.official.number, on_page=False),
        Column("official", gettext_lazy("Official"), lambda place: place.official.short_name, main=True,
               link=place_address, second=lambda place: short(place.pseudonym)),
    )  # fmt: skip
    return (
        Column("rank", gettext_lazy("Rank"), lambda place: place.rank, kind="rank"),
        *(person if named else ()),
        pseudonym,
        Column("region", gettext_lazy("Region"), lambda place: names.value("region", place.facts["region"]),
               export=lambda place: place.facts["region"]),
        Column("organization", gettext_lazy("Organization"),
               lambda place: names.value("organization", place.facts["organization"]),
               export=lambda place: place.facts["organization"]),
        Column("merit", gettext_lazy("Merit"), lambda place: place.merit, kind="thousandths"),
        Column("adjusted", gettext_lazy("Adjusted"), lambda place: place.adjusted, kind="thousandths"),
        Column("margin", gettext_lazy("To the cut line"), lambda place: place.margin, kind="thousandths"),
        Column("state", gettext_lazy("State"), lambda place: STATUSES[place.status]),
        # A sentence a row makes a list that nobody reads: it stands on each one's page, and in the file.
        Column("reason", gettext_lazy("Reason"), lambda place: sentence_of(place, names), on_page=False),
    )  # fmt: skip
