"""What stands around the proposed on every page of the way: shares, alternatives, the visit, the way so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, ngettext

from ortoo.charts import shares as drawing
from ortoo.multilingual.numbers import sum_text, thousandths_text, whole
from ortoo.multilingual.texts import in_language
from ortoo.pages.templatetags.ortoo import percent
from ortoo.people.words import KINDS, REGION_GROUPS, SEXES
from ortoo.permission.models import Call, Proposal, ProposalPlace
from ortoo.permission.queries.contest import orders_of
from ortoo.permission.queries.deciding import Step, way_of
from ortoo.permission.queries.wholes import Wholes, wholes_of
from ortoo.permission.rules.shares import Share
from ortoo.permission.rules.visit import VisitPlan
from ortoo.permission.showing.beside import lists_beside, prices_of
from ortoo.permission.showing.doubts import doubts_of, line_sentence
from ortoo.permission.showing.people import Showing, Shown
from ortoo.permission.words.deciding import STEPS
from ortoo.plan.queries import goal_names
from ortoo.selection.naming import naming

DRAWN_FROM = 20
"""Thousandths: a value that is rarer everywhere stands in the table alone."""

DRAWN = ("region_group", "sex", "kind", "goal")


def beside(
    call: Call,
    proposal: Proposal,
    places: Sequence[ProposalPlace],
    showing: Showing,
    language: str,
    permitted: Collection[int] | None = None,
) -> dict[str, Any]:
    """Context for the templates of the way and the decision.

    `permitted`: dossiers (keys) that the order permits: shares, topics and cost are then theirs, not the proposed's.
    """
    wholes, names = wholes_of(call, places, permitted), naming()
    every = {row.key: row for row in showing.rows("chosen", "reserve", "not-chosen", "ineligible")}
    by_pseudonym = {place.dossier.place.pseudonym: every[str(place.dossier_id)] for place in places}
    return {
        "wholes": wholes,
        "groups_of_shares": _shares(wholes, ordered=permitted is not None),
        "ordered": permitted is not None,
        "keys": [
            (drawing.key("all"), whole(wholes.everybody, language)),
            (drawing.key("listed"), _listed(wholes.listed)),
            (drawing.key("proposed"), _proposed(wholes.proposed) if permitted is None else _permitted(wholes.proposed)),
        ],
        "alternatives": [_alternative(one, by_pseudonym, language) for one in proposal.alternatives],
        "lists": lists_beside(proposal, places, {name: row.name for name, row in by_pseudonym.items()}, names),
        "prices": prices_of(proposal, names),
        "line": line_sentence(places, doubts_of(proposal)),
        "visit": showing.visit,
        "visit_title": in_language(showing.visit.title),
        "costs": _costs(showing.visit, wholes.proposed, language),
        "topics": _topics(showing.visit, _travellers(showing, permitted)),
        "steps": steps_shown(proposal),
        "proposal": proposal,
        "versions": call.proposals.select_related("made_by").order_by("-version"),
        "orders": orders_of(call),
        "code": call.round.code,
        "scale_low": whole(showing.scale.low // 1000, language),
        "scale_high": whole(showing.scale.high // 1000, language),
    }


def _listed(count: int) -> str:
    return ngettext("%(count)s on the final list", "%(count)s on the final list", count) % {"count": count}


def _proposed(count: int) -> str:
    return ngettext("%(count)s proposed", "%(count)s proposed", count) % {"count": count}


def _permitted(count: int) -> str:
    return ngettext("%(count)s permitted", "%(count)s permitted", count) % {"count": count}


def _travellers(showing: Showing, permitted: Collection[int] | None) -> list[Shown]:
    """In the order of merit: those permitted, while nothing is decided the proposed."""
    if permitted is None:
        return showing.rows("chosen")
    return [row for row in showing.rows("chosen", "reserve") if int(row.key) in permitted]


def _shares(wholes: Wholes, *, ordered: bool) -> list[dict[str, Any]]:
    """Each attribute with its two drawings and its rows; ministries as rows only, for they are many."""
    titles = {
        "region_group": gettext("Region"),
        "sex": gettext("Sex"),
        "kind": gettext("Kind of body"),
        "goal": gettext("Goal served by the topic"),
        "ministry": gettext("Ministry or governor"),
    }
    words = _labels()
    found = []
    for name, title in titles.items():
        rows = [(words(name, row.value), row) for row in wholes.by[name]]
        if name == "ministry":
            rows = [(label, row) for label, row in rows if row.of_proposed]
        drawn = [
            drawing.Row(label, row.of_all, row.of_listed, row.of_proposed)
            for label, row in rows
            if max(row.known, default=0) >= DRAWN_FROM
        ]
        found.append(
            {
                "title": title,
                "rows": rows,
                "wide": drawing.wide(drawn, title, _finding(rows, ordered=ordered), f"shares-{name}")
                if name in DRAWN
                else "",
                "narrow": drawing.narrow(drawn) if name in DRAWN else "",
            }
        )
    return found


def _labels() -> Any:
    names, goals = naming(), goal_names()
    known: dict[str, Mapping[str, Any]] = {"region_group": REGION_GROUPS, "sex": SEXES, "kind": KINDS}

    def label(attribute: str, value: str) -> str:
        if attribute == "ministry":
            return names.value("organization", value)
        if attribute == "goal":
            return f"{value} {goals[value].name}" if value in goals else value
        return str(known[attribute].get(value, value))

    return label


def _finding(rows: Sequence[tuple[str, Share]], *, ordered: bool) -> str:
    """The numbers in words, for who cannot see the drawing: the value whose share changes most on the way."""
    known = [(label, row) for label, row in rows if row.of_proposed is not None and row.of_listed is not None]
    if not known:
        return gettext("Nothing is known yet.")
    label, row = max(known, key=lambda one: abs((one[1].of_proposed or 0) - (one[1].of_all or one[1].of_listed or 0)))
    said = {"label": label, "listed": percent(row.of_listed), "proposed": percent(row.of_proposed)}
    if row.of_all is None:
        if ordered:
            return gettext("%(label)s: %(listed)s of the final list, %(proposed)s of those permitted.") % said
        return gettext("%(label)s: %(listed)s of the final list, %(proposed)s of the proposed.") % said
    said["all"] = percent(row.of_all)
    if ordered:
        return (
            gettext("%(label)s: %(all)s of everybody, %(listed)s of the final list, %(proposed)s of those permitted.")
            % said
        )
    return (
        gettext("%(label)s: %(all)s of everybody, %(listed)s of the final list, %(proposed)s of the proposed.") % said
    )


def _alternative(one: Mapping[str, Any], rows: Mapping[str, Shown], language: str) -> str:
    """Who would come instead of whom, and what that costs of the total of scores."""
    return gettext("%(enters)s instead of %(leaves)s: %(costs)s points less in total.") % {
        "enters": _names(one["enters"], rows), "leaves": _names(one["leaves"], rows),
        "costs": thousandths_text(one["costs"], language),
    }  # fmt: skip


def _names(pseudonyms: Sequence[str], rows: Mapping[str, Shown]) -> str:
    return ", ".join(rows[one].name for one in pseudonyms)


def _costs(visit: VisitPlan, heads: int, language: str) -> dict[str, Any]:
    """Lines for one head and for all, and sums by currency and payer."""
    payers = {"home": gettext("own budget"), "host": gettext("the host"), "other": gettext("somebody else")}
    sums: dict[tuple[str, str], int] = defaultdict(int)
    lines = []
    for line in visit.costs:
        sums[line.currency, line.payer] += line.planned * heads
        lines.append({
            "name": in_language(line.names), "payer": payers[line.payer], "currency": line.currency,
            "one": sum_text(line.planned, language), "all": sum_text(line.planned * heads, language),
        })  # fmt: skip
    return {
        "heads": heads,
        "lines": lines,
        "sums": [
            {"payer": payers[payer], "currency": currency, "all": sum_text(total, language)}
            for (currency, payer), total in sums.items()
        ],
    }


def _topics(visit: VisitPlan, chosen: Sequence[Shown]) -> list[dict[str, Any]]:
    """Each topic, and who of those who travel, or are proposed, would study it."""
    return [
        {"name": name, "basis": topic.basis, "goals": ", ".join(topic.goals),
         "people": [row.name for row in chosen if row.topic == name]}
        for topic in visit.topics
        for name in [in_language(topic.names)]
    ]  # fmt: skip


def steps_shown(proposal: Proposal) -> list[dict[str, Any]]:
    """The way, with names of bodies; `state` as a tag draws it."""
    names = naming()
    return [_step(one, names.value("organization", one.organization)) for one in way_of(proposal)]


def _step(one: Step, body: str) -> dict[str, Any]:
    spoken = one.spoken
    state = "waits" if spoken is None else "done" if spoken.signed else "late"
    label = (
        gettext("Not signed yet") if spoken is None else gettext("Signed") if spoken.signed else gettext("Sent back")
    )
    return {
        "step": one.step,
        "name": STEPS[one.step],
        "organization": one.organization,
        "body": body,
        "state": state,
        "label": label,
        "by": spoken.by.shown_name if spoken else "",
        "deputy_of": spoken.deputy_of.shown_name if spoken and spoken.deputy_of else "",
        "at": spoken.at if spoken else None,
        "reason": spoken.reason if spoken else "",
    }
