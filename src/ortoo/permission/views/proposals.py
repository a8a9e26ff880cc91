"""The proposal: who, with which scores, why; how the markers were corrected; which other lists are nearly as good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from ortoo.access.models import User
from ortoo.access.requests import Request
from ortoo.access.rules.grants import Grants
from ortoo.charts import spread
from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.multilingual.texts import in_language
from ortoo.pages.components import Act, Figure
from ortoo.pages.forms import Form, FormPage
from ortoo.permission import operations
from ortoo.permission.access import can_watch_panel, check_may_call, check_may_watch, check_may_watch_panel
from ortoo.permission.models import Call, Proposal, ProposalPlace
from ortoo.permission.queries.calls import latest_proposal, visit_of
from ortoo.permission.queries.proposals import SHARED, places_seen, shares_of, table_of_proposal, versions_of
from ortoo.permission.rules.shares import Share
from ortoo.permission.showing.beside import lists_beside, prices_of
from ortoo.permission.showing.doubts import doubts_of, error_text, is_raw, line_sentence, places_text
from ortoo.permission.views.rubrics import address, called
from ortoo.permission.words.panel import PLACES, reason
from ortoo.plan.queries import goal_names
from ortoo.selection.naming import Naming, naming
from ortoo.selection.rules.thousandths import thousandths
from ortoo.selection.words import ATTRIBUTES


@require_GET
def proposal_page(request: Request, code: str, version: int | None = None) -> HttpResponse:
    """The latest version, or an earlier one by its number. Names only of those whom the reader's grants reach."""
    check_may_watch(request.grants)
    call = called(code)
    proposal = latest_proposal(call) if version is None else call.proposals.filter(version=version).first()
    if proposal is None:
        raise Http404
    places, seen = places_seen(proposal, request.grants)
    names = naming()
    # A reason names quotas, and so bodies: a member of the panel, who may score again, is not to learn of them.
    whole = bool(seen) or can_watch_panel(request.grants)
    rows = _rows(proposal, places, seen, names if whole else None)
    who = {row["id"]: row["who"] for row in rows}
    context = {
        "heading": in_language(visit_of(call).title),
        "lead": _lead(proposal),
        "call": call,
        "proposal": proposal,
        "versions": [one for one in versions_of(call) if one.pk != proposal.pk],
        "figures": _figures(proposal),
        "acts": _acts(call, proposal.version, request.grants),
        "named": bool(seen),
        "parts": _parts(rows),
        "outside": [row for row in rows if row["status"] == "ineligible"],
        "markers": _markers(proposal),
        "error": proposal.correction["error"],
        "raw": is_raw(proposal),
        "line": line_sentence(places, doubts_of(proposal)),
        "alternatives": lists_beside(proposal, places, who, names if whole else None),
        "prices": prices_of(proposal, names) if whole else None,
        "shares": _shares(call, places, names) if whole else [],
    }
    return render(request, "permission/proposal.html", context)


def _lead(proposal: Proposal) -> str:
    lead = gettext("Version %(version)s. Corrected scores, the rule of the rubric, every promise checked.")
    if is_raw(proposal):
        lead = gettext("Version %(version)s. Scores as they were given, the rule of the rubric, every promise checked.")
    return lead % {"version": proposal.version}


def _figures(proposal: Proposal) -> list[Figure]:
    decision, language = proposal.decision, get_language() or "en"
    found = [
        Figure(gettext("Seats"), whole(decision["seats"], language)),
        Figure(gettext("Reserve places"), whole(len(decision["reserve"]), language)),
        Figure(gettext("Total of the proposed"), thousandths_text(thousandths(decision["total"]), language)),
    ]
    if decision["cut"]:
        found.append(Figure(gettext("Cut line"), thousandths_text(thousandths(decision["cut"]), language)))
    return found


def _acts(call: Call, version: int, grants: Grants) -> list[Act]:
    found = [Act(gettext("How dossiers are scored"), address(call, "rubric"))]
    if can_watch_panel(grants):
        found.append(Act(gettext("The panel"), address(call, "panel")))
        found.append(Act(gettext("Table of scores (CSV)"), address(call, "proposal-table", version)))
    return found


