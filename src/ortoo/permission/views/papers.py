"""The papers of a decision as PDF, in the language of the page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from ortoo.access.queries import is_demonstration
from ortoo.access.requests import Request
from ortoo.documents.setting import pdf
from ortoo.documents.values import Paper
from ortoo.permission.access import OF_THE_DECISION
from ortoo.permission.models import Call
from ortoo.permission.papers import Papers, brief, invitation, order_paper
from ortoo.permission.queries.acting import check_may_act
from ortoo.permission.queries.calls import latest_proposal


@login_required
@require_GET
def paper(request: Request, code: str, kind: str) -> HttpResponse:
    """`kind`: brief, order, invitation (to the host), or invitation-N for the dossier (key) N of a delegate."""
    check_may_act(request.grants, *OF_THE_DECISION)
    call = get_object_or_404(Call.objects.select_related("round", "rubric"), round__code=code)
    proposal = latest_proposal(call)
    if proposal is None:
        raise Http404
    language = get_language() or "en"
    papers = Papers(call, proposal, language)
    made = pdf(
        _made(papers, kind), language=language, at=papers.at, example=is_demonstration(),
        draft=papers.decided is None,
    )  # fmt: skip
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{kind}-{code}.pdf"'
    return response


def _made(papers: Papers, kind: str) -> Paper:
    if kind == "brief":
        return brief(papers)
    if kind == "order":
        return order_paper(papers)
    if kind == "invitation":
        return invitation(papers)
    key = kind.removeprefix("invitation-")
    if kind == f"invitation-{key}" and key in papers.travellers():
        return invitation(papers, key)
    raise Http404
