"""A list and a form over the one table this folder has, at addresses of their own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf.urls.i18n import i18n_patterns
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from ortoo.access.models import User
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.components import Act, Figure, NextStep, Tag
from ortoo.pages.forms import Form, FormPage
from ortoo.pages.lists import Choice, Column, ListPage, Search

handler403 = "ortoo.pages.errors.forbidden"
handler404 = "ortoo.pages.errors.not_found"
handler500 = "ortoo.pages.errors.server_error"


def active(rows: QuerySet[User], value: str) -> QuerySet[User]:
    return rows.filter(is_active=value == "yes")


class People(ListPage):
    title = "Accounts"
    order = ("-shown_name", "pk")
    size = 3
    columns = (
        Column("place", "Place", lambda user: user.pk % 100_000, kind="rank"),
        Column("name", "Name", lambda user: user.shown_name, main=True, link=lambda user: f"/{user.pk}/"),
        Column("merit", "Merit", lambda user: len(user.shown_name) * 1_500, kind="thousandths"),
        Column("seen", "Seen", lambda user: user.last_login, kind="day"),
        Column("state", "State", lambda user: Tag("done" if user.is_active else "late", str(user.is_active))),
        Column("username", "User name", lambda user: user.username, on_page=False),
    )
    filters = (
        Choice("active", "Active", (("yes", "Yes"), ("no", "No")), apply=active),
        Search("q", "Name", fields=("shown_name__icontains", "username__iexact")),
    )  # fmt: skip

    def rows(self) -> QuerySet[User]:
        return User.objects.all()

    def figures(self) -> tuple[Figure, ...]:
        return (Figure("Seats", "100", "+ 20 reserve"),)

    def acts(self) -> tuple[Act, ...]:
        return (Act("Open an account", "/new/", main=True),)

    def empty(self) -> NextStep:
        return NextStep("Nobody has an account.", "Open one", "/new/")

    def of_interest(self, row: Any) -> bool:
        return row.username == "b"

    def cut_above(self, row: Any) -> str:
        return "Cut line" if row.username == "b" else ""


class NameForm(Form):
    name = forms.CharField(label="Name", max_length=20)
    day = forms.DateField(label="Since", required=False)
    level = forms.ChoiceField(label="Level", choices=[("1", "First"), ("2", "Second")], widget=forms.RadioSelect)


class NewName(FormPage):
    title = "A new name"
    form_class = NameForm
    done = "The name is given."

    def act(self, form: NameForm) -> str:
        name = form.cleaned_data["name"]
        if name == "taken":
            raise Refusal("pages.form_of_another", field="name")
        if name == "impossible":
            raise Refusal("pages.form_incomplete")
        user = User.objects.create(username=f"{name}-{User.objects.count()}", shown_name=name)
        return f"/en/given/{user.pk}/"


class CheckedName(NewName):
    checked = True


def given(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(str(pk))


def refused(request: HttpRequest) -> HttpResponse:
    raise Refusal("access.role_needed" if "role" in request.GET else "pages.form_incomplete", roles="marker")


def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = i18n_patterns(
    path(
        "selection/",
        include(
            (
                [
                    path("", People.as_view(), name="home"),
                    path("new/", NewName.as_view(), name="new"),
                    path("checked/", CheckedName.as_view(), name="checked"),
                ],
                "selection",
            )
        ),
    ),
    path("given/<int:pk>/", given),
    path("refused/", refused),
    path("broken/", broken),
    path("access/", include("ortoo.access.urls")),
    path("", include(([path("", given, {"pk": 0}, name="start")], "site"))),
)
