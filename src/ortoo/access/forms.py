"""What a person fills in to sign in, about their account, to propose a grant or a reset, to close one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy

from ortoo.access import operations
from ortoo.access.confirming import CodeField, PasswordField, keep_asked
from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.access.words import ROLES, SCOPES, WHAT
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.forms import Form


class SignInForm(Form):
    """The account in `user`, once name and password fit.

    They are tried while the form is checked, and so outside the transaction of what follows: a failure stays written.
    """

    username = forms.CharField(
        label=gettext_lazy("User name"), max_length=60, widget=forms.TextInput({"autocomplete": "username"})
    )
    password = forms.CharField(
        label=gettext_lazy("Password"), max_length=200, strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )  # fmt: skip
    user: User

    def __init__(self, *args: Any, network: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.network = network

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            with shown_at_its_field(self):
                self.user = operations.try_password(
                    username=cleaned["username"], password=cleaned["password"], network=self.network, at=timezone.now()
                )
        return cleaned


class CodeForm(Form):
    """The code after the password, tried as SignInForm does; `user` has given the password."""

    code = CodeField(required=True)

    def __init__(self, *args: Any, user: User, network: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.network = user, network

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            with shown_at_its_field(self):
                operations.try_code(user=self.user, code=cleaned["code"], network=self.network, at=timezone.now())
        return cleaned


@contextmanager
def shown_at_its_field(form: forms.Form) -> Iterator[None]:
    """A refusal becomes an error of the field that it names."""
    try:
        yield
    except Refusal as refusal:
        field = refusal.values.get("field")
        form.add_error(field if isinstance(field, str) else None, refusal.sentence(get_language() or "en"))


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
    code = CodeField()

    def __init__(self, *args: Any, asked: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_asked(self, asked)


class SetUpForm(ConfirmForm):
    """The first code of a phone; the password, since whoever finds an open browser must not lock its person out."""

    code = CodeField(required=True, help_text=gettext_lazy("Six digits that the app shows now."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class ResetForm(Form):
    username = forms.CharField(
        label=gettext_lazy("User name"), max_length=60,
        help_text=gettext_lazy("Officials have their personnel number as user name."),
    )  # fmt: skip
    what = forms.ChoiceField(
        label=gettext_lazy("What is lost"), widget=forms.RadioSelect, choices=[(what, WHAT[what]) for what in WHAT]
    )


class DecideResetForm(Form):
    """`asks_password`: where the password is what was forgotten."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Your decision"), widget=forms.RadioSelect,
        choices=[("approve", gettext_lazy("Approve")), ("turn-down", gettext_lazy("Turn down"))],
    )  # fmt: skip
    password = NewPasswordField(
        label=gettext_lazy("New first password"), required=False,
        help_text=gettext_lazy("Only to approve. At least twelve characters. The person changes it after signing in."),
    )  # fmt: skip

    def __init__(self, *args: Any, asks_password: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_password:
            del self.fields["password"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        lacks = "password" in self.fields and "password" not in self.errors and not cleaned.get("password")
        if lacks and cleaned.get("decision") == "approve":
            self.add_error("password", gettext("Fill in “%(field)s”.") % {"field": self.fields["password"].label})
        return cleaned


class CloseForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("For example “Left the academy”, with the order. It stands in the ledger: name nobody."),
    )  # fmt: skip


class DecideReopeningForm(Form):
    decision = forms.ChoiceField(
        label=gettext_lazy("Your decision"), widget=forms.RadioSelect,
        choices=[("approve", gettext_lazy("Approve")), ("turn-down", gettext_lazy("Turn down"))],
    )  # fmt: skip


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
