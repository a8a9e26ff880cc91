"""The form that says what the programme is."""

from __future__ import annotations

from typing import Any

from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy

from ortoo.multilingual.refusals import LANGUAGES
from ortoo.pages.forms import FormPage
from ortoo.plan import operations
from ortoo.plan.access import check_may_keep_plan
from ortoo.plan.forms import ProgrammeForm
from ortoo.plan.queries import programme


class SetUpProgramme(FormPage):
    title = gettext_lazy("Set up the programme")
    lead = gettext_lazy("The start page is headed by its name; the ledger keeps what it was called and why.")
    form_class = ProgrammeForm
    submit = gettext_lazy("Set up")
    done = gettext_lazy("The programme is set up.")
    checked = True
    back = reverse_lazy("plan:home")

    def check(self) -> None:
        check_may_keep_plan(self.request.grants)

    def initial(self) -> dict[str, Any]:
        now = programme()
        if now is None:
            return {}
        in_languages = (f"{part}_{language}" for part in ("name", "purpose") for language in LANGUAGES)
        return {
            **{name: getattr(now, name) for name in in_languages},
            "legal_basis": now.legal_basis,
            "objective": now.objective.number if now.objective else "",
        }

    def act(self, form: ProgrammeForm) -> str:
        operations.set_up_programme(
            title=form.names(),
            purpose=form.purposes(),
            legal_basis=form.cleaned_data["legal_basis"],
            objective=form.cleaned_data["objective"],
            by=self.by,
            at=timezone.now(),
        )
        return str(self.back)
