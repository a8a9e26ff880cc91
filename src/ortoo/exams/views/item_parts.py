"""The parts of the page of one item: its facts, versions, what answers told of it, and forms it stood on."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext, pgettext

from ortoo.exams.models import ItemVersion
from ortoo.exams.queries.bank import Known
from ortoo.exams.words.items import KINDS, LEVELS, NO_CELL
from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.pages.components import Fact, Tag
from ortoo.pages.templatetags.ortoo import day
from ortoo.plan.queries import goal_names


def facts_of(version: ItemVersion, exposure: int) -> list[Fact]:
    language = get_language() or "en"
    expected = "–" if version.expert_facility is None else thousandths_text(version.expert_facility, language)
    return [
        Fact(gettext("Kind"), KINDS[version.kind]),
        Fact(gettext("Goal"), _goal(version)),
        Fact(gettext("Level"), LEVELS.get(version.level, NO_CELL)),
        Fact(gettext("Share that is expected to solve it"), expected),
        Fact(gettext("Version"), whole(version.number, language)),
        Fact(gettext("Written by"), version.written_by.shown_name, note=day(version.written_at)),
        *([Fact(gettext("From the file"), version.source)] if version.source else []),
        Fact(gettext("Forms on which it stood"), whole(exposure, language)),
    ]  # fmt: skip


def _goal(version: ItemVersion) -> object:
    goal = goal_names().get(version.goal)
    return goal.name.within(before=f"{version.goal} · ") if goal else version.goal or NO_CELL


def version_rows(known: Known, chosen: ItemVersion) -> list[dict[str, Any]]:
    return [
        {
            "version": one,
            "chosen": one == chosen,
            "review": getattr(one, "review", None),
            "tag": _review_tag(one),
            "address": f"{reverse('exams:item', args=[one.item_id])}?version={one.number}",
        }
        for one in known.versions
    ]


def _review_tag(version: ItemVersion) -> Tag:
    review = getattr(version, "review", None)
    if review is None:
        return Tag("none", pgettext("review of an item", "Not reviewed"), quiet=True)
    if review.approved:
        return Tag("done", pgettext("review of an item", "Approved"), quiet=True)
    return Tag("late", pgettext("review of an item", "Returned"), quiet=True)


def statistics(known: Known) -> list[dict[str, Any]]:
    """What each analysed sitting told, in thousandths, the earliest first."""
    return [
        {
            "sitting": one.analysis.form.plan.sitting,
            "letter": one.analysis.form.letter,
            "version": one.version.number,
            "facility": _thousandths(one.facility),
            "discrimination": _thousandths(one.discrimination),
            "difficulty": _thousandths(one.difficulty),
            "error": _thousandths(one.error),
        }
        for one in known.estimates
    ]


def _thousandths(value: float | None) -> int | None:
    return None if value is None else round(value * 1000)


def placed_rows(known: Known) -> list[dict[str, Any]]:
    return [
        {
            "sitting": one.form.plan.sitting,
            "letter": one.form.letter,
            "place": one.place,
            "version": one.version.number,
            "scored": one.scored,
        }
        for one in known.placed
    ]
