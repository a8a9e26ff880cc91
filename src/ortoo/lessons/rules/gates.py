"""What a lesson must say before it is one: a check of the draft, which names everything that is missing at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ortoo.multilingual.refusals import Refusal

Texts = Mapping[str, str]
"""One text by language; a language that is missing or blank is not written yet."""


class Degree(StrEnum):
    """How far it is carried over, the farthest first. NEGATIVE: what is not to be done here, and counts as fully."""

    COPY = "copy"
    EMULATION = "emulation"
    MIXTURE = "mixture"
    INSPIRATION = "inspiration"
    NEGATIVE = "negative"


class Kind(StrEnum):
    """Of what a precondition is made."""

    LAW = "law"
    BUDGET = "budget"
    SKILLS = "skills"
    DATA = "data"
    INSTITUTIONS = "institutions"


class AtHome(StrEnum):
    """Whether a precondition is there at home."""

    MET = "met"
    BUILDABLE = "buildable"
    ABSENT = "absent"


@dataclass(frozen=True)
class Condition:
    """One precondition. `plan`: how it would be built; an absent one needs it."""

    kind: Kind
    text: Texts
    standing: AtHome
    plan: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """A lesson as it is handed in. `names` is the finding, one sentence; `problem` the one at home that it answers."""

    names: Texts
    problem: Texts
    mechanism: Texts
    evidence: Texts
    degree: Degree
    conditions: tuple[Condition, ...] = ()
    counter_evidence: Texts = field(default_factory=dict)
    adaptation: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Gap:
    """Something missing. `part` is the field of the draft, `line` (from 1) the precondition it is of, else 0."""

    part: str
    line: int = 0


NEEDED = ("names", "problem", "mechanism", "evidence")
"""Parts without which it is no lesson; what speaks against it and what has to differ at home may be empty."""


LONGEST_FINDING = 250
"""Characters, in each language."""


def said(texts: Texts) -> dict[str, str]:
    """`texts` as they are kept: trimmed, and without the languages that say nothing."""
    return {language: text.strip() for language, text in texts.items() if text.strip()}


def gaps(draft: Draft) -> tuple[Gap, ...]:
    """Everything that is missing, in the order in which a lesson is read; none for a lesson that is whole.

    >>> tram = Draft({"en": "One card pays every tram"}, {}, {"en": "One clearing house"}, {"en": " "}, Degree.COPY,
    ...              (Condition(Kind.LAW, {"en": "A law on fares"}, AtHome.ABSENT),))
    >>> [(gap.part, gap.line) for gap in gaps(tram)]
    [('problem', 0), ('evidence', 0), ('plan', 1)]
    """
    whole = [Gap(part) for part in NEEDED if not said(getattr(draft, part))]
    lines = [gap for line, condition in enumerate(draft.conditions, start=1) for gap in _of_line(line, condition)]
    return (*whole, *lines)


def _of_line(line: int, condition: Condition) -> Iterator[Gap]:
    if not said(condition.text):
        yield Gap("text", line)
    if condition.standing is AtHome.ABSENT and not said(condition.plan):
        yield Gap("plan", line)


def refusal_of(gap: Gap) -> Refusal:
    """The sentence of one gap, which says what to write; `field` is where a form asks for it."""
    if gap.line:
        return Refusal(f"lessons.without.{gap.part}", line=gap.line, field=f"{gap.part}_{gap.line}")
    return Refusal(f"lessons.without.{gap.part}", field=gap.part)


def check_whole(draft: Draft) -> None:
    """Refuses a draft with a gap, by the first of them, and a finding that is longer than a heading may be."""
    for gap in gaps(draft):
        raise refusal_of(gap)
    if any(len(text) > LONGEST_FINDING for text in said(draft.names).values()):
        raise Refusal("lessons.finding_too_long", most=LONGEST_FINDING, field="names")


def languages_of(draft: Draft) -> dict[str, frozenset[str]]:
    """Part -> the languages it is written in, of the parts that say something."""
    parts = (*NEEDED, "counter_evidence", "adaptation")
    return {part: frozenset(there) for part in parts if (there := said(getattr(draft, part)))}
