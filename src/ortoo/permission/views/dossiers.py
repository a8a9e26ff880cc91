"""All dossiers of a call for those who see to them, and the page of one: its owner's, or a reader's."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from ortoo.access.requests import Request, signed_in
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.texts import in_language
from ortoo.pages.components import Act, Fact, Figure, Tag
from ortoo.pages.lists import Choice, Column, ListPage
from ortoo.pages.lists.filters import Chosen
from ortoo.pages.lists.page import Line
from ortoo.people.queries import names_by_code
from ortoo.permission import operations
from ortoo.permission.access import (
    can_consent,
    can_read_papers,
    can_see_dossiers,
    can_weigh,
    check_may_see_dossiers,
)
from ortoo.permission.models import Call, Dossier, PermissionDecision
from ortoo.permission.operations.papers import SENSITIVE
from ortoo.permission.queries.calls import calls, visit_of
from ortoo.permission.queries.deciding import before_the_decider, decision_on
from ortoo.permission.queries.dossiers import (
    consents_of,
    dossiers_of,
    for_consent,
    listed,
    papers_of,
    state_of,
    visible_dossiers,
    weighed_of,
    written,
)
from ortoo.permission.queries.flags import age_limit_on, flags_of
from ortoo.permission.queries.listing import in_call, known_of
from ortoo.permission.rules.dossiers import line_of
from ortoo.permission.rules.flags import Flag
from ortoo.permission.rules.papers import BEGINNINGS
from ortoo.permission.showing.lead import lead_of
from ortoo.permission.showing.tasks import Standing, papers_to_read, tasks_of
from ortoo.permission.views.calls import address
from ortoo.permission.views.naming import moment, own_address
from ortoo.permission.views.own import GivePaper, acts_of_owner, kind_of, standing_today
from ortoo.permission.words.dossiers import CONSENTS, NOT_WEIGHED, STATES, TEXTS, WEIGHTS, flag_sentence


class DossierList(ListPage):
    """As far as the reader's grants reach: all for the academy, its own people for a ministry."""

    order = ("official__sort_key", "pk")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.call = get_object_or_404(calls(), round__code=kwargs["code"])
        self.file_name = f"dossiers-{self.call.round.code}"
        self.filters = (
            Choice(
                "state", gettext_lazy("State"), [(one.value, tag.label) for one, tag in STATES.items()], apply=by_state
            ),
        )

    def check(self) -> None:
        check_may_see_dossiers(self.request.grants)
        self.today = timezone.localdate()
        self.everybody = in_call(self.call, self.request.grants, self.today)
        self.seen = [one for one in self.everybody if one.seen]
        self.columns = self._columns()

    def _load(self, rows: list[Dossier]) -> None:
        """What the columns say of some rows at once."""
        known = known_of(rows, self.everybody, self.call, self.today)
        self.flags = flags_of(rows, self.today, known=known)
        self.weighed = weighed_of(one.pk for one in rows)
        self.standings = {one.pk: Standing(one, known.asked, known.papers.get(one.pk, {}), self.today) for one in rows}

    def _lines(self, rows: list[Dossier]) -> list[Line]:
        self._load(rows)
        return super()._lines(rows)

    def _ordered(self, rows: QuerySet[Dossier]) -> list[Dossier]:
        found = list(super()._ordered(rows))
        self._load(found)
        return found

    def counts(self, everything: QuerySet[Any], rows: QuerySet[Any], chosen: list[Chosen]) -> tuple[int, int]:
        asked = chosen[0].value
        return len([one for one in self.seen if asked in ("", one.state.value)]), len(self.seen)

    def rows(self) -> QuerySet[Dossier]:
        return listed(self.call, self.request.grants)

    def heading(self) -> str:
        return gettext("Dossiers: %(visit)s") % {"visit": in_language(self.call.visit["title"])}

    def sentence(self) -> str:
        return gettext("They are taken until %(until)s.") % {"until": moment(self.call.dossiers_until)}

    def figures(self) -> list[Figure]:
        language = get_language() or "en"
        found = [Figure(gettext("Dossiers"), whole(len(self.seen), language))]
        for state, tag in STATES.items():
            found.append(Figure(tag.label, whole(sum(one.state is state for one in self.seen), language)))
        return found

    def acts(self) -> list[Act]:
        return [Act(gettext_lazy("The call"), address(self.call))]

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("personnel", gettext_lazy("Personnel number"), lambda row: row.official.number, on_page=False),
            Column("official", gettext_lazy("Official"), lambda row: row.official.short_name, main=True,
                   link=own_address, second=lambda row: row.official.number),
            Column("number", gettext_lazy("Dossier"), lambda row: row.number, kind="whole"),
            Column("there", gettext_lazy("There"), self._there),
            Column("state", gettext_lazy("State"), lambda row: STATES[state_of(row)]),
            Column("handed_in", gettext_lazy("Handed in on"), lambda row: row.handed_in_at and
                   timezone.localdate(row.handed_in_at), kind="day"),
            Column("consent", gettext_lazy("Ministry"), lambda row: CONSENTS[row.consented]),
            Column("flags", gettext_lazy("Flags"), lambda row: len(self.flags[row.pk]), kind="whole"),
            Column("open_flags", gettext_lazy("Not weighed"), self._not_weighed, kind="whole"),
        )  # fmt: skip

    def _there(self, row: Dossier) -> str:
        standing = self.standings[row.pk]
        return gettext("%(there)s of %(all)s") % {"there": standing.how_many_there, "all": standing.how_many}

    def _not_weighed(self, row: Dossier) -> int:
        return sum(flag.key not in self.weighed.get(row.pk, {}) for flag in self.flags[row.pk])


