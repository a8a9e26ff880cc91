"""Keeping an agenda, solved or made by hand, and each side's yes to it. What breaks a rule is kept by nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.ledger.rules.canonical import canonical
from ortoo.messages import operations as messages
from ortoo.multilingual.refusals import Refusal
from ortoo.visits.access import check_may_agree, check_may_keep_visits
from ortoo.visits.models import Agenda, AgendaConsent, AgendaStop, Visit, VisitHost
from ortoo.visits.queries import agendas as queries
from ortoo.visits.queries.hosts import accounts_of as accounts_of_hosts
from ortoo.visits.queries.stops import stops_of
from ortoo.visits.queries.travellers import accounts_of, travellers_of
from ortoo.visits.queries.visits import check_stands, held_visit
from ortoo.visits.rules.agenda import Agenda as Answer
from ortoo.visits.rules.agenda import Placed, Problem, agenda_as_json, check, problem_as_json
from ortoo.visits.rules.agenda_kept import Said, by_hand
from ortoo.visits.rules.problem_of_visit import Asked, asked_in
from ortoo.visits.rules.states import Act


@transaction.atomic
def keep_agenda_by_hand(
    *, visit: Visit, placed: Sequence[Placed], asked: Asked | None = None, by: User, at: datetime
) -> Agenda:
    """The next version, as a person placed it. asked: what limits it, None as before.

    Refused where the checker finds anything; `problem_for(visit, asked)` and `check` give every sentence beforehand.
    """
    check_may_keep_visits(grants_at(by, at))
    held = held_visit(visit.pk)
    check_stands(held, Act.PLAN, at)
    problem = queries.problem_for(held, asked)
    return _keep(held, problem, by_hand(problem, placed), made_by_hand=True, by=by, at=at)


@transaction.atomic
def keep_solved_agenda(
    *, visit: Visit, problem: Problem, answer: Answer, kept: Answer | None = None, by: User, at: datetime
) -> Agenda:
    """The next version, as it was solved; `kept`: what it was to leave as it is, as far as possible.

    Refused without an agenda in the answer, where the independent checker finds anything, and where the hosts have
    changed their stops since `problem` was put together.
    """
    check_may_keep_visits(grants_at(by, at))
    held = held_visit(visit.pk)
    check_stands(held, Act.PLAN, at)
    if answer.status not in ("optimal", "feasible"):
        raise Refusal("visits.agenda_without_answer", visit=held.code)
    today = queries.problem_for(held, asked_in(problem))
    if problem_as_json(today) != problem_as_json(replace(problem, now=None)):
        raise Refusal("visits.agenda_outdated", visit=held.code)
    return _keep(held, problem, answer, kept, by=by, at=at)


@transaction.atomic
def consent_to_agenda(*, agenda: Agenda, host: VisitHost | None, by: User, at: datetime) -> AgendaConsent:
    """One side's yes: home's (`host` None) or a host's. Refused for a version that another has followed, and twice."""
    check_may_agree(grants_at(by, at), host)
    visit = held_visit(agenda.visit_id)
    newest = queries.latest(visit)
    if newest is None or newest.pk != agenda.pk:
        raise Refusal("visits.agenda_superseded", version=agenda.version, newest=newest.version if newest else 0)
    if agenda.consents.filter(host=host).exists():
        raise Refusal("visits.agenda_agreed_already", version=agenda.version)
    check_stands(visit, Act.AGREE, at)
    made = AgendaConsent.objects.create(agenda=agenda, host=host, by=by, at=at)
    now = queries.agreed(visit)
    body = {
        "visit": visit.code,
        "version": agenda.version,
        "side": host.organization.code if host else "home",
        "agreed": now is not None and now.pk == agenda.pk,
    }
    if body["agreed"]:
        _tell("visits.agenda_agreed", agenda, accounts_of(travellers_of(visit)).values(), by, at)
    ledger.record(kind="visit.agenda-agreed", body=body, by=by, at=at)
    return made


def _keep(
    visit: Visit,
    problem: Problem,
    answer: Answer,
    kept: Answer | None = None,
    *,
    made_by_hand: bool = False,
    by: User,
    at: datetime,
) -> Agenda:
    _check(visit, problem, answer, kept)
    written = {"problem": problem_as_json(problem), "answer": agenda_as_json(problem, answer)}
    digest = ledger.store_blob(content=canonical(written))
    before = queries.latest(visit)
    if before is not None and before.sha256 == digest:
        raise Refusal("visits.agenda_same", version=before.version)
    made = Agenda.objects.create(
        visit=visit, version=before.version + 1 if before else 1, **written, by_hand=made_by_hand, sha256=digest,
        made_by=by, made_at=at,
    )  # fmt: skip
    _place(made, visit, problem, answer)
    _tell("visits.agenda_waits", made, accounts_of_hosts(visit.hosts.select_related("organization"), at.date()), by, at)
    body = {
        "visit": visit.code,
        "version": made.version,
        "by_hand": made_by_hand,
        "stops": len({one.stop for one in answer.stops}),
        "value": answer.value,
        "bound": answer.bound,
        "agenda_blob": digest,
    }
    ledger.record(kind="visit.agenda-kept", body=body, by=by, at=at)
    return made


def _tell(kind: str, agenda: Agenda, accounts: Iterable[int], by: User, at: datetime) -> None:
    visit = agenda.visit
    messages.tell(
        kind=kind,
        to=[account for account in accounts if account != by.pk],
        values={"visit": visit.code, "version": agenda.version},
        address=f"visits/{visit.code}/agenda/",
        once=f"agenda:{agenda.pk}",
        by=by,
        at=at,
    )


def _check(visit: Visit, problem: Problem, answer: Answer, kept: Answer | None) -> None:
    if not answer.stops:
        raise Refusal("visits.agenda_empty", visit=visit.code)
    broken = check(problem, answer.stops, kept)
    if broken:
        first = Said.of(broken[0], queries.speaker_names(visit))
        raise Refusal("visits.agenda_broken", count=len(broken), first=first)


def _place(agenda: Agenda, visit: Visit, problem: Problem, answer: Answer) -> None:
    stops = {stop.code: stop for stop in stops_of(visit)}
    zone = queries.zone_of(visit)

    def moment(day: int, minutes: int) -> datetime:
        return datetime.combine(problem.days[day].date, datetime.min.time(), zone) + timedelta(minutes=minutes)

    AgendaStop.objects.bulk_create(
        AgendaStop(
            agenda=agenda, stop=stops[one.stop], group=one.group, venue_id=stops[one.stop].venue_id,
            starts=moment(one.day, one.start), ends=moment(one.day, one.start + problem.stop(one.stop).minutes),
        )
        for one in answer.stops
    )  # fmt: skip
