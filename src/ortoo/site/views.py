"""The start page: the relay with live counts, one official's road, and what waits for the person who looks."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from ortoo.access.requests import Request
from ortoo.access.words import ROLES
from ortoo.documents.sending import beginning_of, paper_file
from ortoo.ledger.access import can_read
from ortoo.ledger.queries import root
from ortoo.pages.components import by_due
from ortoo.pages.templatetags.ortoo import day
from ortoo.site.relay_paper import relay_paper
from ortoo.site.start import for_everybody, own_official, own_road, waiting_for


@require_safe
def start(request: Request) -> HttpResponse:
    grants, now = request.grants, root()
    shown, own = for_everybody(now), own_official(grants)
    context = {
        "heading": shown.name or gettext("The relay of a programme"),
        "lead": gettext("As of %(day)s.") % {"day": day(timezone.localdate())},
        "counts": shown.counts,
        "verify": reverse("ledger:check"),
        "tasks": by_due(waiting_for(now, grants, own)) if grants.user_id else None,
        "role": ", ".join(str(ROLES[role]) for role in sorted(grants.roles)),
        "passed": shown.passed,
        "ledger": reverse("ledger:home") if can_read(grants) else None,
        "example": shown.example if own is None else own_road(now, own, timezone.localdate(), get_language() or "en"),
    }
    return render(request, "site/start.html", context)


@require_safe
def relay_file(request: Request) -> HttpResponse:
    """The relay with its counts on paper, as it stands today."""
    shown, today = for_everybody(root()), timezone.localdate()
    paper = relay_paper(shown.counts, shown.name or gettext("The relay of a programme"), day(today))
    return paper_file(paper, "relay", at=beginning_of(today))
