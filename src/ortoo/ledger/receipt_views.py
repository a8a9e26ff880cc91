"""The public page that checks a receipt in the browser, and the same page as one file."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import require_safe

from ortoo.ledger.receipt_page import decimal, saved_page


@require_safe
def receipt_page(request: HttpRequest) -> HttpResponse:
    """For everybody: the file that is chosen stays on the device."""
    context = {
        "heading": gettext("Check a receipt"),
        "lead": gettext("Choose the receipt that you saved. Your browser checks it; the house hears nothing of it."),
        "decimal": decimal(),
        "saved": [
            {"code": code, "name": name, "address": _address(code)} for code, name in settings.LANGUAGES
        ],
    }  # fmt: skip
    return render(request, "ledger/receipt.html", context)


@require_safe
def saved_file(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(saved_page(), content_type="text/html; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="check-receipt-{get_language()}.html"'
    return response


def _address(language: str) -> str:
    with override(language):
        return reverse("ledger:receipt-saved")
