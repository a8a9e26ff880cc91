"""Where one is signed in, and ending it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ortoo.access import operations, sessions
from ortoo.access.requests import Request, signed_in


@login_required
@require_safe
def sign_ins(request: Request) -> HttpResponse:
    """The browsers in which the person is signed in, this one first."""
    here = request.session.session_key
    rows = sorted(signed_in(request).signed_in.order_by("-seen_at", "pk"), key=lambda row: row.session_key != here)
    context = {
        "heading": gettext("Your sign-ins"),
        "unknown": gettext("Unknown browser"),
        "lead": gettext("End what you do not know, and change your password then."),
        "rows": [(row, row.session_key == here) for row in rows],
        "others": any(row.session_key != here for row in rows),
    }
    return render(request, "access/sign_ins.html", context)


@login_required
@require_POST
def end_sign_in(request: Request, pk: int) -> HttpResponse:
    operations.end_sign_in(pk=pk, by=signed_in(request), at=timezone.now())
    messages.success(request, gettext("The sign-in was ended."))
    return redirect("access:sign-ins")


@login_required
@require_POST
def end_others(request: Request) -> HttpResponse:
    sessions.end_others(request, timezone.now())
    messages.success(request, gettext("All other sign-ins were ended."))
    return redirect("access:sign-ins")