def _rows(
    proposal: Proposal, places: Sequence[ProposalPlace], seen: set[int], names: Naming | None
) -> list[dict[str, Any]]:
    """Each dossier: the person for who may know, the number for everybody; without `names` no reasons."""
    visit, doubts = visit_of(proposal.call), doubts_of(proposal)
    known = [figure for one in places for figure in (one.low, one.high, one.corrected) if figure is not None]
    on = spread.scale(known)
    return [
        {
            "id": one.dossier.place.pseudonym,
            "place": one.place,
            "number": one.dossier.number,
            "name": one.dossier.official.short_name if one.dossier_id in seen else "",
            "who": _who(one, one.dossier_id in seen),
            "row": one,
            "spread": _picture(one, on),
            "error": error_text(doubts.get(one.dossier.number)),
            "true": places_text(doubts.get(one.dossier.number)),
            "status": one.status,
            "state": PLACES[one.status],
            "reason": reason(one.reasons, visit, names) if names else "",
        }
        for one in places
    ]


def _who(one: ProposalPlace, seen: bool) -> str:
    numbered = {"number": one.dossier.number}
    if not seen:
        return gettext("dossier %(number)s") % numbered
    return gettext("%(name)s (dossier %(number)s)") % {"name": one.dossier.official.short_name, **numbered}


def _picture(one: ProposalPlace, on: spread.Scale) -> str:
    if one.corrected is None or one.low is None or one.high is None:
        return ""
    return spread.spread(one.low, one.corrected, one.high, on)


def _parts(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The table in three parts, each with the line that is drawn above it."""
    chosen = [row for row in rows if row["status"] == "chosen"]
    reserve = [row for row in rows if row["status"] == "reserve"]
    others = [row for row in rows if row["status"] == "not-chosen"]
    count = len(chosen)
    filled = ngettext(
        "%(count)s seat filled; the reserve follows in this order",
        "%(count)s seats filled; the reserve follows in this order",
        count,
    ) % {"count": count}
    parts = [("", chosen), (filled, reserve), (gettext("Not proposed, by score"), others)]
    return [{"line": line, "rows": some} for line, some in parts if some]


def _markers(proposal: Proposal) -> list[dict[str, Any]]:
    rows = proposal.correction["markers"]
    names = dict(User.objects.filter(pk__in=[one["marker"] for one in rows]).values_list("pk", "shown_name"))
    return [{**one, "name": names[one["marker"]], "way": _way(one)} for one in rows]


def _way(marker: Mapping[str, Any]) -> str:
    """Harsh or lenient only where the severity is more than its error could make it: twice, one time in twenty."""
    severity, error = marker["severity"], marker["standard_error"]
    if error is None or abs(severity) <= 2 * error:
        return gettext("like the others, as far as can be told")
    return gettext("more harshly than the others") if severity < 0 else gettext("more leniently than the others")


def _shares(call: Call, places: Sequence[ProposalPlace], names: Naming) -> list[dict[str, Any]]:
    """The listed beside the proposed, by attribute; values that neither has are left out."""
    by = shares_of(call, places)
    found = [{"heading": ATTRIBUTES[name], "rows": _values(name, by[name], names)} for name in SHARED]
    goals = goal_names()
    rows = [
        (gettext("Goal %(number)s") % {"number": one.value}, goals[one.value].name if one.value in goals else "", one)
        for one in by["goal"]
    ]
    found.append({"heading": gettext("Goals of the plan"), "rows": rows})
    return found


def _values(name: str, shares: Sequence[Share], names: Naming) -> list[tuple[str, str, Share]]:
    return [(names.value(name, one.value), "", one) for one in shares if one.of_listed or one.of_proposed]


@require_GET
def table_file(request: Request, code: str, version: int) -> HttpResponse:
    """The table that the rule read, by pseudonym: with the rule and the lot seed, `ortoo select` gives the same."""
    check_may_watch_panel(request.grants)
    proposal = called(code).proposals.filter(version=version).first()
    if proposal is None:
        raise Http404
    name = f"dossiers-{code}-{version}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(table_of_proposal(proposal), content_type="text/csv; charset=utf-8", headers=headers)


class Propose(FormPage):
    title = gettext_lazy("Make the proposal")
    lead = gettext_lazy(
        "Harsh and lenient markers are corrected, the rule of the rubric is applied to what it says decides, and every "
        "promise is checked before the proposal is kept. It then goes to the head of the academy."
    )
    form_class = Form
    submit = gettext_lazy("Make the proposal")
    done = gettext_lazy("The proposal is made and recorded in the ledger.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.call = called(kwargs["code"])
        self.back = address(self.call, "panel")

    def check(self) -> None:
        check_may_call(self.request.grants)

    def act(self, form: Form) -> str:
        operations.propose(call=self.call, by=self.by, at=timezone.now())
        return address(self.call, "proposal")
