"""Attendance: the list of names, the code on the wall, and what happens to whoever opens it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request, signed_in
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.refusals import Refusal
from ortoo.multilingual.texts import joined
from ortoo.pages.components import Act, Fact
from ortoo.pages.forms import Form, FormPage
from ortoo.training import operations
from ortoo.training.access import check_may_keep_training
from ortoo.training.codes import LIVES, code_for, drawn, sitting_of
from ortoo.training.models import Enrolment
from ortoo.training.queries import all_classes, present_at, to_be_asked
from ortoo.training.views.classes import address
from ortoo.training.words import part_text, when

AT_ONCE = 200
"""Names on one page of the list: a browser sends one field for each, and a request takes at most 500."""

RENEWED = 60
"""Seconds after which the page of the code asks for a fresh one."""


class AttendanceForm(Form):
    present = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who is there"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, asked: list[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = [  # type: ignore[attr-defined]
            (one.pk, f"{one.official.short_name} · {one.official.number}") for one in asked
        ]


class TakeAttendance(FormPage):
    """All names of the class, ticked as far as they are marked present; in pages where they are many."""

    title = gettext_lazy("Take attendance")
    form_class = AttendanceForm
    submit = gettext_lazy("Save the list")
    done = gettext_lazy("Attendance is saved.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.sitting = get_object_or_404(all_classes(), pk=kwargs["pk"])
        self.back = address(self.sitting)

    def check(self) -> None:
        check_may_keep_training(self.request.grants)
        self.names = to_be_asked(self.request.grants, self.sitting)
        self.last = max(1, -(-self.names.count() // AT_ONCE))
        asked = self.request.GET.get("page", "1")
        self.page = min(int(asked), self.last) if asked.isascii() and asked.isdigit() and int(asked) > 0 else 1
        self.asked = list(self.names[(self.page - 1) * AT_ONCE : self.page * AT_ONCE])

    def sentence(self) -> str:
        language = get_language() or "en"
        values = {
            "part": part_text(self.sitting), "when": when(self.sitting), "page": whole(self.page, language),
            "pages": whole(self.last, language),
        }  # fmt: skip
        if self.last == 1:
            return gettext("%(part)s, %(when)s. Tick who is there.") % values
        return gettext("%(part)s, %(when)s. Tick who is there; page %(page)s of %(pages)s.") % values

    def form_arguments(self) -> dict[str, Any]:
        return {"asked": self.asked}

    def initial(self) -> dict[str, Any]:
        return {"present": list(present_at(self.sitting))}

    def act(self, form: AttendanceForm) -> str:
        operations.take_attendance(
            sitting=self.sitting,
            asked=[one.pk for one in self.asked],
            present=form.cleaned_data["present"],
            by=self.by,
            at=timezone.now(),
        )
        if self.page == self.last:
            return address(self.sitting)
        return f"{reverse('training:attendance', args=[self.sitting.pk])}?page={self.page + 1}"


@login_required
@never_cache
@require_GET
def code_page(request: Request, pk: int) -> HttpResponse:
    """What a trainer shows on the wall: a code that is made anew every minute and lives for five."""
    check_may_keep_training(request.grants)
    sitting = get_object_or_404(all_classes(), pk=pk)
    if timezone.localdate(sitting.starts_at) != timezone.localdate():
        raise Refusal("training.code_of_another_day", day=timezone.localdate(sitting.starts_at).isoformat())
    where = request.build_absolute_uri(reverse("training:present", args=[code_for(sitting.pk)]))
    context = {
        "heading": gettext("Scan this code to be marked present"),
        "lead": joined((sitting.cohort.name, part_text(sitting), when(sitting)), " · "),
        "drawing": SafeString(drawn(where)),
        "address": where,
        "minutes": LIVES // 60,
        "renewed": RENEWED,
        "present": len(present_at(sitting)),
        "back": address(sitting),
    }
    return render(request, "training/code.html", context)


@login_required
@never_cache
@require_GET
def present(request: Request, code: str) -> HttpResponse:
    """Whoever opens the code of a class, signed in and enrolled, is marked present (decision 0072)."""
    sitting = get_object_or_404(all_classes(), pk=sitting_of(code))
    news = operations.mark_present(sitting=sitting, by=signed_in(request), at=timezone.now())
    context = {
        "heading": gettext("You are marked present") if news else gettext("You were marked present already"),
        "facts": [
            Fact(gettext("Course"), sitting.cohort.course.name),
            Fact(gettext("Class"), f"{part_text(sitting)}, {when(sitting)}"),
        ],
        "acts": [Act(gettext("My training"), reverse("training:mine"))],
    }
    return render(request, "pages/detail.html", context)
