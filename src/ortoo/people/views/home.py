"""The register at a glance: counts, which name nobody, and the ways on."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.access.rules.grants import Grants
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Act, Figure
from ortoo.people.access import can_change_register, can_read_register
from ortoo.people.models import Organization, Region, in_force_on
from ortoo.people.queries import by_ministry, by_region, by_region_group, how_many_registered
from ortoo.people.region_map import region_map
from ortoo.people.words import REGION_GROUPS, name_basis


@require_GET
def home(request: Request) -> HttpResponse:
    today = timezone.localdate()
    grants = request.grants
    officials = how_many_registered()
    context = {
        "heading": gettext("Who is who"),
        "lead": gettext("Officials and organizations, each from one day to another: who was in which post on any day."),
        "figures": _figures(officials, Organization.objects.filter(in_force_on(today)).count(), Region.objects.count()),
        "acts": _acts(grants),
        "map": region_map(gettext("Officials by region"), by_region(today)) if officials else None,
        "map_title": gettext("Officials by region"),
        "map_counted": gettext("Officials"),
        "groups": [(REGION_GROUPS.get(name, name), *rest) for name, *rest in by_region_group(today)],
        "ministries": [(body, name_basis(body), count) for body, count in by_ministry(today)],
        "can_read": can_read_register(grants),
        "today": today,
        "officials": officials,
    }
    return render(request, "people/home.html", context)


def _figures(officials: int, organizations: int, regions: int) -> list[Figure]:
    language = get_language() or "en"
    return [
        Figure(gettext("Officials on the register"), whole(officials, language)),
        Figure(gettext("Organizations today"), whole(organizations, language)),
        Figure(gettext("Regions"), whole(regions, language)),
    ]


def _acts(grants: Grants) -> list[Act]:
    acts = []
    if can_read_register(grants):
        acts.append(Act(gettext("Officials"), reverse("people:officials"), main=True))
    acts.append(Act(gettext("Organizations"), reverse("people:organizations")))
    if can_change_register(grants):
        acts.append(Act(gettext("Import a file"), reverse("jobs:imports")))
        acts.append(Act(gettext("Accounts for all officials"), reverse("people:accounts")))
    return acts
