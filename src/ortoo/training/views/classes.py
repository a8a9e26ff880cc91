"""One class: who has a place, who waits; signing up and leaving; and the form that plans one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.texts import filled
from ortoo.pages.components import Act, Fact, Figure, Text
from ortoo.pages.forms import FormPage
from ortoo.training import operations
from ortoo.training.access import can_keep_training, can_see_names, check_may_keep_training, check_may_see_courses
from ortoo.training.forms import ClassForm, NothingForm
from ortoo.training.models import ClassSitting
from ortoo.training.queries import all_classes, cohorts, order_at, own_enrolment, places_of, present_at, seats_seen
from ortoo.training.rules.places import queue_of
from ortoo.training.views.cohorts import address as cohort_address
from ortoo.training.words import part_text, when, where

SHOWN = 100
"""Names on the page of a class; attendance is taken on a page of its own, which has all."""


def address(sitting: ClassSitting) -> str:
    return reverse("training:class", args=[sitting.pk])


@login_required
@require_GET
def class_page(request: Request, pk: int) -> HttpResponse:
    check_may_see_courses(request.grants)
    sitting = get_object_or_404(all_classes(), pk=pk)
    order = order_at(sitting)
    language = get_language() or "en"
    context = {
        "heading": gettext("%(cohort)s, %(part)s") % {"cohort": sitting.cohort.name, "part": part_text(sitting)},
        "lead": when(sitting),
        "facts": [
            Fact(gettext("Course"), sitting.cohort.course.name),
            Fact(gettext("Cohort"), sitting.cohort.name, address=cohort_address(sitting.cohort)),
            Fact(gettext("Where"), where(sitting)),
            *_own(request, sitting),
        ],
        "figures": [
            Figure(gettext("Places"), whole(sitting.capacity, language)),
            Figure(gettext("Signed up"), whole(min(len(order), sitting.capacity), language)),
            Figure(gettext("Waiting"), whole(max(0, len(order) - sitting.capacity), language)),
            Figure(gettext("Present"), whole(len(present_at(sitting)), language)),
        ],
        "acts": _acts(request, sitting, order),
        **_names(request, sitting, order),
    }  # fmt: skip
    return render(request, "training/class.html", context)


def _names(request: Request, sitting: ClassSitting, order: list[int]) -> dict[str, Any]:
    """Names whom the reader may see, as far as a page goes: those with a place, and those who wait."""
    if not can_see_names(request.grants):
        return {}
    seated = set(queue_of(order, sitting.capacity)[0])
    there = present_at(sitting)
    seats = list(seats_seen(request.grants, sitting)[:SHOWN])
    return {
        "seats": [(seat.enrolment, seat.enrolment_id in seated, seat.enrolment_id in there) for seat in seats],
        "further": max(0, len(order) - len(seats)),
    }


def _own(request: Request, sitting: ClassSitting) -> list[Fact]:
    """How it stands with the person who looks, if they are enrolled."""
    assert request.user.pk is not None
    own = own_enrolment(sitting.cohort, request.user.pk)
    if own is None:
        return []
    if own.pk in present_at(sitting):
        return [Fact(gettext("You"), gettext("You were marked present."))]
    return [Fact(gettext("You"), standing_text(places_of([own]).get(sitting.pk)))]


def standing_text(place: int | None) -> Text:
    if place is None:
        return gettext("You have not signed up.")
    if place == 0:
        return gettext("You have a place.")
    return gettext("You are number %(place)s on the waiting list.") % {"place": place}


def _acts(request: Request, sitting: ClassSitting, order: list[int]) -> list[Act]:
    assert request.user.pk is not None
    acts = []
    own = own_enrolment(sitting.cohort, request.user.pk)
    if own and sitting.starts_at > timezone.now():
        acts.append(
            Act(gettext("Leave the class"), reverse("training:leave", args=[sitting.pk]))
            if own.pk in order
            else Act(gettext("Sign up"), reverse("training:sign-up", args=[sitting.pk]), main=True)
        )
    if can_keep_training(request.grants) and timezone.localdate(sitting.starts_at) <= timezone.localdate():
        acts += [
            Act(gettext("Take attendance"), reverse("training:attendance", args=[sitting.pk]), main=not acts),
            Act(gettext("Import attendance"), f"{reverse('jobs:import', args=['attendance'])}?sitting={sitting.pk}"),
        ]
        if timezone.localdate(sitting.starts_at) == timezone.localdate():
            acts.append(Act(gettext("Show the code"), reverse("training:code", args=[sitting.pk])))
    return acts


class PlanClass(FormPage):
    title = gettext_lazy("Plan a class")
    form_class = ClassForm
    submit = gettext_lazy("Plan the class")
    done = gettext_lazy("The class is planned. Officials of the cohort can sign up.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.cohort = get_object_or_404(cohorts(), code=kwargs["code"])
        self.back = reverse("training:cohort", args=[self.cohort.code])

    def check(self) -> None:
        check_may_keep_training(self.request.grants)

    def act(self, form: ClassForm) -> str:
        operations.plan_class(cohort=self.cohort, **form.cleaned_data, by=self.by, at=timezone.now())
        return str(self.back)


class OfOneClass(FormPage):
    """A form with one button about a class."""

    form_class = NothingForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.sitting = get_object_or_404(all_classes(), pk=kwargs["pk"])
        self.back = address(self.sitting)

    def check(self) -> None:
        check_may_see_courses(self.request.grants)

    def sentence(self) -> Text:
        values = {
            "cohort": self.sitting.cohort.name, "part": part_text(self.sitting), "when": when(self.sitting),
            "where": where(self.sitting),
        }  # fmt: skip
        return filled(gettext("%(cohort)s, %(part)s: %(when)s, %(where)s."), values)


class SignUp(OfOneClass):
    title = gettext_lazy("Sign up for a class")
    submit = gettext_lazy("Sign up")
    done = gettext_lazy("You are signed up. The page of the class says whether you have a place or wait for one.")

    def act(self, form: NothingForm) -> str:
        operations.sign_up(sitting=self.sitting, by=self.by, at=timezone.now())
        return address(self.sitting)


class Leave(OfOneClass):
    title = gettext_lazy("Leave a class")
    submit = gettext_lazy("Leave the class")
    done = gettext_lazy("You have left the class. If somebody was waiting, the first of them has your place now.")

    def act(self, form: NothingForm) -> str:
        operations.leave(sitting=self.sitting, by=self.by, at=timezone.now())
        return address(self.sitting)
