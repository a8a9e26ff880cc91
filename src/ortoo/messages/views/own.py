"""What somebody was told: the list, and one message, which counts as seen once it is opened."""

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

from ortoo.access.requests import Request, signed_in
from ortoo.messages import operations, queries
from ortoo.messages.access import can_see_everybodys, can_see_log
from ortoo.messages.models import Message
from ortoo.messages.views.words import NEW, READ
from ortoo.multilingual.texts import TextIn
from ortoo.pages.components import Act, Fact, NextStep
from ortoo.pages.lists import Column, ListPage
from ortoo.pages.templatetags.ortoo import day


class OwnMessages(ListPage):
    title = gettext_lazy("Messages")
    order = ("-at", "-pk")
    file_name = "messages"
    columns = (
        Column("subject", gettext_lazy("Message"), lambda row: TextIn(row.subject, row.language), main=True,
               link=lambda row: reverse("messages:message", args=[row.pk])),
        Column("day", gettext_lazy("Day"), lambda row: timezone.localdate(row.at), kind="day"),
        Column("state", gettext_lazy("State"), lambda row: READ if row.seen_at else NEW),
        Column("text", gettext_lazy("Text"), lambda row: row.text, on_page=False),
    )  # fmt: skip

    def sentence(self) -> str:
        address = self.request.user.email  # type: ignore[union-attr]
        if address:
            return gettext("They also go by mail to %(address)s.") % {"address": address}
        return gettext("To get them by mail as well, give your mail address.")

    def rows(self) -> QuerySet[Message]:
        return queries.own(self.request.grants)

    def acts(self) -> list[Act]:
        acts = [Act(gettext_lazy("Your account"), reverse("access:account"))]
        if can_see_everybodys(self.request.grants):
            acts.append(Act(gettext_lazy("Messages on paper"), reverse("messages:paper")))
            acts.append(Act(gettext_lazy("Log of messages"), reverse("messages:log")))
        elif can_see_log(self.request.grants):
            acts.append(Act(gettext_lazy("Log of messages"), reverse("messages:counts")))
        return acts

    def empty(self) -> NextStep:
        return NextStep(gettext("Nobody has told you anything yet."))


@login_required
@require_GET
def message_page(request: Request, pk: int) -> HttpResponse:
    """One's own, or anybody's for the academy manager, who leaves no trace on it."""
    by = signed_in(request)
    message = get_object_or_404(queries.log(request.grants).select_related("handed_by"), pk=pk)
    own = message.to_id == by.pk
    if own and operations.see(message=message, by=by, at=timezone.now()):
        by.unseen = max(0, getattr(by, "unseen", 0) - 1)  # type: ignore[attr-defined]
    act = Act(gettext_lazy("Go to the page"), f"/{get_language()}/{message.address}", main=True)
    context: dict[str, Any] = {
        "heading": TextIn(message.subject, message.language),
        "message": message,
        "acts": [act] if own and message.address else [],
        "facts": [Fact(gettext_lazy("Told on"), day(message.at))] if own else ways(message),
        "back": reverse("messages:home") if own else reverse("messages:log"),
    }
    return render(request, "messages/message.html", context)


def ways(message: Message) -> list[Fact]:
    """Whom it was told, and how it went, for the academy manager."""
    none = gettext_lazy("not yet")
    facts = [
        Fact(gettext_lazy("Person"), message.to.shown_name),
        Fact(gettext_lazy("Told on"), day(message.at)),
        Fact(gettext_lazy("Read at sign-in"), day(message.seen_at) or none),
    ]
    if message.mail_to:
        sent = day(message.sent_at) or none
        facts.append(Fact(gettext_lazy("Mailed"), sent, note=message.problem if not message.sent_at else ""))
    if message.handed_on and message.handed_by:
        facts.append(
            Fact(gettext_lazy("Handed over on paper"), day(message.handed_on), note=message.handed_by.shown_name)
        )
    return facts
