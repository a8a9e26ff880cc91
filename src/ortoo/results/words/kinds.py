"""What is declared of a series, in words."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

from ortoo.pages.components import Tag, Text

KINDS: dict[str, Text] = {
    "stock": pgettext_lazy("kind of a series", "a state on a day"),
    "flow": pgettext_lazy("kind of a series", "so much in a year"),
    "cumulative": pgettext_lazy("kind of a series", "a count since a beginning"),
}

LINKED = Tag("none", pgettext_lazy("claim of a measure", "Linked"))
APPROVED = Tag("done", pgettext_lazy("edition", "Approved"), quiet=True)
WAITING = Tag("waits", pgettext_lazy("edition", "Waits for approval"))
