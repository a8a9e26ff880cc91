"""One answer for each person, with a reason for every no; on the page that checks it, the order's number and day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from ortoo.access.confirming import CodeField, PasswordField, keep_asked
from ortoo.pages.forms import Form
from ortoo.permission.rules.order_of_merit import Said
from ortoo.permission.rules.states import Outcome
from ortoo.permission.words.deciding import OUTCOMES

ALL = "all"
"""The name of the button that permits everybody who has no answer yet."""


class DecisionForm(Form):
    """`people`: (key of the dossier, name) of everybody who is asked about; `later`: a new version of an order."""

    number = forms.CharField(
        label=gettext_lazy("Number of the order"), max_length=40, required=False,
        help_text=gettext_lazy("As it stands on paper."),
    )  # fmt: skip
    dated = forms.DateField(label=gettext_lazy("Date of the order"), required=False)
    because = forms.CharField(
        label=gettext_lazy("Why a new decision comes"), max_length=500, required=False,
        widget=forms.Textarea({"rows": 3}), help_text=gettext_lazy("Printed in the new order."),
    )  # fmt: skip
    password = PasswordField()
    code = CodeField()

    def __init__(
        self, data: Any = None, files: Any = None, *, people: Sequence[tuple[str, str]], later: bool,
        asked: Collection[str], **kwargs: Any,
    ) -> None:  # fmt: skip
        self.people = people
        super().__init__(self._completed(data, people), files, **kwargs)
        for key, name in people:
            self.fields[f"d{key}"] = forms.ChoiceField(
                label=name, choices=list(OUTCOMES.items()), widget=forms.RadioSelect, required=False
            )
            self.fields[f"r{key}"] = forms.CharField(
                label=gettext("Reason for %(name)s") % {"name": name}, max_length=500, required=False
            )
        if not later:
            del self.fields["because"]
        keep_asked(self, asked, required=False)
        if self.data and "confirm" in self.data:
            self.ask_at_the_end()

    @staticmethod
    def _completed(data: Any, people: Sequence[tuple[str, str]]) -> Any:
        """Permit for the rest, where that button was pressed; today as the day of the order, until it is changed."""
        if data is None:
            return None
        data = data.copy()
        if ALL in data:
            for key, _ in people:
                if not data.get(f"d{key}"):
                    data[f"d{key}"] = Outcome.PERMIT.value
        if "dated" not in data:
            data["dated"] = timezone.localdate().isoformat()
        return data

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for key, name in self.people:
            outcome = cleaned.get(f"d{key}")
            if not outcome and f"d{key}" not in self.errors:
                self.add_error(f"d{key}", gettext("Decide on %(name)s.") % {"name": name})
            elif outcome in (Outcome.REFUSE, Outcome.REPLACE) and not cleaned.get(f"r{key}", "").strip():
                said = gettext("Give the reason for %(name)s: whoever is not permitted is told why.")
                self.add_error(f"r{key}", said % {"name": name})
        return cleaned

    def said(self) -> dict[str, Said]:
        """Key of the dossier -> what was said, of a form that is valid."""
        given = self.cleaned_data
        return {
            key: Said(Outcome(given[f"d{key}"]), "" if given[f"d{key}"] == Outcome.PERMIT else given[f"r{key}"])
            for key, _ in self.people
        }

    def chosen(self) -> dict[str, str]:
        """Key -> what stands chosen so far, "" for nothing: valid or not."""
        return {key: str(self[f"d{key}"].value() or "") for key, _ in self.people}

    def ask_at_the_end(self) -> None:
        """From here on the order's number and day are asked for; on the page with the people they are not."""
        for bound in self.asked_at_the_end:
            bound.field.required = True

    @property
    def asked_at_the_end(self) -> list[forms.BoundField]:
        """What only the page that checks the answers asks."""
        return [self[name] for name in ("number", "dated", "because", "password", "code") if name in self.fields]
