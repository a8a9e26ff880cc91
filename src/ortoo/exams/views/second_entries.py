"""Forms of a second entry: draw the sample, enter it again, compare it before it is whole."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy

from ortoo.exams import operations
from ortoo.exams.access import check_may_enter_again, check_may_keep_marks
from ortoo.exams.forms.marks import SampleForm, SecondMarksForm
from ortoo.exams.models import Sample, Sitting
from ortoo.exams.queries import how_many_marks, scale_of, sittings
from ortoo.exams.queries.second_entries import first_hands, not_entered_again, second_state
from ortoo.exams.views.sittings import address
from ortoo.exams.words.marks import scale_text
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.components import Fact
from ortoo.pages.forms import Form, FormPage

AT_ONCE = 20
"""Papers on one form."""


class OfSitting(FormPage):
    """A form of the sitting in its address."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.sitting: Sitting = get_object_or_404(sittings(), code=kwargs["code"])
        self.back = address(self.sitting)


class DrawSample(OfSitting):
    title = gettext_lazy("Draw a sample for a second entry")
    form_class = SampleForm
    submit = gettext_lazy("Draw the sample")
    done = gettext_lazy("The sample is drawn. Now somebody who entered none of these marks enters it again.")
    checked = True

    def check(self) -> None:
        check_may_keep_marks(self.request.grants)

    def sentence(self) -> str:
        said = gettext(
            "“%(sitting)s” has %(marks)s marks. A random seed decides which are drawn; it goes into the ledger, so "
            "that anybody can draw the same. A sitting has one sample."
        )
        return said % {"sitting": self.sitting.name, "marks": whole(how_many_marks(self.sitting), _language())}

    def act(self, form: SampleForm) -> str:
        operations.draw_sample(
            sitting=self.sitting,
            share=form.cleaned_data["share"],
            seed=secrets.token_hex(16),
            by=self.by,
            at=timezone.now(),
        )
        return address(self.sitting)


class EnterAgain(OfSitting):
    """Personnel numbers and empty fields: no name, and no first value in the page."""

    title = gettext_lazy("Enter marks a second time")
    form_class = SecondMarksForm
    submit = gettext_lazy("Enter these marks")
    done = gettext_lazy("The second entries are kept.")

    def check(self) -> None:
        self.sample = sample_of(self.sitting)
        check_second_hand(self, self.sitting)
        self.left = not_entered_again(self.sample, self.by.pk)

    def sentence(self) -> str:
        said = gettext(
            "Read each mark on the paper, scale %(scale)s. Still missing: %(left)s. Leave empty what you do not find; "
            "what is entered is never changed."
        )
        return said % {"scale": scale_text(self.sitting), "left": whole(len(self.left), _language())}

    def form_arguments(self) -> dict[str, Any]:
        return {"papers": self.left[:AT_ONCE], "scale": scale_of(self.sitting)}

    def act(self, form: SecondMarksForm) -> str:
        operations.enter_again(sitting=self.sitting, marks=form.marks(), by=self.by, at=timezone.now())
        return address(self.sitting)


class Compare(OfSitting):
    title = gettext_lazy("Compare without the missing ones")
    form_class = Form
    submit = gettext_lazy("Compare now")
    done = gettext_lazy("The entries are compared.")
    checked = True

    def check(self) -> None:
        sample_of(self.sitting)
        check_second_hand(self, self.sitting)
        self.state = second_state(self.sitting)

    def sentence(self) -> str:
        return gettext("The last second entry compares by itself. Compare now where the other papers cannot be found.")

    def facts(self, form: Form) -> list[Fact]:
        return [
            Fact(gettext("Entered a second time"), whole(self.state.entered, _language())),
            Fact(
                gettext("Stay without a second entry"), whole(self.state.drawn - self.state.entered, _language())
            ),
        ]  # fmt: skip

    def act(self, form: Form) -> str:
        operations.compare_entries(sitting=self.sitting, by=self.by, at=timezone.now())
        return address(self.sitting)


def sample_of(sitting: Sitting) -> Sample:
    """Refused where none is drawn."""
    sample = second_state(sitting).sample
    if sample is None:
        raise Refusal("exams.no_sample", sitting=sitting.code)
    return sample


def check_second_hand(page: FormPage, sitting: Sitting) -> None:
    """Who may not is told before anything is filled in; the operation asks once more."""
    check_may_enter_again(page.request.grants)
    if page.by.pk in first_hands(sitting):
        raise Refusal("exams.second_hand_needed", sitting=sitting.code)


def _language() -> str:
    return get_language() or "en"