def by_state(rows: QuerySet[Dossier], state: str) -> QuerySet[Dossier]:
    if state == "withdrawn":
        return rows.filter(withdrawn_at__isnull=False)
    return rows.filter(withdrawn_at=None, handed_in_at__isnull=state != "handed-in")


@login_required
@require_GET
def dossier_page(request: Request, code: str, number: int) -> HttpResponse:
    dossier = found_dossier(request, code, number)
    mine = dossier.official.account_id == request.user.pk
    standing = standing_today(dossier)
    spoken, decision = consents_of([dossier.pk]).get(dossier.pk), decision_on(dossier)
    context = {
        "dossier": dossier,
        "own": mine,
        "state": STATES[state_of(dossier)],
        "call_address": address(dossier.call),
        "visit": in_language(dossier.call.visit["title"]),
        "host": in_language(dossier.call.visit["host"]),
        "plan": visit_of(dossier.call),
        "there": standing.how_many_there,
        "all": standing.how_many,
        "basis_note": standing.marked,
        "consent": spoken,
        "consent_tag": CONSENTS[None if spoken is None else spoken.given],
        "decision": decision,
    }
    context |= _own(standing, decision) if mine else _for_reader(request, standing)
    return render(request, "permission/dossier.html", context)


def found_dossier(request: Request, code: str, number: int) -> Dossier:
    """One's own, one that the reader's role and grants reach, or one of a proposal that lies before the decider."""
    rows = visible_dossiers(request.grants).filter(call__round__code=code, number=number)
    if not can_see_dossiers(request.grants):
        rows = rows.filter(official__account=request.grants.user_id)
    found = rows.first() or before_the_decider(request.grants, code, number)
    if found is None:
        raise Http404
    return found


def _own(standing: Standing, decision: PermissionDecision | None) -> dict[str, Any]:
    dossier = standing.dossier
    return {
        "heading": gettext("Your dossier"),
        "lead": lead_of(dossier, decision),
        "acts": acts_of_owner(dossier),
        "tasks": tasks_of(standing),
    }


def _for_reader(request: Request, standing: Standing) -> dict[str, Any]:
    dossier, grants = standing.dossier, request.grants
    return {
        "heading": dossier.official.short_name,
        "lead": gettext("Dossier %(number)s of “%(visit)s”") % {
            "number": dossier.number, "visit": in_language(dossier.call.visit["title"]),
        },
        "acts": _acts_of_reader(request, dossier),
        "tasks": papers_to_read(standing, opens=can_read_papers(grants)),
        "texts": texts_of(dossier),
        "flags": flags_with_weights(dossier, standing, weigh=can_weigh(grants)),
        "no_age_limit": age_limit_on(standing.asked.window.ends) is None,
    }  # fmt: skip


