"""Where somebody stands, as a page says it."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

from ortoo.pages.components import Tag
from ortoo.relay import Step

STEPS: dict[Step, Tag] = {
    Step.REGISTERED: Tag("none", pgettext_lazy("step of an official", "On the register")),
    Step.MARKED: Tag("half", pgettext_lazy("step of an official", "Has marks")),
    Step.SEALED: Tag("half", pgettext_lazy("step of an official", "Record sealed")),
    Step.INELIGIBLE: Tag("none", pgettext_lazy("step of an official", "Not eligible")),
    Step.NOT_CHOSEN: Tag("none", pgettext_lazy("step of an official", "Not chosen")),
    Step.RESERVE: Tag("waits", pgettext_lazy("step of an official", "In reserve")),
    Step.CHOSEN: Tag("done", pgettext_lazy("step of an official", "Chosen")),
    Step.HANDED_IN: Tag("half", pgettext_lazy("step of an official", "Dossier handed in")),
    Step.WITHDRAWN: Tag("none", pgettext_lazy("step of an official", "Withdrawn")),
    Step.PERMITTED: Tag("done", pgettext_lazy("step of an official", "Permitted to travel")),
    Step.NOT_PERMITTED: Tag("none", pgettext_lazy("step of an official", "Not permitted")),
    Step.TRAVELS: Tag("half", pgettext_lazy("step of an official", "Travels")),
    Step.RETURNED: Tag("done", pgettext_lazy("step of an official", "Back from the visit")),
    Step.TAUGHT: Tag("done", pgettext_lazy("step of an official", "Brought a lesson")),
}
