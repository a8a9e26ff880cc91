"""What dossiers, their papers and flags are called on a page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from ortoo.multilingual.refusals import sentence
from ortoo.pages.components import Tag
from ortoo.permission.models import DocumentKind
from ortoo.permission.rules.dossiers import DossierState, Gap
from ortoo.permission.rules.flags import Flag
from ortoo.permission.rules.states import State
from ortoo.permission.words.deciding import WAY_STATES

STATES: dict[DossierState, Tag] = {
    DossierState.OPEN: Tag("half", pgettext_lazy("dossier", "Being prepared")),
    DossierState.HANDED_IN: Tag("done", pgettext_lazy("dossier", "Handed in"), quiet=True),
    DossierState.WITHDRAWN: Tag("none", pgettext_lazy("dossier", "Withdrawn")),
}

TEXTS: dict[str, Promise] = {
    "topic": gettext_lazy("Topic of the visit"),
    "problem": gettext_lazy("The problem at home"),
    "learning": gettext_lazy("What I want to learn"),
    "plan_at_home": gettext_lazy("How I will use it at home"),
    "trips": gettext_lazy("Earlier study trips abroad"),
}
GAPS: dict[str, Promise] = {**TEXTS, "half-trip": TEXTS["trips"]}

PRODUCERS: dict[str, Promise] = {
    "participant": gettext_lazy("From yourself"),
    "physician": gettext_lazy("From a licensed physician"),
    "superior": gettext_lazy("From your superior"),
    "sending_body": gettext_lazy("From your ministry or office"),
    "academy": gettext_lazy("From the academy"),
    "host": gettext_lazy("From the host"),
}
"""From where, said to the official. A code that is not here (data may bring its own) is shown as it is."""

MAKERS: dict[str, Promise] = {
    "participant": gettext_lazy("The official"),
    "physician": gettext_lazy("A licensed physician"),
    "superior": gettext_lazy("The superior"),
    "sending_body": gettext_lazy("The sending ministry or office"),
    "academy": gettext_lazy("The academy"),
    "secretariat": gettext_lazy("The Cabinet Secretariat"),
    "host": gettext_lazy("The host"),
    "approver": gettext_lazy("The Prime Minister"),
    "lecturer": gettext_lazy("The lecturer"),
    "planning_unit": gettext_lazy("The planning unit of the ministry"),
}
"""The same, said to others."""

SIGNED: dict[str, Promise] = {
    "participant": gettext_lazy("you sign it"),
    "superior": gettext_lazy("your superior signs it"),
    "physician": gettext_lazy("the physician signs it"),
}

CONSENTS: dict[bool | None, Tag] = {
    True: Tag("done", pgettext_lazy("ministry", "Consents"), quiet=True),
    False: Tag("late", pgettext_lazy("ministry", "Does not consent")),
    None: Tag("waits", pgettext_lazy("ministry", "Has not spoken")),
}

WEIGHTS: dict[str, Tag] = {
    "matters": Tag("late", pgettext_lazy("flag", "Matters")),
    "does-not": Tag("done", pgettext_lazy("flag", "Does not matter"), quiet=True),
}
NOT_WEIGHED = Tag("waits", pgettext_lazy("flag", "Not weighed yet"))


def origin_of(kind: DocumentKind) -> str:
    """ "From a licensed physician" """
    return str(PRODUCERS.get(kind.produced_by, kind.produced_by))


def gap_sentence(gap: Gap, kinds: Mapping[str, str]) -> str:
    """What to do about it. `kinds`: code of a paper -> its name."""
    values: dict[str, object] = {"about": gap.about, "paper": kinds.get(gap.about, gap.about)}
    return sentence(f"permission.gap.{gap.code}", get_language() or "en", values)


def flag_sentence(
    flag: Flag,
    *,
    kinds: Mapping[str, str],
    bodies: Mapping[str, str],
    topics: Mapping[str, str],
    proposed: bool = False,
) -> str:
    """What was observed, with names in place of the codes of papers, bodies and topics.

    `proposed`: those looked at together are the proposed; else everybody who is called.
    """
    said = dict(flag.values)
    for place, names in (("paper", kinds), ("unit", bodies), ("topic", topics)):
        if place in said:
            said[place] = names.get(str(said[place]), str(said[place]))
    if "reason" in said:
        # The sentence ends itself.
        said["reason"] = str(said["reason"]).rstrip(". ")
    code = f"{flag.code}-proposed" if proposed and flag.code == "same-unit" else flag.code
    return sentence(f"permission.flag.{code}", get_language() or "en", said)


CALL_STATES: dict[State, Tag] = {
    State.CALLED: Tag("waits", pgettext_lazy("call", "Waits for the rubric")),
    State.RUBRIC: Tag("half", pgettext_lazy("call", "Dossiers are taken")),
    State.SCORING: Tag("half", pgettext_lazy("call", "The panel scores")),
    State.SCORED: Tag("waits", pgettext_lazy("call", "Waits for a proposal")),
    **WAY_STATES,
}
PAYERS: dict[str, Promise] = {
    "home": pgettext_lazy("who pays", "Home"),
    "host": pgettext_lazy("who pays", "Host"),
    "other": pgettext_lazy("who pays", "Others"),
}
PHASES: dict[str, Promise] = {
    "before": pgettext_lazy("phase of a visit", "Before"),
    "during": pgettext_lazy("phase of a visit", "During"),
    "after": pgettext_lazy("phase of a visit", "After"),
}
ANCHORS: dict[str, Promise] = {
    "visit_start": gettext_lazy("first day of the visit"),
    "session_end": gettext_lazy("end of a session"),
    "visit_end": gettext_lazy("last day of the visit"),
}
PERSONAL: dict[str, Promise] = {
    "none": pgettext_lazy("personal data", "None"),
    "ordinary": pgettext_lazy("personal data", "Ordinary"),
    "identifier": pgettext_lazy("personal data", "Identifies a person"),
    "sensitive": pgettext_lazy("personal data", "Sensitive"),
    "anonymous": pgettext_lazy("personal data", "Anonymous"),
}
