"""Organizations: the list, and one of them with what came before and after."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.basis import marked
from ortoo.multilingual.dates import date_text
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.texts import TextIn, written
from ortoo.pages.components import Act, Fact, Figure, NextStep
from ortoo.pages.lacking import TextsList, languages_missing
from ortoo.pages.lists import Choice, Column, Search
from ortoo.people.access import can_change_register, can_read_register
from ortoo.people.models import Organization, Succession, in_force_on
from ortoo.people.queries import officials_in, with_officials
from ortoo.people.words import KINDS, marked_name, name_basis


def _by_time(rows: QuerySet[Organization], value: str) -> QuerySet[Organization]:
    today = timezone.localdate()
    return rows.filter(in_force_on(today)) if value == "today" else rows.filter(~Q(in_force_on(today)))


class OrganizationList(TextsList):
    title = gettext_lazy("Organizations")
    lead = gettext_lazy("Each from one day to another, with those that took over from it.")
    order = ("code",)
    file_name = "organizations"
    basis_note = True
    columns = (
        Column("name", gettext_lazy("Name"), marked_name, main=True, second=lambda row: row.code,
               link=lambda row: reverse("people:organization", args=[row.code]), export=lambda row: row.name),
        Column("code", gettext_lazy("Code"), lambda row: row.code, on_page=False),
        Column("kind", gettext_lazy("Kind"), lambda row: KINDS.get(row.kind, row.kind)),
        Column("from", gettext_lazy("From"), lambda row: row.valid_from, kind="day"),
        Column("to", gettext_lazy("Until"), lambda row: row.valid_to, kind="day"),
        Column("officials", gettext_lazy("Officials"), lambda row: row.officials, kind="whole"),
    )  # fmt: skip
    filters = (
        Search("q", gettext_lazy("Name or code"),
               words=("name_mn", "name_en", "name_ko", "abbreviation"), fields=("code__iexact",)),
        Choice("kind", gettext_lazy("Kind"), options=tuple(KINDS.items()), field="kind"),
        Choice("time", gettext_lazy("Time"), apply=_by_time, options=(
            ("today", gettext_lazy("Exists today")), ("past", gettext_lazy("Does not exist today")),
        )),
    )  # fmt: skip

    def may_write(self) -> bool:
        return can_change_register(self.request.grants)

    def rows(self) -> QuerySet[Organization]:
        return with_officials(Organization.objects.all(), timezone.localdate())

    def acts(self) -> list[Act]:
        if not can_change_register(self.request.grants):
            return []
        return [Act(gettext("Import a file"), reverse("jobs:import", args=["organizations"]))]

    def empty(self) -> NextStep:
        return NextStep(gettext("No organization is on the register yet."))


@require_GET
def organization(request: Request, code: str) -> HttpResponse:
    body = get_object_or_404(Organization.objects.select_related("parent", "region"), code=code)
    officials = officials_in(body, timezone.localdate())
    reads = can_read_register(request.grants)
    listed = f"{reverse('people:officials')}?organization={body.code}"
    context = {
        "heading": body.name,
        "basis": name_basis(body),
        "lead": _validity(body),
        "figures": [Figure(gettext("Officials today"), whole(officials, get_language() or "en"))],
        "facts": _facts(body),
        "after": [(one.successor, name_basis(one.successor)) for one in _successions().filter(organization=body)],
        "before": [(one.organization, name_basis(one.organization)) for one in _successions().filter(successor=body)],
        "acts": [Act(gettext("Officials of this organization"), listed)] if reads else [],
        "note": body.note,
        **languages_missing(can_change_register(request.grants), body),
        "source": body.source,
        "source_is_address": body.source.startswith(("http://", "https://")),
    }
    return render(request, "people/organization.html", context)


def _successions() -> QuerySet[Succession]:
    return Succession.objects.select_related("organization", "successor").order_by("place")


def _validity(body: Organization) -> str:
    language = get_language() or "en"
    begins = date_text(body.valid_from, language) if body.valid_from else ""
    ends = date_text(body.valid_to, language) if body.valid_to else ""
    if begins and ends:
        return gettext("It existed from %(begins)s until %(ends)s.") % {"begins": begins, "ends": ends}
    if begins:
        return gettext("It has existed since %(begins)s.") % {"begins": begins}
    if ends:
        return gettext("It existed until %(ends)s.") % {"ends": ends}
    return gettext("No change of this organization is known.")


def _facts(body: Organization) -> list[Fact]:
    facts = [Fact(gettext("Code"), body.code), Fact(gettext("Kind"), KINDS.get(body.kind, body.kind))]
    names = (
        (gettext("Name in Mongolian"), body.name_mn, "mn", body.mn_basis),
        (gettext("Name in English"), body.name_en, "en", body.basis),
        (gettext("Name in Korean"), body.name_ko, "ko", body.ko_basis),
    )
    facts += [
        Fact(label, marked(TextIn(name, language), "I" if basis == "ours" else basis))
        for label, name, language, basis in names
        if name
    ]
    if body.abbreviation:
        facts.append(Fact(gettext("Abbreviation"), written(body.abbreviation)))
    if body.parent:
        address = reverse("people:organization", args=[body.parent.code])
        facts.append(Fact(gettext("Under"), marked_name(body.parent), address=address))
    if body.region:
        facts.append(Fact(gettext("Region"), body.region.name))
    return facts
