"""The order: who was permitted, who was not and why, its versions in words; and the delegation that is closed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request, signed_in
from ortoo.pages.components import Act as Button
from ortoo.pages.components import NextStep, Text
from ortoo.pages.forms import Form, FormPage
from ortoo.permission import operations
from ortoo.permission.access import CLOSERS, OF_THE_DECISION, WAY_READERS, WAY_WATCHERS
from ortoo.permission.models import Call, Delegation, Order
from ortoo.permission.queries.acting import check_may_act, roles_of, today_of
from ortoo.permission.queries.contest import decisions_of, lines_of, orders_of, places_of_proposal
from ortoo.permission.queries.deciding import seen_by
from ortoo.permission.rules.versions import Change, Kind, differences
from ortoo.permission.showing.around import beside
from ortoo.permission.showing.people import Showing, Shown
from ortoo.permission.waiting.deciding import Wanted, wanted_of
from ortoo.permission.words.deciding import DECIDED


@login_required
@require_GET
def order_page(request: Request, code: str) -> HttpResponse:
    check_may_act(request.grants, *WAY_READERS, *WAY_WATCHERS)
    call = get_object_or_404(Call.objects.select_related("round", "rubric"), round__code=code)
    orders = orders_of(call)
    if not orders:
        empty = NextStep(
            gettext("Nothing has been decided yet."), gettext("Go to the way of the proposal"),
            reverse("permission:way", args=[code]),
        )  # fmt: skip
        return render(request, "permission/way_empty.html", {"heading": gettext("The order"), "empty": empty})
    at, order = timezone.now(), orders[0]
    places = places_of_proposal(order.proposal)
    showing = Showing(places, today_of(at), seen_by(request.grants, order.proposal, places))
    rows = {row.key: row for row in showing.rows("chosen", "reserve")}
    lines = lines_of(decisions_of(order))
    permitted = {int(line.id) for line in lines if line.permitted}
    closed = Delegation.objects.filter(order=order).select_related("closed_by").first()
    context = {
        "heading": _heading(order, len(permitted)),
        "acts": _acts(call, wanted_of(signed_in(request), call, at)),
        "order": order,
        "closed": closed,
        "lines": [
            {"row": rows[line.id], "line": line, "tag": DECIDED[line.outcome],
             "follows": rows[line.follows] if line.follows else None}
            for line in lines
        ],
        "changes": _changes(orders, rows),
        "papers_to_read": bool(roles_of(request.grants).intersection(OF_THE_DECISION)),
        **beside(call, order.proposal, places, showing, get_language() or "en", permitted),
    }  # fmt: skip
    return render(request, "permission/order.html", context)


def _heading(order: Order, permitted: int) -> str:
    return ngettext(
        "%(count)s is permitted to travel by order %(number)s",
        "%(count)s are permitted to travel by order %(number)s",
        permitted,
    ) % {"count": permitted, "number": order.number}


def _acts(call: Call, wanted: Wanted) -> list[Button]:
    code, found = call.round.code, []
    if wanted.closes:
        found.append(Button(gettext("Close the delegation"), reverse("permission:close", args=[code]), main=True))
    if wanted.again:
        found.append(Button(gettext("Decide anew"), reverse("permission:decision", args=[code])))
    found.append(Button(gettext("The way of the proposal"), reverse("permission:way", args=[code])))
    return found


def _changes(orders: Sequence[Order], rows: dict[str, Shown]) -> list[dict[str, Any]]:
    """Each later version with what it changed, the latest first."""
    found = []
    for order, before in pairwise(orders):
        changes = differences(lines_of(decisions_of(before)), lines_of(decisions_of(order)))
        found.append({"order": order, "before": before, "said": [_said(change, rows) for change in changes]})
    return found


def _said(change: Change, rows: dict[str, Shown]) -> str:
    name = rows[change.id].name
    if change.kind is Kind.LEAVES:
        return gettext("%(name)s leaves: %(reason)s") % {"name": name, "reason": change.reason}
    if change.follows:
        return gettext("%(name)s enters, in the seat of %(other)s.") % {
            "name": name, "other": rows[change.follows].name,
        }  # fmt: skip
    return gettext("%(name)s enters.") % {"name": name}


class Close(FormPage):
    title = gettext_lazy("Close the delegation")
    lead = gettext_lazy("Those whom the order in force permits are handed on to the next station, in its order.")
    form_class = Form
    submit = gettext_lazy("Close the delegation")
    done = gettext_lazy("The delegation is closed and handed on.")

    def check(self) -> None:
        check_may_act(self.request.grants, *CLOSERS)

    @cached_property
    def call(self) -> Call:
        return get_object_or_404(Call.objects.select_related("round"), round__code=self.kwargs["code"])

    @property
    def back(self) -> Text:  # type: ignore[override]
        return reverse("permission:order", args=[self.kwargs["code"]])

    def act(self, form: Form) -> str:
        operations.close_delegation(call=self.call, by=self.by, at=timezone.now())
        return str(self.back)
