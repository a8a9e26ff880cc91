"""Words that several pages of exams say."""

from __future__ import annotations

from django.utils.translation import get_language, gettext, gettext_lazy, pgettext_lazy

from ortoo.exams.models import Sitting
from ortoo.exams.rules.second_entry import Stage
from ortoo.multilingual.numbers import thousandths_text
from ortoo.pages.components import Tag, Text

SEALED = Tag("done", pgettext_lazy("sitting", "Sealed"), quiet=True)
OPEN = Tag("waits", pgettext_lazy("sitting", "Open"), quiet=True)

STAGES: dict[Stage, Tag] = {
    Stage.NONE: Tag("none", pgettext_lazy("second entry", "No sample"), quiet=True),
    Stage.DRAWN: Tag("half", pgettext_lazy("second entry", "Being entered"), quiet=True),
    Stage.DIFFERING: Tag("waits", pgettext_lazy("second entry", "Differences open"), quiet=True),
    Stage.DONE: Tag("done", pgettext_lazy("second entry", "Done"), quiet=True),
}
SETTLED = Tag("done", pgettext_lazy("difference", "Settled"), quiet=True)
UNSETTLED = Tag("waits", pgettext_lazy("difference", "Open"), quiet=True)

LEFT_OUT: dict[str, Text] = {
    "person": gettext_lazy("says who somebody is"),
    "downloaded": gettext_lazy("says when the file was written"),
    "feedback": gettext_lazy("holds feedback, not marks"),
    "total": gettext_lazy("is a total of other columns"),
    "other_form": gettext_lazy("shows the marks of another column in another form"),
    "text": gettext_lazy("holds text that is no mark"),
    "no_marks": gettext_lazy("has no mark in it"),
    "not_said": gettext_lazy("does not say that it holds marks"),
}
"""Why a column of a gradebook is not taken unless a person chooses it."""


def state_of(sitting: Sitting) -> Tag:
    return SEALED if sitting.sealed_at else OPEN


def scale_text(sitting: Sitting) -> str:
    language = get_language() or "en"
    low, high = (thousandths_text(value, language) for value in (sitting.scale_low, sitting.scale_high))
    return gettext("%(low)s to %(high)s") % {"low": low, "high": high}
