"""Outcomes, steps and states of the way as a page names them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from ortoo.pages.components import Tag
from ortoo.permission.rules.states import Outcome, SignStep, State

OUTCOMES: dict[str, str | Promise] = {
    Outcome.PERMIT.value: pgettext_lazy("decision on a person", "Permit"),
    Outcome.REFUSE.value: pgettext_lazy("decision on a person", "Refuse"),
    Outcome.REPLACE.value: pgettext_lazy("decision on a person", "Replace"),
}
DECIDED: dict[str, Tag] = {
    Outcome.PERMIT.value: Tag("done", pgettext_lazy("outcome", "Permitted"), quiet=True),
    Outcome.REFUSE.value: Tag("late", pgettext_lazy("outcome", "Refused")),
    Outcome.REPLACE.value: Tag("none", pgettext_lazy("outcome", "Replaced")),
}
STEPS: dict[SignStep, str | Promise] = {
    SignStep.ACADEMY: gettext_lazy("Head of the academy"),
    SignStep.MINISTRIES: gettext_lazy("Sending ministry"),
    SignStep.SECRETARIAT: gettext_lazy("Cabinet Secretariat"),
    SignStep.OFFICE: gettext_lazy("Prime Minister's office"),
}
WAY_STATES: dict[State, Tag] = {
    State.PROPOSED: Tag("waits", pgettext_lazy("proposal", "Waits for the head of the academy")),
    State.AT_MINISTRIES: Tag("waits", pgettext_lazy("proposal", "Waits for the sending ministries")),
    State.AT_SECRETARIAT: Tag("waits", pgettext_lazy("proposal", "Waits for the Cabinet Secretariat")),
    State.AT_OFFICE: Tag("waits", pgettext_lazy("proposal", "Waits for the Prime Minister's office")),
    State.SENT_BACK: Tag("late", pgettext_lazy("proposal", "Sent back to the academy")),
    State.DECIDED: Tag("done", pgettext_lazy("proposal", "Decided")),
    State.CLOSED: Tag("done", pgettext_lazy("proposal", "Delegation closed")),
}
