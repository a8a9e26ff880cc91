"""The view behind every form: form -> one operation -> redirect; and once only, however often it is sent."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views import View

from ortoo.access.models import User
from ortoo.access.requests import Request
from ortoo.multilingual.refusals import Refusal
from ortoo.multilingual.texts import TextIn, plain
from ortoo.pages.components import Fact, Text
from ortoo.pages.operations import Sent, first_result, spend_form

NONCE = re.compile(r"[\w-]{22}", re.ASCII)
UNPROCESSABLE = 422
KEPT_FOR = 24 * 60 * 60
"""Seconds after which a device forgets what was typed (the same in scripts/kept.js)."""


WITH_VALUES = {"invalid_choice", "min_value", "max_value", "max_length"}
"""Codes of sentences into which Django puts values of its own."""


class Form(forms.Form):
    """A form whose sentences name the field: the error summary is read far from the field it speaks of.

    A sentence that a field has of its own stays.
    """

    def full_clean(self) -> None:
        for name, field in self.fields.items():
            usual = _of_django(field)
            for code, sentence in _sentences(field).items():
                if field.error_messages.get(code) == usual.get(code):
                    label = str(field.label or name)
                    # A sign of ours must not look like a place for one of Django's values.
                    label = label.replace("%", "%%") if code in WITH_VALUES else label
                    field.error_messages[code] = sentence.replace("%(field)s", label)
        super().full_clean()

    def __getitem__(self, name: str) -> forms.BoundField:
        bound = super().__getitem__(name)
        if isinstance(bound.field.widget, forms.Select):
            _say_in_words(bound.field.widget)
        return bound


def _say_in_words(widget: forms.Select) -> None:
    """In an option no markup may stand: that its text is in another language is said in words, and by its `lang`."""

    def create_option(name: str, value: Any, label: Any, *more: Any, **named: Any) -> dict[str, Any]:
        option = type(widget).create_option(widget, name, value, plain(label), *more, **named)
        if isinstance(label, TextIn) and label.elsewhere:
            option["attrs"] = {**option["attrs"], "lang": label.language}
        return option

    widget.create_option = create_option  # type: ignore[method-assign]


def _sentences(field: forms.Field) -> dict[str, str]:
    """By Django's code; %(limit_value)s is put in by Django."""
    found = {
        "required": gettext("Fill in “%(field)s”."),
        "invalid_choice": gettext("Choose one of the answers that “%(field)s” offers."),
        "min_value": gettext("“%(field)s” takes at least %(limit_value)s."),
        "max_value": gettext("“%(field)s” takes at most %(limit_value)s."),
        "max_length": gettext("“%(field)s” takes at most %(limit_value)s characters; shorten it."),
    }
    if isinstance(field, forms.IntegerField):
        found["invalid"] = gettext("“%(field)s” takes a whole number, such as 12.")
    if isinstance(field, forms.DateField):
        found["invalid"] = gettext("“%(field)s” takes a day of the calendar, such as 2022-12-31.")
    return found


def _of_django(field: forms.Field) -> dict[str, Any]:
    """What Django itself says, put together as a field does it."""
    found: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        found |= getattr(kind, "default_error_messages", {})
    return found


