"""The agenda as a PDF."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.documents.sending import paper_file
from ortoo.visits.agenda_paper import agenda_paper
from ortoo.visits.queries import agendas as queries
from ortoo.visits.queries.travellers import traveller_of
from ortoo.visits.showing.agreement import agreement_of
from ortoo.visits.showing.days import shown_days, source_of
from ortoo.visits.views.agendas import Versions, asked_version
from ortoo.visits.views.finding import found_visit


@login_required
@require_GET
def agenda_file(request: Request, code: str) -> HttpResponse:
    """The version and group that its page shows under the same parameters; a draft until it is agreed."""
    visit = queries.with_standing(found_visit(request.grants, code))
    own, versions = traveller_of(request.grants, visit), Versions.of(visit)
    agenda = asked_version(request, versions, own)
    if agenda is None:
        raise Http404
    source = source_of(visit, agenda, request.GET.get("group", "") or (own.group if own else ""))
    agreement = agreement_of(visit, agenda, versions.agreed, versions.rows[0])
    paper = agenda_paper(source, shown_days(source), agreement.sentence)
    name = f"agenda-{visit.code}-{agenda.version}"
    return paper_file(paper, name, at=agenda.made_at, draft=not agreement.agreed)