def _acts_of_reader(request: Request, dossier: Dossier) -> list[Act]:
    found = [Act(gettext("All dossiers"), address(dossier.call, "dossiers"))]
    open_one = dossier.withdrawn_at is None and not dossier.call.orders.exists()
    if open_one and can_consent(request.grants) and for_consent(request.grants).filter(pk=dossier.pk).exists():
        found.insert(0, Act(gettext("Say yes or no"), own_address(dossier, "consent"), main=True))
    return found


def texts_of(dossier: Dossier) -> list[Fact]:
    """What the official wrote; an empty one says so."""
    now = written(dossier)
    topic = visit_of(dossier.call).topic(now.topic)
    trips = gettext("None") if now.trips == () else "; ".join(line_of(trip) for trip in now.trips or ())
    shown = (in_language(topic.names) if topic else "", now.problem, now.learning, now.plan_at_home, trips)
    return [
        Fact(label, said or Tag("none", gettext("Not written yet")))
        for label, said in zip(TEXTS.values(), shown, strict=True)
    ]


def flags_with_weights(dossier: Dossier, standing: Standing, *, weigh: bool) -> list[dict[str, Any]]:
    """Each flag as a sentence, with what somebody thought of it, and where to weigh it."""
    among = [one for one in dossiers_of(dossier.call) if one.withdrawn_at is None]
    found = flags_of([dossier], standing.today, among=among)[dossier.pk]
    weighed = weighed_of([dossier.pk]).get(dossier.pk, {})
    say = sayer(dossier.call, standing)
    return [
        {
            "sentence": say(flag),
            "weighed": weighed.get(flag.key),
            "tag": WEIGHTS[weighed[flag.key].weight] if flag.key in weighed else NOT_WEIGHED,
            "address": own_address(dossier, "weigh", flag.key) if weigh else "",
        }
        for flag in found
    ]


def sayer(call: Call, standing: Standing) -> Any:
    bodies, _ = names_by_code()
    topics = {topic.code: in_language(topic.names) for topic in visit_of(call).topics}

    def say(flag: Flag) -> str:
        return flag_sentence(flag, kinds=standing.names, bodies=bodies, topics=topics)

    return say


@login_required
@require_http_methods(["GET", "POST"])
def paper_page(request: Request, code: str, number: int, kind: str) -> HttpResponseBase:
    """For its owner the form that adds one; for a reader what there is of it, and how to open it."""
    dossier = found_dossier(request, code, number)
    if dossier.official.account_id == request.user.pk:
        return GivePaper.as_view()(request, code=code, number=number, kind=kind)
    if not can_read_papers(request.grants):
        raise Http404
    row = kind_of(dossier, kind)
    paper = papers_of([dossier.pk]).get(dossier.pk, {}).get(kind)
    context = {
        "heading": row.name,
        "lead": dossier.official.short_name,
        "kind": row,
        "paper": paper,
        "sensitive": row.personal_data == SENSITIVE,
        "file": own_address(dossier, "paper-file", kind),
        "back": own_address(dossier),
    }
    return render(request, "permission/paper_to_read.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def paper_file(request: Request, code: str, number: int, kind: str) -> HttpResponse:
    """The file itself. A sensitive one of somebody else is opened by a press only, for the opening is recorded."""
    dossier = found_dossier(request, code, number)
    paper = papers_of([dossier.pk]).get(dossier.pk, {}).get(kind)
    if paper is None:
        raise Http404
    others = dossier.official.account_id != request.user.pk
    if others and paper.kind.personal_data == SENSITIVE and request.method != "POST":
        raise Http404
    opened = operations.read_paper(paper=paper, by=signed_in(request), at=timezone.now())
    content = bytes(opened.content)
    media = next(one for one, begins in BEGINNINGS.items() if content.startswith(begins))
    headers = {
        "Content-Disposition": f'attachment; filename="{opened.filename}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=media, headers=headers)
