"""Letter scales: what each letter is worth from which day, and the form that defines them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy

from ortoo.exams import operations
from ortoo.exams.access import can_keep_marks, check_may_keep_marks, check_may_see_sittings
from ortoo.exams.forms.marks import LettersForm
from ortoo.exams.models import LetterScale
from ortoo.exams.queries import letter_scales
from ortoo.pages.components import Act, NextStep
from ortoo.pages.forms import FormPage
from ortoo.pages.lists import Column, ListPage


class LetterList(ListPage):
    title = gettext_lazy("Letter scales")
    lead = gettext_lazy("A letter counts only by the scale that held on the day of its sitting.")
    order = ("code", "-valid_from", "-thousandths", "pk")
    file_name = "letters"
    columns = (
        Column("code", gettext_lazy("Scale"), lambda row: row.code, main=True),
        Column("letter", gettext_lazy("Letter"), lambda row: row.letter),
        Column("worth", gettext_lazy("Worth"), lambda row: row.thousandths, kind="thousandths"),
        Column("from", gettext_lazy("For sittings held from"), lambda row: row.valid_from, kind="day"),
        Column("to", gettext_lazy("Before"), lambda row: row.valid_to, kind="day"),
        Column("basis", gettext_lazy("Legal basis"), lambda row: row.legal_basis),
    )

    def check(self) -> None:
        check_may_see_sittings(self.request.grants)

    def rows(self) -> QuerySet[LetterScale]:
        return letter_scales()

    def acts(self) -> list[Act]:
        if not can_keep_marks(self.request.grants):
            return []
        return [Act(gettext_lazy("Define a letter scale"), reverse("exams:define-letters"), main=True)]

    def empty(self) -> NextStep:
        return NextStep(gettext_lazy("No letter scale is defined: marks are numbers, and letters are refused."))


class DefineLetters(FormPage):
    title = gettext_lazy("Define a letter scale")
    lead = gettext_lazy("A new version ends the one before. Marks that were imported already stay as they are.")
    form_class = LettersForm
    submit = gettext_lazy("Define the scale")
    done = gettext_lazy("The letter scale is defined.")
    back = reverse_lazy("exams:letters")

    def check(self) -> None:
        check_may_keep_marks(self.request.grants)

    def act(self, form: LettersForm) -> str:
        operations.define_letter_scale(**form.cleaned_data, by=self.by, at=timezone.now())
        return reverse("exams:letters")
