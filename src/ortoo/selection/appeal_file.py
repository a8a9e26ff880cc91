"""The file of an appeal: everything the system knows of what it speaks of, as sentences and rows of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy

from ortoo.exams.queries import Happened, Logged, sitting_log
from ortoo.multilingual.dates import date_text
from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.components import Fact, Tag
from ortoo.people.queries import what_follows
from ortoo.record.queries import components_of
from ortoo.record.rules.formula import compute
from ortoo.record.rules.sealed_rows import marks_of_row
from ortoo.selection.models import Appeal, Place, Ruling
from ortoo.selection.naming import Naming
from ortoo.selection.queries import exams_of, hands_of, rank_with, ruling_of
from ortoo.selection.rules.involvement import check_not_involved
from ortoo.selection.words import (
    ALL_GROUNDS,
    APPEAL_STATES,
    ATTRIBUTES,
    EVIDENCE_KINDS,
    OUTCOMES,
    REMEDIES,
)

HAPPENED = {
    Happened.OPENED: gettext_lazy("The exam was opened"),
    Happened.SHEET_READ: gettext_lazy("The answer sheet was entered"),
    Happened.SHEET_SETTLED: gettext_lazy("A difference between two readings of the answer sheet was settled"),
    Happened.ESSAY_MARKED: gettext_lazy("An essay was marked"),
    Happened.KEY_TAKEN_BACK: gettext_lazy("The key of an item was taken back"),
    Happened.SCORED: gettext_lazy("The answer sheets were scored"),
    Happened.ENTERED: gettext_lazy("The mark was entered"),
    Happened.ENTERED_AGAIN: gettext_lazy("The mark was entered a second time"),
    Happened.SETTLED: gettext_lazy("A difference between two entries was settled"),
    Happened.CORRECTED: gettext_lazy("The mark was corrected"),
    Happened.SEALED: gettext_lazy("The marks of the exam were sealed"),
}


@dataclass(frozen=True)
class Line:
    """One thing that happened; `who` is empty for a reader who sees no names of others."""

    on: str
    where: str
    what: str
    value: str
    who: str
    note: str


def state_of_appeal(appeal: Appeal, ruling: Ruling | None) -> Tag:
    if appeal.withdrawn_at is not None:
        return APPEAL_STATES["withdrawn"]
    if ruling is None:
        return APPEAL_STATES["waits"]
    return APPEAL_STATES[ruling.outcome if ruling.confirmed_at else "drafted"]


def what_it_says(appeal: Appeal, exams: Mapping[str, str], *, named: bool) -> list[Fact]:
    """`named`: the reader sees names of others."""
    said = [Fact(gettext("Ground"), ALL_GROUNDS[appeal.ground])]
    if appeal.sitting is not None:
        said.append(Fact(gettext("Exam"), exams[appeal.sitting.code]))
    if appeal.attribute:
        said.append(Fact(gettext("Entry of the record"), ATTRIBUTES[appeal.attribute]))
    if appeal.origin == "order":
        said.append(Fact(gettext("By order of"), appeal.order_reference))
    if appeal.origin == "band":
        said.append(Fact(gettext("Kind of evidence"), EVIDENCE_KINDS[appeal.order_reference]))
    said.append(Fact(gettext("Filed on"), _moment(appeal.filed_at), appeal.filed_by.shown_name if named else ""))
    heading = gettext("As the rule has it") if appeal.origin == "band" else gettext("In their own words")
    return [*said, Fact(heading, appeal.text)]


def log_of(appeal: Appeal, exams: Mapping[str, str], *, named: bool) -> list[Line]:
    """Everything that was done to the marks of this record, in order of time."""
    return [_line(one, exams, named) for one in sitting_log(appeal.official, list(exams))]


def decided_by(appeal: Appeal, *, named: bool) -> list[Fact]:
    """Formula, rule, seal, draw and run: when, and by whom for who may see it."""
    run, round = appeal.place.run, appeal.round
    seal, formula, lot = run.seal, run.seal.formula, round.lot
    rows = [
        (gettext("Formula adopted"), formula.adopted_at, formula.adopted_by, formula.sha256),
        (gettext("Rule adopted"), run.rule.adopted_at, run.rule.adopted_by, run.rule.sha256),
        (gettext("Records sealed"), seal.sealed_at, seal.sealed_by, seal.root),
        (gettext("Lot drawn"), lot.drawn_at, lot.drawn_by, lot.seed),
        (gettext("Selection run"), run.run_at, run.run_by, run.decision_sha256),
    ]
    return [
        Fact(label, _moment(at), f"{who.shown_name} · {digest[:16]}" if named else digest[:16])
        for label, at, who, digest in rows
    ]


def what_it_changes(ruling: Ruling, names: Naming) -> list[Fact]:
    language = get_language() or "en"
    said = [Fact(gettext("Ruling"), OUTCOMES[ruling.outcome]), Fact(gettext("Reason"), ruling.reason)]
    if ruling.remedy == "mark" and ruling.sitting is not None:
        value = thousandths_text(ruling.thousandths or 0, language)
        said.append(Fact(ruling.sitting.name, value, str(REMEDIES["mark"])))
    elif ruling.remedy == "attribute":
        value = names.value(ruling.attribute, ruling.value)
        said.append(Fact(ATTRIBUTES[ruling.attribute], value, str(REMEDIES["attribute"])))
    else:
        said.append(Fact(gettext("What it changes"), REMEDIES["none"]))
    return said


def what_would_follow(appeal: Appeal, ruling: Ruling, names: Naming) -> list[Fact]:
    """What the ruling changes for its official, before anything is carried out. Who is chosen, only a new run says."""
    facts = appeal.place.facts
    if ruling.remedy == "attribute":
        changed = {ruling.attribute: ruling.value, **what_follows(ruling.attribute, ruling.value)}
        return [
            Fact(ATTRIBUTES[name], _arrow(names.value(name, facts[name]), names.value(name, value)))
            for name, value in changed.items()
        ]
    if ruling.remedy == "mark" and ruling.sitting is not None and ruling.thousandths is not None:
        return _merit_with(appeal.place, {**marks_of_row(facts), ruling.sitting.code: ruling.thousandths})
    return []


def _merit_with(place: Place, marks: Mapping[str, int]) -> list[Fact]:
    """Merit and rank by the sealed formula, with these marks; nothing where they still make no record."""
    language, merit = get_language() or "en", compute(components_of(place.record.seal.formula), marks).merit
    if merit is None:
        return []
    before = gettext("none") if place.merit is None else thousandths_text(place.merit, language)
    rank = gettext("none") if place.rank is None else whole(place.rank, language)
    return [
        Fact(gettext("Merit of the record"), _arrow(before, thousandths_text(merit, language))),
        Fact(
            gettext("Rank by merit"), _arrow(rank, whole(rank_with(place, merit), language)),
            gettext("Who is chosen, only the new run says."),
        ),
    ]  # fmt: skip


def _arrow(before: str, after: str) -> str:
    return gettext("%(before)s → %(after)s") % {"before": before, "after": after}


def why_not(appeal: Appeal, member: Any) -> str:
    """The sentence that keeps `member` out of this ruling; empty where nothing does."""
    try:
        check_not_involved(member.pk, hands_of(appeal, member))
    except Refusal as refusal:
        return refusal.sentence(get_language() or "en")
    return ""


def file_of(appeal: Appeal, names: Naming, *, named: bool) -> dict[str, Any]:
    """What the page draws."""
    exams, ruling = exams_of(appeal.round), ruling_of(appeal)
    shown = ruling if ruling is not None and (named or ruling.confirmed_at) else None
    return {
        "appeal": appeal,
        "state": state_of_appeal(appeal, ruling),
        "says": what_it_says(appeal, exams, named=named),
        "log": log_of(appeal, exams, named=named),
        "decided": decided_by(appeal, named=named),
        "ruling": ruling,
        "ruled": what_it_changes(shown, names) if shown else [],
        "follows": what_would_follow(appeal, shown, names) if shown and shown.seal_id is None else [],
        "named": named,
    }


def _line(one: Logged, exams: Mapping[str, str], named: bool) -> Line:
    language = get_language() or "en"
    value = "" if one.value is None else thousandths_text(one.value, language)
    if one.before is not None:
        before = thousandths_text(one.before, language)
        value = gettext("%(after)s instead of %(before)s") % {"after": value, "before": before}
    note = gettext("By ruling on %(appeal)s") % {"appeal": one.under} if one.under else one.reason or one.source
    return Line(
        _moment(one.at), exams[one.sitting], str(HAPPENED[one.happened]), value, one.name if named else "", note
    )


def _moment(at: Any) -> str:
    there = timezone.localtime(at)
    return f"{date_text(there.date(), get_language() or 'en', short=True)}, {there:%H:%M}"
