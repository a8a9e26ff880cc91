"""Who was told what, when and how: everybody by name for the academy manager, numbers alone for auditors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext_lazy

from ortoo.messages import operations, queries
from ortoo.messages.access import can_see_everybodys, check_may_hand_over, check_may_see_log
from ortoo.messages.models import Message
from ortoo.messages.views.words import kind_text, way_of
from ortoo.messages.wording import registry
from ortoo.multilingual.sorting import by_name
from ortoo.multilingual.texts import TextIn
from ortoo.pages.components import Act, NextStep
from ortoo.pages.forms import Form, FormPage
from ortoo.pages.lists import Choice, Column, ListPage, Search
from ortoo.pages.lists.export import FORMATS
from ortoo.pages.lists.filters import FilterError, Option
from ortoo.pages.lists.keyset import Slice


@dataclass(frozen=True)
class Day(Search):
    """A day of the calendar, in the programme's time zone."""

    def read(self, raw: str, options: Any) -> str:
        try:
            return _within(date.fromisoformat(raw)).isoformat() if raw else ""
        except ValueError as error:
            raise FilterError(
                gettext("“%(filter)s” takes a day of the calendar, such as 2022-12-31; all rows are shown.")
                % {"filter": self.label}
            ) from error


def _within(day: date) -> date:
    """ValueError at the ends of the calendar, whose midnight in another zone cannot be written."""
    if not MINYEAR < day.year < MAXYEAR:
        raise ValueError(day)
    return day


def on_day(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    day = date.fromisoformat(value)
    return rows.filter(at__gte=queries.midnight(day), at__lt=queries.midnight(day + timedelta(days=1)))


def kind_options(request: HttpRequest) -> list[Option]:
    language = get_language() or "en"
    return sorted(((kind, kind_text(kind, language)) for kind in registry()), key=lambda one: by_name(str(one[1])))


def narrowed_by_way(rows: QuerySet[Message], way: str) -> QuerySet[Message]:
    return rows.filter({"failed": queries.mail_failed(), "paper": queries.unreached()}[way])


KIND = Choice("kind", gettext_lazy("Kind"), options=kind_options, field="kind")
WAYS = (("failed", pgettext_lazy("message", "Mail failed")), ("paper", gettext_lazy("To be handed over on paper")))
DAY_LABEL = gettext_lazy("Day, such as 2022-12-31")


def mail_sentence() -> str:
    """Said where mail does not work at all."""
    if settings.MAIL_IS_SENT:
        return ""
    return gettext("No mail server is set up: messages wait at sign-in, and go on paper to those who do not sign in.")


class Log(ListPage):
    title = gettext_lazy("Log of messages")
    order = ("-pk",)  # as they were told: by `at` all of them would be sorted for each page
    file_name = "messages"
    columns = (
        Column("person", gettext_lazy("Person"), lambda row: row.to.shown_name, main=True,
               link=lambda row: reverse("messages:message", args=[row.pk]),
               second=lambda row: TextIn(row.subject, row.language)),
        Column("subject", gettext_lazy("Message"), lambda row: row.subject, on_page=False),
        Column("kind", gettext_lazy("Kind"), lambda row: row.kind, on_page=False),
        Column("day", gettext_lazy("Day"), lambda row: timezone.localdate(row.at), kind="day"),
        Column("way", gettext_lazy("How"), way_of, second=lambda row: "" if row.sent_at else row.problem),
        Column("seen", gettext_lazy("Read at sign-in"), lambda row: row.seen_at, kind="day", on_page=False),
        Column("mailed", gettext_lazy("Mailed"), lambda row: row.sent_at, kind="day", on_page=False),
        Column("problem", gettext_lazy("Why not mailed"), lambda row: row.problem, on_page=False),
        Column("handed", gettext_lazy("Handed over"), lambda row: row.handed_on, kind="day", on_page=False),
    )  # fmt: skip
    filters = (
        KIND,
        Choice("way", gettext_lazy("How"), options=WAYS, apply=narrowed_by_way),
        Day("day", DAY_LABEL, apply=on_day),
    )

    def check(self) -> None:
        check_may_hand_over(self.request.grants)

    def sentence(self) -> str:
        return mail_sentence()

    def rows(self) -> QuerySet[Message]:
        return queries.log(self.request.grants)

    def acts(self) -> list[Act]:
        acts = [
            Act(gettext_lazy("Messages on paper"), reverse("messages:paper")),
            Act(gettext_lazy("Numbers by day"), reverse("messages:counts")),
        ]
        if settings.MAIL_IS_SENT and self.request.GET.get("way") == "failed":
            acts.insert(0, Act(gettext_lazy("Try to mail them again"), reverse("messages:again"), main=True))
        return acts

    def empty(self) -> NextStep:
        return NextStep(gettext("Nobody was told anything yet."))


def _column(key: str, label: Any) -> Column:
    return Column(key, label, lambda row: row[key], kind="whole")


class Counts(ListPage):
    title = gettext_lazy("Messages by day and kind")
    order = ("-day", "kind")
    file_name = "messages-by-day"
    columns = (
        Column("kind", gettext_lazy("Kind"), lambda row: kind_text(row["kind"], get_language() or "en"), main=True),
        Column("day", gettext_lazy("Day"), lambda row: row["day"], kind="day"),
        _column("told", gettext_lazy("Told")),
        _column("seen", gettext_lazy("Read at sign-in")),
        _column("mailed", gettext_lazy("Mailed")),
        _column("handed", gettext_lazy("Handed over")),
        _column("failed", pgettext_lazy("message", "Mail failed")),
    )
    filters = (KIND, Day("day", DAY_LABEL, apply=lambda rows, value: rows.filter(day=value)))

    def check(self) -> None:
        check_may_see_log(self.request.grants)

    def sentence(self) -> str:
        return mail_sentence()

    def rows(self) -> QuerySet[Message, Mapping[str, Any]]:
        # A file has every day, and so counts everything; a page counts what it shows.
        return queries.counted() if self.request.GET.get("format", "") in FORMATS else queries.days_and_kinds()

    def _cut(self, request: HttpRequest, rows: QuerySet[Any], notices: list[str]) -> Slice:
        page = super()._cut(request, rows, notices)
        return replace(page, rows=queries.with_numbers(page.rows))

    def acts(self) -> list[Act]:
        if not can_see_everybodys(self.request.grants):
            return []
        return [Act(gettext_lazy("Log of messages"), reverse("messages:log"))]

    def empty(self) -> NextStep:
        return NextStep(gettext("Nobody was told anything yet."))


class SendAgain(FormPage):
    title = gettext_lazy("Try to mail them again")
    lead = gettext_lazy("Each mail that was given up gets three new tries. Correct first what the mail server said.")
    form_class = Form
    submit = gettext_lazy("Try again")
    done = gettext_lazy("The mails are on their way again.")
    back = reverse_lazy("messages:log")

    def check(self) -> None:
        check_may_hand_over(self.request.grants)

    def act(self, form: Form) -> str:
        operations.send_again(by=self.by, at=timezone.now())
        return str(self.back)
