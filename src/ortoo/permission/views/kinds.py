"""Kinds of papers with their basis, and the age limits: data that the academy keeps."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy

from ortoo.multilingual.basis import marked
from ortoo.pages.components import Act, NextStep
from ortoo.pages.forms import FormPage
from ortoo.pages.lacking import TextsList
from ortoo.pages.lists import Column, ListPage
from ortoo.permission import operations
from ortoo.permission.access import KEEPERS, can_keep_kinds, check_may_keep_kinds, check_may_see_dossiers
from ortoo.permission.forms.dossiers import AgeLimitForm
from ortoo.permission.models import AgeLimit, DocumentKind
from ortoo.permission.words.dossiers import ANCHORS, MAKERS, PERSONAL, PHASES


def name_of(kind: DocumentKind) -> str:
    return marked(kind.name, kind.basis)


class KindList(TextsList):
    title = gettext_lazy("Kinds of papers")
    lead = gettext_lazy("What a visit needs before, during and after; those of a dossier are brought by each official.")
    order = ("code",)
    size = 60
    file_name = "documents"
    basis_note = True
    columns = (
        Column("code", gettext_lazy("Code"), lambda kind: kind.code),
        Column("name", gettext_lazy("Paper"), name_of, main=True, export=lambda kind: kind.name,
               second=lambda kind: kind.source),
        Column("phase", gettext_lazy("Phase"), lambda kind: PHASES.get(kind.phase, kind.phase)),
        Column("from", gettext_lazy("Made by"), lambda kind: MAKERS.get(kind.produced_by, kind.produced_by)),
        Column("days", gettext_lazy("Days"), lambda kind: kind.due_days, kind="whole"),
        Column("months", gettext_lazy("Months"), lambda kind: kind.due_months),
        Column("anchor", gettext_lazy("Counted from"), lambda kind: ANCHORS.get(kind.due_anchor, kind.due_anchor)),
        Column("personal", gettext_lazy("Personal data"), lambda kind: PERSONAL.get(kind.personal_data, "")),
        Column("basis", gettext_lazy("Basis"), lambda kind: kind.basis, on_page=False),
    )  # fmt: skip

    def may_write(self) -> bool:
        return can_keep_kinds(self.request.grants)

    def check(self) -> None:
        check_may_see_dossiers(self.request.grants)

    def rows(self) -> QuerySet[DocumentKind]:
        return DocumentKind.objects.all()

    def empty(self) -> NextStep:
        return NextStep(gettext_lazy("No kind of paper is known yet. Import a file of kinds under Import and export."))


class LimitList(ListPage):
    title = gettext_lazy("Age limits")
    lead = gettext_lazy("From which day on which age ends a service; a flag says who has few years left after a visit.")
    order = ("-valid_from",)
    file_name = "age-limits"
    columns = (
        Column("from", gettext_lazy("Holds from"), lambda row: row.valid_from, kind="day", main=True),
        Column("women", gettext_lazy("Women"), lambda row: row.women, kind="whole"),
        Column("men", gettext_lazy("Men"), lambda row: row.men, kind="whole"),
        Column("left", gettext_lazy("Years that should be left"), lambda row: row.years_left, kind="whole"),
        Column("basis", gettext_lazy("Legal basis"), lambda row: row.legal_basis),
    )

    def check(self) -> None:
        check_may_see_dossiers(self.request.grants)

    def rows(self) -> QuerySet[AgeLimit]:
        return AgeLimit.objects.all()

    def acts(self) -> list[Act]:
        if not self.request.grants.has(*KEEPERS):
            return []
        return [Act(gettext_lazy("Set an age limit"), reverse("permission:set-limit"), main=True)]

    def empty(self) -> NextStep:
        return NextStep(gettext_lazy("No age limit is set, so nobody is flagged for the years left until it."))


class SetLimit(FormPage):
    title = gettext_lazy("Set an age limit")
    form_class = AgeLimitForm
    submit = gettext_lazy("Set the limit")
    done = gettext_lazy("The age limit is set.")
    back = reverse_lazy("permission:limits")

    def check(self) -> None:
        check_may_keep_kinds(self.request.grants)

    def act(self, form: AgeLimitForm) -> str:
        operations.set_age_limit(**form.cleaned_data, by=self.by, at=timezone.now())
        return reverse("permission:limits")