class FormPage(View):
    """A form. A subclass declares `title`, `form_class`, and `act(form)`, which calls one operation and returns the
    address of its result. A `Refusal` of the operation is shown above the form, which keeps what was filled in; one
    with a value `field` is shown at that field. `done` is said on the page of the result.

    `checked` puts a "check your answers" page before the operation (not for forms with files).
    """

    title: Text = ""
    lead: Text = ""
    form_class: type[forms.Form] = Form
    submit: Text = gettext_lazy("Save")
    done: Text = ""
    back: Text = ""
    """The address of the page one came from, for the link "Back": `reverse_lazy`, or set where the address is known."""
    checked: bool = False
    unkept: bool = False
    """True where nothing of what is typed may lie on the device, not even until it is sent (scripts/kept.js)."""
    template_name: ClassVar[str] = "pages/form.html"
    http_method_names = ["get", "head", "post"]  # noqa: RUF012 - as Django declares it
    """No OPTIONS: Django would answer it to everybody, before `check`."""
    request: Request

    def act(self, form: Any) -> str:
        raise NotImplementedError

    def check(self) -> None:
        """Refuse (raise) where the person may not open this form at all."""

    def heading(self) -> Text:
        return self.title

    def sentence(self) -> Text:
        return self.lead

    def initial(self) -> dict[str, Any]:
        return {}

    def form_arguments(self) -> dict[str, Any]:
        """Further arguments of the form's constructor."""
        return {}

    def facts(self, form: Any) -> Sequence[Fact]:
        """What "check your answers" shows; by default every visible field."""
        return [Fact(bound.label, _answer(bound, form.cleaned_data[bound.name])) for bound in form.visible_fields()]

    def more(self) -> dict[str, Any]:
        """What a template of its own needs besides."""
        return {}

    @property
    def by(self) -> User:
        """The signed-in person, who writes."""
        assert isinstance(self.request.user, User)
        return self.request.user

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.check()
        return self._show(self._form(), _nonce())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.check()
        nonce = request.POST.get("once", "")
        form = self._form(request.POST, request.FILES)
        if not NONCE.fullmatch(nonce):
            return self._refuse(form, Refusal("pages.form_incomplete"), _nonce())
        if not form.is_valid():
            # What was asked may have changed by the first sending itself.
            done = first_result(nonce=nonce, by=request.user if isinstance(request.user, User) else None)
            return self._lead(Sent(done, again=True), nonce) if done else self._show(form, nonce, UNPROCESSABLE)
        if self.checked and "change" in request.POST:
            return self._show(form, nonce)
        if self.checked and "confirm" not in request.POST:
            return self._ask(form, nonce)
        try:
            by = request.user if isinstance(request.user, User) else None
            sent = spend_form(nonce=nonce, act=lambda: self.act(form), by=by, at=timezone.now())
        except Refusal as refusal:
            return self._refuse(form, refusal, nonce)
        return self._lead(sent, nonce)

    def _lead(self, sent: Sent, nonce: str) -> HttpResponse:
        if sent.again:
            messages.info(self.request, gettext("This form had been sent already. It was not done a second time."))
        elif self.done:
            messages.success(self.request, str(self.done))
        answer = HttpResponseRedirect(sent.address)
        # For scripts/kept.js: what the device has kept of this form need not be kept any longer.
        answer.set_cookie("sent", nonce, max_age=KEPT_FOR, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")
        return answer

    def _form(self, data: Any = None, files: Any = None) -> forms.Form:
        return self.form_class(data, files, initial=self.initial(), **self.form_arguments())

    def _refuse(self, form: forms.Form, refusal: Refusal, nonce: str) -> HttpResponse:
        field = refusal.values.get("field")
        sentence = refusal.sentence(get_language() or "en")
        form.add_error(field if isinstance(field, str) and field in form.fields else None, sentence)
        return self._show(form, nonce, UNPROCESSABLE)

    def _show(self, form: forms.Form, nonce: str, status: int = 200) -> HttpResponse:
        return render(self.request, self.template_name, {**self._context(form, nonce), **self.more()}, status=status)

    def _ask(self, form: forms.Form, nonce: str) -> HttpResponse:
        context = {**self._context(form, nonce), "facts": self.facts(form)}
        return render(self.request, "pages/check.html", context)

    def _context(self, form: forms.Form, nonce: str) -> dict[str, Any]:
        return {
            "heading": self.heading(), "lead": self.sentence(), "form": form, "once": nonce, "submit": self.submit,
            "back": self.back, "failed": bool(form.errors), "to": self._to(),
            "unkept": self.unkept,
        }  # fmt: skip

    def _to(self) -> str:
        """Where the form is sent: its own page, by another address. A browser forgets a page to whose address
        something was sent; Back must show the page as it was, with the nonce that is spent.
        """
        asked = self.request.GET.copy()
        asked["sent"] = "1"
        return f"?{asked.urlencode()}"


def _nonce() -> str:
    return secrets.token_urlsafe(16)


def _answer(bound: forms.BoundField, value: object) -> str:
    """An answer in words: the label of a choice, yes or no, otherwise the value."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    choices = {str(key): str(label) for key, label in getattr(bound.field, "choices", ())}
    parts = value if isinstance(value, list | tuple) else [value]
    return ", ".join(choices.get(str(part), "" if part is None else str(part)) for part in parts)
