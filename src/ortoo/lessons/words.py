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
PARTS: dict[str, Text] = {
    "names": gettext_lazy("What was learned, in one sentence"),
    "problem": gettext_lazy("The problem at home"),
    "mechanism": gettext_lazy("Why it works there"),
    "evidence": gettext_lazy("What shows that it works"),
    "counter_evidence": gettext_lazy("What speaks against it"),
    "adaptation": gettext_lazy("What has to be different at home"),
}
PART_IN: dict[str, Text] = {
    "mn": gettext_lazy("%(part)s, in Mongolian"),
    "en": gettext_lazy("%(part)s, in English"),
    "ko": gettext_lazy("%(part)s, in Korean"),
}
HINTS: dict[str, Text] = {
    "names": gettext_lazy("The finding itself, which becomes the heading: “One card pays every tram and bus”."),
    "problem": gettext_lazy("Which problem at home it answers. Without one it is no lesson."),
    "mechanism": gettext_lazy("For a negative lesson: why it does not work there, or would not here."),
    "evidence": gettext_lazy("Figures, papers, who said it. Without evidence it is no lesson."),
}
