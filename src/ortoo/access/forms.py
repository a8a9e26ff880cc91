"""What a person fills in to sign in and to propose a grant."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy

from ortoo.access.confirming import PasswordField
from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.access.words import ROLES, SCOPES
from ortoo.pages.forms import Form


class SignInForm(Form):
    username = forms.CharField(
        label=gettext_lazy("User name"), max_length=60, widget=forms.TextInput({"autocomplete": "username"})
    )
    password = forms.CharField(
        label=gettext_lazy("Password"), max_length=200, strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )  # fmt: skip


class NewPasswordField(forms.CharField):
    """A password that somebody chooses now, held against the rules for passwords."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.PasswordInput({"autocomplete": "new-password"})
        super().__init__(max_length=200, strip=False, widget=widget, validators=[validate_password], **kwargs)


class AccountForm(Form):
    username = forms.RegexField(
        r"^[\w.-]+$", label=gettext_lazy("User name"), max_length=60,
        error_messages={"invalid": gettext_lazy("The user name takes letters, digits, dots and hyphens, no spaces.")},
    )  # fmt: skip
    shown_name = forms.CharField(
        label=gettext_lazy("Name as shown"), max_length=120, help_text=gettext_lazy("For example Б.Сарантуяа.")
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    password = NewPasswordField(
        label=gettext_lazy("First password"),
        help_text=gettext_lazy("At least twelve characters. The person changes it after signing in."),
    )


class FirstPasswordForm(Form):
    password = NewPasswordField(
        label=gettext_lazy("First password"),
        help_text=gettext_lazy("At least twelve characters. The person changes it after signing in."),
    )


class OwnPasswordForm(Form):
    present = forms.CharField(
        label=gettext_lazy("Your present password"), max_length=200, strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )  # fmt: skip
    password = NewPasswordField(
        label=gettext_lazy("Your new password"), help_text=gettext_lazy("At least twelve characters.")
    )


class OwnEmailForm(Form):
    email = forms.EmailField(
        label=gettext_lazy("Mail address"), required=False, max_length=254,
        help_text=gettext_lazy("Leave it empty to get no mail. Messages wait at sign-in all the same."),
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={
            "invalid": gettext_lazy("A mail address looks like name@example.mn. Check both sides of the @."),
        },
    )  # fmt: skip


class ConfirmForm(Form):
    password = PasswordField()


class GrantForm(Form):
    user = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Person"), to_field_name="username")
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=[(role, ROLES[role]) for role in Role if role is not Role.OFFICIAL]
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Reach"), choices=[(scope, SCOPES[scope]) for scope in Scope if scope is not Scope.OWN]
    )
    code = forms.CharField(
        label=gettext_lazy("Code of the organization or region"), required=False, max_length=40,
        help_text=gettext_lazy("Only where the reach is one organization or one region."),
    )  # fmt: skip
    valid_from = forms.DateField(label=gettext_lazy("From"))
    valid_to = forms.DateField(
        label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Leave empty where no end is set.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Those who have no grant and are officials are thousands; a role is given to staff, who are few.
        self.fields["user"].queryset = User.objects.filter(is_active=True, official=None).order_by("shown_name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        reaches_one = cleaned.get("scope") in (Scope.ORGANIZATION, Scope.REGION)
        if reaches_one and not cleaned.get("code"):
            self.add_error("code", gettext_lazy("Fill in the code of the organization or region the role reaches."))
        if not reaches_one and cleaned.get("code"):
            self.add_error("code", gettext_lazy("Leave the code empty, or choose one organization or one region."))
        return cleaned
