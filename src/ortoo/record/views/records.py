"""Seals, the records behind one, one record with its parts, and the records of the person who looks."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.dates import date_text
from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.pages.components import Act, Fact, Figure, NextStep
from ortoo.pages.lists import Choice, Column, ListPage, Search
from ortoo.pages.templatetags.ortoo import day
from ortoo.people.queries import names_by_code
from ortoo.record.access import can_see_names, check_may_watch
from ortoo.record.doubt import doubts
from ortoo.record.models import Record, Seal
from ortoo.record.queries import (
    best_merit,
    component_rows,
    counted,
    outcome_of,
    own_records,
    records_seen,
    records_without_names,
    seals,
)
from ortoo.record.rules.sealed_error import standard_error_of
from ortoo.record.views.formulas import address as formula_address
from ortoo.record.words import REASONS, eligibility, reason_text, short


def seal_address(seal: Seal) -> str:
    return reverse("record:seal", args=[seal.pk])


def record_address(record: Record) -> str:
    return reverse("record:record", args=[record.pk])


class SealList(ListPage):
    """Every seal, the latest first."""

    title = gettext_lazy("Sealed records")
    lead = gettext_lazy("A seal freezes the records of all officials at once, under one formula.")
    order = ("-sealed_at", "-pk")
    file_name = "seals"
    columns = (
        Column("sealed", gettext_lazy("Sealed on"), lambda seal: timezone.localdate(seal.sealed_at), kind="day",
               main=True, link=seal_address),
        Column("formula", gettext_lazy("Formula"), lambda seal: seal.formula.name,
               second=lambda seal: gettext("version %(version)s") % {"version": seal.formula.version}),
        Column("count", gettext_lazy("Records"), lambda seal: seal.count, kind="whole"),
        Column("root", gettext_lazy("Root"), lambda seal: seal.root[:16], export=lambda seal: seal.root),
        Column("replaces", gettext_lazy("Replaces"), lambda seal: seal.replaces.root[:16] if seal.replaces else None),
    )  # fmt: skip

    def check(self) -> None:
        check_may_watch(self.request.grants)

    def rows(self) -> QuerySet[Seal]:
        return seals()

    def acts(self) -> list[Act]:
        return [
            Act(gettext_lazy("Formulas"), reverse("record:formulas")),
            Act(gettext_lazy("My record"), reverse("record:mine")),
        ]

    def empty(self) -> NextStep:
        return NextStep(
            gettext_lazy("Nothing is sealed yet. A formula is adopted first, then a round, its rule, and the seal."),
            gettext_lazy("Formulas"),
            reverse("record:formulas"),
        )


class RecordList(ListPage):
    """The records behind one seal. Names for those who may see them, pseudonyms for auditors."""

    order = ("place", "pk")
    filters = (
        Choice("eligible", gettext_lazy("Eligibility"),
               [("yes", gettext_lazy("Eligible")), ("no", gettext_lazy("Not eligible"))],
               apply=lambda records, value: records.filter(eligible=value == "yes")),
        Choice("reason", gettext_lazy("Why not eligible"), list(REASONS.items()), field="reason"),
        Search("q", gettext_lazy("Pseudonym or personnel number"),
               fields=("pseudonym__istartswith", "official__number__iexact")),
    )  # fmt: skip

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.seal = get_object_or_404(seals(), pk=kwargs["pk"])
        self.file_name = f"records-{self.seal.pk}"
        self.named = can_see_names(request.grants)
        exams = [row.sitting for row in component_rows(self.seal.formula)]
        self.columns = columns(self.named, {exam.code: exam.name for exam in exams})
        if not self.named:
            self.filters = (*self.filters[:2], Search("q", gettext_lazy("Pseudonym"), ("pseudonym__istartswith",)))

    def check(self) -> None:
        check_may_watch(self.request.grants)

    def rows(self) -> QuerySet[Record]:
        if self.named:
            return records_seen(self.request.grants).filter(seal=self.seal)
        return records_without_names(self.seal)

    def heading(self) -> str:
        return gettext("%(count)s sealed records") % {"count": whole(self.seal.count, get_language() or "en")}

    def sentence(self) -> str:
        language = get_language() or "en"
        return gettext("“%(formula)s”, version %(version)s, sealed on %(sealed)s with the posts of %(as_of)s.") % {
            "formula": self.seal.formula.name, "version": self.seal.formula.version,
            "sealed": date_text(timezone.localdate(self.seal.sealed_at), language),
            "as_of": date_text(self.seal.as_of, language),
        }  # fmt: skip

    def figures(self) -> list[Figure]:
        language, best, count = get_language() or "en", best_merit(self.seal), counted(self.seal)
        found = [
            Figure(gettext("Records"), whole(self.seal.count, language)),
            Figure(gettext("Eligible"), whole(count.eligible, language)),
        ]
        if count.with_error:
            found.append(Figure(gettext("With a known standard error"), whole(count.with_error, language)))
        if best is not None:
            found.append(Figure(gettext("Highest record"), thousandths_text(best, language)))
        return [*found, Figure(gettext("Root"), self.seal.root[:12], gettext("the first letters"))]

    def acts(self) -> list[Act]:
        return [Act(gettext_lazy("The formula"), formula_address(self.seal.formula))]

    def empty(self) -> NextStep:
        return NextStep(gettext_lazy("None of these records lies within what you may see."))


def columns(named: bool, exams: dict[str, str]) -> tuple[Column, ...]:
    """Those of the list; without `named`, nothing leads to a person. Files carry what was sealed, code by code."""
    organizations, regions = names_by_code()
    person = (
        Column("official", gettext_lazy("Official"), lambda record: record.official.short_name, main=True,
               link=record_address, second=lambda record: short(record.pseudonym)),
        Column("number", gettext_lazy("Personnel number"), lambda record: record.official.number, on_page=False),
    )  # fmt: skip
    pseudonym = Column("pseudonym", gettext_lazy("Pseudonym"), lambda record: short(record.pseudonym),
                       export=lambda record: record.pseudonym, main=not named, on_page=not named)  # fmt: skip
    return (
        *(person if named else ()),
        pseudonym,
        _named("organization", gettext_lazy("Organization"), organizations),
        _named("region", gettext_lazy("Region"), regions),
        *(_exam(code, name) for code, name in exams.items()),
        Column("merit", gettext_lazy("Record"), lambda record: record.merit, kind="thousandths"),
        Column(
            "standard_error",
            gettext_lazy("Standard error"),
            lambda record: standard_error_of(record.sealed),
            kind="thousandths",
            on_page=False,
        ),
        Column("state", gettext_lazy("State"), eligibility, export=lambda record: record.sealed["eligible"]),
        Column("reason", gettext_lazy("Why not eligible"), reason_text),
    )


def _named(key: str, heading: Any, names: dict[str, str]) -> Column:
    """A code of what was sealed: shown by its name of today, filed as the code."""
    return Column(
        key, heading, lambda record: names.get(record.sealed[key], record.sealed[key]),
        export=lambda record: record.sealed[key],
    )  # fmt: skip


def _exam(code: str, name: str) -> Column:
    return Column(f"exam:{code}", name, lambda record: record.sealed[f"exam:{code}"], on_page=False)


@require_GET
def record_page(request: Request, pk: int) -> HttpResponse:
    """One record: mark, on one scale, weight, points, and the line of rounding."""
    record = get_object_or_404(records_seen(request.grants), pk=pk)
    return render(request, "record/record.html", context_of(record, own=record.official.account_id == request.user.pk))


@login_required
@require_GET
def mine(request: Request) -> HttpResponse:
    """The latest record of the person who looks, and the earlier ones."""
    records = list(own_records(request.grants))
    if not records:
        empty = NextStep(gettext("No record of yours is sealed yet. It is made of your marks when a round is sealed."))
        return render(request, "record/mine.html", {"heading": gettext("My record"), "empty": empty})
    return render(request, "record/mine.html", {**context_of(records[0], own=True), "earlier": records[1:]})


def context_of(record: Record, *, own: bool) -> dict[str, Any]:
    """`own`: the page speaks to the official."""
    outcome, language = outcome_of(record), get_language() or "en"
    organizations, regions = names_by_code()
    components = {row.sitting.code: row for row in component_rows(record.seal.formula)}
    merit = gettext("no record") if record.merit is None else thousandths_text(record.merit, language)
    return {
        "heading": gettext("%(official)s: %(merit)s") % {"official": record.official.short_name, "merit": merit},
        "lead": reason_text(record),
        "record": record,
        "outcome": outcome,
        "rows": [(components[part.sitting], part) for part in outcome.parts],
        "doubts": doubts(record, own=own),
        "facts": [
            Fact(gettext("State"), eligibility(record), note=reason_text(record)),
            Fact(gettext("Organization"), organizations.get(record.sealed["organization"], gettext("none"))),
            Fact(gettext("Region"), regions.get(record.sealed["region"], gettext("none"))),
            Fact(
                gettext("Formula"), record.seal.formula.name, address=formula_address(record.seal.formula),
                note=gettext("version %(version)s") % {"version": record.seal.formula.version},
            ),
            Fact(gettext("Sealed on"), day(record.seal.sealed_at)),
            Fact(gettext("Pseudonym"), record.pseudonym),
        ],
    }  # fmt: skip
