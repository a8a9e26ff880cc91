"""A form that asks for one's own password or code."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse

from ortoo.access.confirming import note_failure
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.forms import FormPage


class AsksOneself(FormPage):
    """Wrong ones are counted in the session, and the fifth ends it: whoever finds an open browser can't guess on."""

    def _refuse(self, form: forms.Form, refusal: Refusal, nonce: str) -> HttpResponse:
        note_failure(self.request, refusal)
        return super()._refuse(form, refusal, nonce)
