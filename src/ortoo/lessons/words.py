"""Words that several pages of lessons say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy, pgettext_lazy

from ortoo.lessons.rules.gates import AtHome, Degree, Kind
from ortoo.lessons.rules.states import Outcome, State
from ortoo.pages.components import Tag, Text

DEGREES: dict[str, Text] = {
    Degree.COPY: pgettext_lazy("degree of transfer", "Copy: as it is there"),
    Degree.EMULATION: pgettext_lazy("degree of transfer", "Emulation: the same, fitted to conditions at home"),
    Degree.MIXTURE: pgettext_lazy("degree of transfer", "Mixture: parts of several places"),
    Degree.INSPIRATION: pgettext_lazy("degree of transfer", "Inspiration: an idea, in a form of our own"),
    Degree.NEGATIVE: pgettext_lazy("degree of transfer", "Negative: not to be done here"),
}
DEGREES_SHORT: dict[str, Text] = {
    Degree.COPY: pgettext_lazy("degree of transfer", "copy"),
    Degree.EMULATION: pgettext_lazy("degree of transfer", "emulation"),
    Degree.MIXTURE: pgettext_lazy("degree of transfer", "mixture"),
    Degree.INSPIRATION: pgettext_lazy("degree of transfer", "inspiration"),
    Degree.NEGATIVE: pgettext_lazy("degree of transfer", "negative"),
}
KINDS: dict[str, Text] = {
    Kind.LAW: pgettext_lazy("precondition", "Law"),
    Kind.BUDGET: pgettext_lazy("precondition", "Budget"),
    Kind.SKILLS: pgettext_lazy("precondition", "Skills"),
    Kind.DATA: pgettext_lazy("precondition", "Data"),
    Kind.INSTITUTIONS: pgettext_lazy("precondition", "Institutions"),
}
STANDINGS: dict[str, Text] = {
    AtHome.MET: pgettext_lazy("precondition", "Met"),
    AtHome.BUILDABLE: pgettext_lazy("precondition", "Can be built"),
    AtHome.ABSENT: pgettext_lazy("precondition", "Absent"),
}
STANDING_TAGS: dict[str, Tag] = {
    AtHome.MET: Tag("done", STANDINGS[AtHome.MET]),
    AtHome.BUILDABLE: Tag("half", STANDINGS[AtHome.BUILDABLE]),
    AtHome.ABSENT: Tag("none", STANDINGS[AtHome.ABSENT]),
}
OUTCOMES: dict[str, Text] = {
    Outcome.ADOPTED: pgettext_lazy("lesson", "adopted"),
    Outcome.TRIED: pgettext_lazy("lesson", "tried first"),
    Outcome.REJECTED: pgettext_lazy("lesson", "rejected"),
}
STATES: dict[str, Text] = {
    State.WRITTEN: pgettext_lazy("lesson", "Not decided"),
    State.TRIED: pgettext_lazy("lesson", "Tried"),
    State.ADOPTED: pgettext_lazy("lesson", "Adopted"),
    State.REJECTED: pgettext_lazy("lesson", "Rejected"),
    State.REPLACED: pgettext_lazy("lesson", "Replaced"),
}
STATE_TAGS: dict[str, Tag] = {
    State.WRITTEN: Tag("waits", STATES[State.WRITTEN]),
    State.TRIED: Tag("half", STATES[State.TRIED]),
    State.ADOPTED: Tag("done", STATES[State.ADOPTED]),
    State.REJECTED: Tag("late", STATES[State.REJECTED]),
    State.REPLACED: Tag("none", STATES[State.REPLACED]),
}
LANGUAGE_NAMES: dict[str, Text] = {
    "mn": gettext_lazy("Mongolian"),
    "en": gettext_lazy("English"),
    "ko": gettext_lazy("Korean"),
}
