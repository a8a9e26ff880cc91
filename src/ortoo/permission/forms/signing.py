"""Signing a step, sending back, naming a deputy, closing the delegation."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ortoo.access.confirming import CodeField, PasswordField, keep_asked
from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.access.words import ROLES
from ortoo.pages.forms import Form


class SignForm(Form):
    """Nothing to fill in but the password and the code, where the last confirmation is older than five minutes."""

    password = PasswordField()
    code = CodeField()

    def __init__(self, *args: Any, asked: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_asked(self, asked)


class SendBackForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("What shall be changed"), max_length=500, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("The academy reads it, and makes a new version."),
    )  # fmt: skip


class DeputyForm(Form):
    """`roles`: those of the holder in which somebody may act for them."""

    role = forms.ChoiceField(label=gettext_lazy("Role"))
    deputy = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Who acts for you"))
    valid_from = forms.DateField(label=gettext_lazy("From"))
    valid_to = forms.DateField(
        label=gettext_lazy("Until before"), help_text=gettext_lazy("The day on which you are back.")
    )
    legal_basis = forms.CharField(
        label=gettext_lazy("Legal basis"), max_length=300,
        help_text=gettext_lazy("For example the order on your absence, with its day."),
    )  # fmt: skip

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, ROLES[role]) for role in roles]  # type: ignore[attr-defined]
        # Officials are thousands; a deputy is somebody of the staff.
        staff = User.objects.filter(is_active=True, official=None).order_by("shown_name")
        self.fields["deputy"].queryset = staff  # type: ignore[attr-defined]
