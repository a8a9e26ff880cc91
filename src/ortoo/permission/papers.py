"""The papers of a decision as values: the brief for the Prime Minister, the order, the invitations.

Nothing here looks signed before it is: an order without `decided` is a draft, and says so on every page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from ortoo.documents.pictures import picture_of
from ortoo.documents.values import (
    BriefPaper,
    CostLine,
    Decided,
    Flag,
    InvitationPaper,
    OrderPaper,
    PanelScore,
    Person,
    Picture,
    Reserve,
    ShareGroup,
    ShareRow,
    SignOff,
    Traveller,
    Visit,
)
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.texts import in_language
from ortoo.people.queries import official_row
from ortoo.permission.models import Call, Dossier, Order, Proposal, ProposalPlace, Sheet
from ortoo.permission.queries.contest import decisions_of, lines_of, order_in_force, places_of_proposal
from ortoo.permission.queries.sending import day_of
from ortoo.permission.rules.order_of_merit import Line
from ortoo.permission.rules.visit import VisitPlan
from ortoo.permission.showing.around import DRAWN_FROM, beside
from ortoo.permission.showing.people import Showing, Shown, ShownFlag

UNKNOWN = 0
ON_ONE_PAGE = 3
"""Alternatives that fit beneath the overview."""


class Papers:
    """Everything that the papers of one proposal say, in the language of the page, loaded once."""

    def __init__(self, call: Call, proposal: Proposal, language: str) -> None:
        self.call, self.proposal, self.language = call, proposal, language
        self.places = places_of_proposal(proposal)
        self.order: Order | None = order_in_force(call)
        self.lines: tuple[Line, ...] = lines_of(decisions_of(self.order)) if self.order else ()
        self.showing = Showing(self.places, day_of(proposal), None)
        self.around = beside(call, proposal, self.places, self.showing, language)
        self.rows: Mapping[str, Shown] = {row.key: row for row in self.showing.rows("chosen", "reserve")}
        self.by_key: Mapping[str, ProposalPlace] = {str(place.dossier_id): place for place in self.places}

    @property
    def at(self) -> datetime:
        """The moment that the papers speak of: of the decision, else of the last step, else of the proposal."""
        if self.order is not None:
            return self.order.decided_at
        last = self.proposal.sign_offs.order_by("-at").first()
        return last.at if last else self.proposal.made_at

    @property
    def decided(self) -> Decided | None:
        if self.order is None:
            return None
        return Decided(self.order.number, self.order.dated, self.order.decided_by.shown_name)

    def travellers(self) -> list[str]:
        """Keys of those permitted; while nothing is decided, of the proposed."""
        if self.order is not None:
            return [line.id for line in self.lines if line.permitted]
        return [row.key for row in self.rows.values() if row.status == "chosen"]


def brief(papers: Papers) -> BriefPaper:
    """Overview, shares, a page for each person, the visit, the way so far."""
    sheets = _sheets(papers.call)
    by_key = {line.id: line for line in papers.lines}
    waiting = [row for row in papers.rows.values() if row.status == "reserve" and row.key not in by_key]
    persons = [row for row in papers.rows.values() if row.status == "chosen" or row.key in by_key]
    return BriefPaper(
        title=gettext("Proposal for the Prime Minister's permission"),
        round=papers.call.round.name,
        lead=gettext("%(count)s officials are proposed. Each person is decided on.") % {
            "count": len([row for row in papers.rows.values() if row.status == "chosen"])
        },
        everyone=papers.around["wholes"].everybody,
        listed=papers.around["wholes"].listed,
        visit=visit_of_paper(papers),
        persons=tuple(_person(papers, row, by_key.get(row.key), sheets) for row in persons),
        reserve=tuple(Reserve(row.place, row.name, row.body, _score(papers, row, sheets)) for row in waiting),
        shares=tuple(_shares(group) for group in papers.around["groups_of_shares"] if group["wide"]),
        sign_offs=tuple(
            SignOff(
                step=f"{step['name']}: {step['body']}" if step["body"] else str(step["name"]),
                signer=step["by"],
                signed={"done": True, "late": False}.get(step["state"]),
                on=step["at"].date() if step["at"] else None,
                note=step["reason"],
            )
            for step in papers.around["steps"]
        ),
        alternatives=tuple(papers.around["alternatives"][:ON_ONE_PAGE]),
        closeness=papers.around["line"],
        prices=tuple(
            (one["clause"], one["points"], whole(one["replaced"], papers.language)) for one in papers.around["prices"]
        ),
    )  # fmt: skip


def order_paper(papers: Papers) -> OrderPaper:
    """The draft, or the order as it was decided."""
    return OrderPaper(
        title=gettext("On permission to travel"),
        basis=gettext("On the basis of %(basis)s.") % {"basis": papers.call.rubric.legal_basis},
        persons=tuple(_traveller(papers, key) for key in papers.travellers()),
        visit=visit_of_paper(papers),
        bearer=_bearer(papers),
        signer=(gettext("Prime Minister"),),
        duties=(
            gettext("Each delegate studies the chosen topic beforehand."),
            gettext("Each delegate brings home lessons with an owner, and reports on them."),
        ),
        decided=papers.decided,
    )


def invitation(papers: Papers, key: str | None = None) -> InvitationPaper:
    """The letter to the host, or to the delegate whose dossier `key` names."""
    those = papers.travellers() if key is None else [key]
    host = in_language(papers.showing.visit.host)
    return InvitationPaper(
        to="host" if key is None else "delegate",
        title=in_language(papers.showing.visit.title),
        addressee=(host,) if key is None else (papers.rows[key].name, papers.rows[key].post, papers.rows[key].body),
        salutation=gettext("Dear colleagues,") if key is None else gettext("Dear %(name)s,") % {
            "name": papers.rows[key].name
        },
        persons=tuple(_traveller(papers, one) for one in those),
        visit=visit_of_paper(papers),
        sender=(gettext("Cabinet Secretariat"),),
        requests=(gettext("Please confirm the days and the topics."),) if key is None else (
            gettext("Please confirm that you will take part."),
        ),
        decided=papers.decided,
    )  # fmt: skip


def visit_of_paper(papers: Papers) -> Visit:
    plan: VisitPlan = papers.showing.visit
    heads = len(papers.travellers())
    payers = {"home": gettext("own budget"), "host": gettext("the host"), "other": gettext("somebody else")}
    sums: Counter[tuple[str, str]] = Counter()
    for line in plan.costs:
        sums[line.currency, line.payer] += line.planned * heads
    return Visit(
        purpose=in_language(plan.title),
        host=in_language(plan.host),
        place=plan.country,
        first=plan.begins,
        last=plan.ends,
        topics=tuple(in_language(topic.names) for topic in plan.topics),
        costs=tuple(
            CostLine(in_language(line.names), line.planned * heads, line.currency, payers[line.payer])
            for line in plan.costs
        ),
        totals=tuple(
            CostLine(gettext("In all"), total, currency, payers[payer]) for (currency, payer), total in sums.items()
        ),
    )


def _bearer(papers: Papers) -> str:
    payers = sorted({line.bearer for line in visit_of_paper(papers).costs})
    if not payers:
        return gettext("No cost has been planned.")
    return gettext("The cost is borne by: %(payers)s.") % {"payers": ", ".join(payers)}


def _person(papers: Papers, row: Shown, line: Line | None, sheets: Mapping[int, int]) -> Person:
    dossier: Dossier = papers.by_key[row.key].dossier
    return Person(
        number=row.place,
        name=row.name,
        post=row.post,
        organization=row.body,
        region=row.region,
        topic=row.topic,
        goal="; ".join(f"{goal.number} {goal.name}".strip() for goal in row.goals),
        rank=row.rank or UNKNOWN,
        merit=dossier.place.merit or UNKNOWN,
        score=_score(papers, row, sheets),
        outcome=line.outcome.value if line else "undecided",
        reason=line.reason if line else "",
        flags=tuple(Flag(flag.sentence, flag.reason, _weighed(flag)) for flag in row.flags),
        problem=dossier.problem,
        learning=dossier.learning,
        doubt=row.doubt,
    )


def _weighed(flag: ShownFlag) -> str:
    return {"matters": gettext("It matters."), "does-not": gettext("It does not matter.")}.get(flag.weight, "")


def _score(papers: Papers, row: Shown, sheets: Mapping[int, int]) -> PanelScore:
    place = papers.by_key[row.key]
    score = place.corrected or UNKNOWN
    return PanelScore(
        mean=place.mean if place.mean is not None else score,
        median=place.median if place.median is not None else score,
        low=place.low if place.low is not None else score,
        high=place.high if place.high is not None else score,
        sheets=sheets.get(place.dossier_id, UNKNOWN),
    )


def _sheets(call: Call) -> Counter[int]:
    handed_in = Sheet.objects.everything(because="counts sheets, and shows no marker")
    rows = handed_in.filter(dossier__call=call, handed_in_at__isnull=False)
    return Counter(rows.values_list("dossier_id", flat=True))


def _shares(group: Mapping[str, Any]) -> ShareGroup:
    """The drawing of the page for a phone, its finding, and the rows that are drawn."""
    return ShareGroup(
        gettext("%(title)s, percent") % {"title": group["title"]},
        Picture(group["narrow"], picture_of(group["wide"]).alt),
        tuple(
            ShareRow(label, share.of_all, share.of_listed, share.of_proposed)
            for label, share in group["rows"]
            if max(share.known, default=0) >= DRAWN_FROM
        ),
    )


def _traveller(papers: Papers, key: str) -> Traveller:
    row = papers.rows[key]
    official = official_row(papers.by_key[key].dossier.official_id)
    latin = f"{official.given_name_latin} {official.patronymic_latin}"
    return Traveller(name=row.name, post=row.post, organization=row.body, latin=latin)
