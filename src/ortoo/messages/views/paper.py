"""Letters for those whom neither mail nor a sign-in has reached: by body, to print, to mark as handed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.messages import operations, queries
from ortoo.messages.access import check_may_hand_over
from ortoo.messages.forms import HandOverForm
from ortoo.messages.models import Message
from ortoo.messages.paper import Addressee, Body, address_book
from ortoo.messages.views.log import mail_sentence
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.sorting import by_name
from ortoo.multilingual.texts import TextIn
from ortoo.pages.components import Act, Figure, NextStep
from ortoo.pages.forms import FormPage
from ortoo.pages.templatetags.ortoo import short_day

NOWHERE = "-"
"""The code of those who have no post: staff, and officials between two posts."""
AT_ONCE = 200
"""Letters that are printed and marked together; the next follow when these are handed over."""


@dataclass(frozen=True)
class Pile:
    """The letters for one body."""

    body: Body
    count: int
    oldest: datetime


@require_GET
def paper_page(request: Request) -> HttpResponse:
    check_may_hand_over(request.grants)
    found = piles(queries.letters(request.grants))
    letters = _shown(sum(pile.count for pile in found))
    context = {
        "heading": gettext("To be handed over on paper"),
        "lead": gettext("People whom no mail reached and who have not signed in since they were told."),
        "notice": mail_sentence(),
        "figures": [Figure(pgettext("on paper", "Letters"), letters)] if found else [],
        "piles": found,
        "empty": NextStep(gettext("Everybody was reached by mail or at sign-in.")),
        "acts": [Act(gettext_lazy("Log of messages"), reverse("messages:log"))],
    }
    return render(request, "messages/paper.html", context)


def piles(letters: QuerySet[Message]) -> list[Pile]:
    """By the name of the body; those without a post come last."""
    rows = list(letters.values_list("to", "at"))
    bodies = address_book().bodies_of(letters.order_by().values("to"), timezone.localdate())
    nowhere = Body(NOWHERE, gettext("Without a post today"))
    found = [(bodies.get(account, nowhere), at) for account, at in rows]
    counted = Counter(body for body, _ in found)
    oldest: dict[Body, datetime] = {}
    for body, at in found:
        oldest.setdefault(body, at)  # they come in order of time
    made = [Pile(body, count, oldest[body]) for body, count in counted.items()]
    return sorted(made, key=lambda pile: (pile.body == nowhere, by_name(pile.body.name), pile.body.code))


@dataclass(frozen=True)
class Letter:
    """One message with whom it goes to."""

    message: Message
    addressee: Addressee | None

    @property
    def name(self) -> str:
        """In the language of the letter, as the rest of it."""
        return self.addressee.name[self.message.language] if self.addressee else self.message.to.shown_name

    @property
    def body(self) -> str:
        return self.addressee.body[self.message.language] if self.addressee else ""

    @property
    def post(self) -> str:
        return self.addressee.post if self.addressee else ""


def letters_at(request: Request, code: str) -> tuple[list[Letter], int]:
    """The letters of one body that come next, and how many it has in all."""
    letters, today = queries.letters(request.grants), timezone.localdate()
    everybody = letters.order_by().values("to")
    if code == NOWHERE:
        placed = address_book().bodies_of(everybody, today)
        found = [Letter(message, None) for message in letters if message.to_id not in placed]
    else:
        people = address_book().addressees_at(code, everybody, today)
        found = [Letter(message, people[message.to_id]) for message in letters.filter(to__in=people)]
    return found[:AT_ONCE], len(found)


class HandOver(FormPage):
    form_class = HandOverForm
    submit = gettext_lazy("Mark as handed over")
    done = gettext_lazy("Marked as handed over.")
    back = reverse_lazy("messages:paper")
    template_name = "messages/letters.html"

    def check(self) -> None:
        check_may_hand_over(self.request.grants)
        self.code = self.kwargs["code"]
        self.letters, self.count = letters_at(self.request, self.code)

    def heading(self) -> str:
        if self.code == NOWHERE:
            return gettext("Without a post today")
        first = self.letters[0].addressee if self.letters else None
        return first.body[get_language() or "en"] if first else self.code

    def sentence(self) -> str:
        if not self.letters:
            return gettext("No letter waits here any more.")
        if self.count > len(self.letters):
            return gettext(
                "The first %(shown)s of %(count)s letters. The next follow when these are handed over."
            ) % {"shown": _shown(len(self.letters)), "count": _shown(self.count)}  # fmt: skip
        return ngettext("%(count)s letter.", "%(count)s letters.", self.count) % {"count": _shown(self.count)}

    def initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def form_arguments(self) -> dict[str, Any]:
        return {"letters": [(letter.message.pk, _line(letter)) for letter in self.letters]}

    def more(self) -> dict[str, Any]:
        print_them = Act(gettext_lazy("Print the letters"), reverse("messages:print", args=[self.code]))
        return {"letters": self.letters, "acts": [print_them] if self.letters else []}

    def act(self, form: HandOverForm) -> str:
        given = form.cleaned_data
        keys = [int(key) for key in given["letters"]]
        operations.hand_over(letters=keys, on=given["on"], by=self.by, at=timezone.now())
        return str(self.back)


@require_GET
def print_page(request: Request, code: str) -> HttpResponse:
    """Each letter on a sheet of its own, in its person's language."""
    check_may_hand_over(request.grants)
    letters: Sequence[Letter] = letters_at(request, code)[0]
    context = {
        "heading": gettext("Letters to print"),
        "lead": gettext("Print this page: each letter has a sheet of its own."),
        "letters": letters,
        "back": reverse("messages:letters", args=[code]),
    }
    return render(request, "messages/print.html", context)


def _line(letter: Letter) -> str:
    said = TextIn(f"{letter.name} · {letter.message.subject}", letter.message.language)
    return said.within(after=f" · {short_day(letter.message.at)}")


def _shown(count: int) -> str:
    return whole(count, get_language() or "en")
