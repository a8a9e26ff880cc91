"""Words that the pages of the item bank say."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy, pgettext_lazy

from ortoo.exams.rules.bank.question import Kind, Level
from ortoo.pages.components import Tag, Text

KINDS: dict[str, Text] = {
    Kind.SINGLE: pgettext_lazy("kind of item", "One right option"),
    Kind.MULTIPLE: pgettext_lazy("kind of item", "Several right options"),
    Kind.TRUE_FALSE: pgettext_lazy("kind of item", "True or false"),
    Kind.MATCH: pgettext_lazy("kind of item", "Match"),
    Kind.ORDER: pgettext_lazy("kind of item", "Bring into order"),
    Kind.NUMERIC: pgettext_lazy("kind of item", "A number"),
    Kind.SHORT: pgettext_lazy("kind of item", "A short answer"),
    Kind.ESSAY: pgettext_lazy("kind of item", "An essay"),
    Kind.DESCRIPTION: pgettext_lazy("kind of item", "A description, without an answer"),
}
LEVELS: dict[str, Text] = {
    Level.KNOW: pgettext_lazy("level of an item", "Know"),
    Level.APPLY: pgettext_lazy("level of an item", "Apply"),
    Level.JUDGE: pgettext_lazy("level of an item", "Judge"),
}


class State(StrEnum):
    """Of an item, by its latest version: a draft lacks what a form needs."""

    DRAFT = "draft"
    WAITING = "waiting"
    APPROVED = "approved"
    RETURNED = "returned"
    RETIRED = "retired"


STATES: dict[State, Tag] = {
    State.DRAFT: Tag("none", pgettext_lazy("state of an item", "Draft"), quiet=True),
    State.WAITING: Tag("waits", pgettext_lazy("state of an item", "Waits for review"), quiet=True),
    State.APPROVED: Tag("done", pgettext_lazy("state of an item", "Approved"), quiet=True),
    State.RETURNED: Tag("late", pgettext_lazy("state of an item", "Returned"), quiet=True),
    State.RETIRED: Tag("half", pgettext_lazy("state of an item", "Retired"), quiet=True),
}
FORMATS: dict[str, Text] = {"gift": "GIFT", "moodle-xml": "Moodle XML"}
NO_CELL = gettext_lazy("No cell yet")
