"""The receipt of a place, for the official alone."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.selection.models import Place
from ortoo.selection.receipts import receipt_of


@login_required
@require_GET
def receipt_file(request: Request, code: str, pk: int) -> HttpResponse:
    """Nobody else has it, whatever their role: who has the salt of a row can show to others what it says."""
    own = Place.objects.visible_to(request.grants).filter(official__account=request.user.pk)
    place = get_object_or_404(own.select_related("record", "run__round", "run__seal"), pk=pk, run__round__code=code)
    response = HttpResponse(receipt_of(place), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="receipt-{code}.json"'
    return response
