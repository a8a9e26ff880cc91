"""What the page of a sitting's forms shows: cells, how near the forms are to one another, and to what chance gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from ortoo.charts import nearness as chart
from ortoo.exams.models import ExamForm, FormItem
from ortoo.exams.rules.bank.question import letter
from ortoo.exams.rules.forms.nearness import Nearness
from ortoo.exams.rules.forms.values import Blueprint
from ortoo.exams.words.forms import fraction, per_cent
from ortoo.exams.words.items import LEVELS
from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.pages.components import Text


@dataclass(frozen=True)
class Line:
    """A row of a table: what, and (letter, cell) of each form; `apart` and `drawn` where the table has them."""

    label: Text
    cells: Sequence[tuple[str, str]]
    apart: str = ""
    drawn: str = ""


def cell_lines(forms: Sequence[ExamForm], blueprint: Blueprint) -> list[Line]:
    """Scored items by cell, form by form, and those that are tried out."""
    counts = [_counted(form) for form in forms]
    lines = [
        Line(_cell(goal, level), _lettered(_whole(one[goal, level]) for one in counts))
        for goal, level in blueprint.cells
    ]
    if blueprint.pretest:
        lines.append(Line(gettext("Tried out"), _lettered(_whole(one["", ""]) for one in counts)))
    return lines


def _lettered(cells: Iterable[str]) -> list[tuple[str, str]]:
    return [(letter(place), cell) for place, cell in enumerate(cells)]


def _counted(form: ExamForm) -> Counter[tuple[str, str]]:
    placed: list[FormItem] = form.placed  # type: ignore[attr-defined]
    return Counter((one.version.goal, one.version.level) if one.scored else ("", "") for one in placed)


def _cell(goal: str, level: str) -> str:
    """Whole names in a column of 27 rows would drown its numbers."""
    return gettext("Goal %(goal)s, %(level)s") % {"goal": goal, "level": LEVELS[level]}


def _whole(number: int) -> str:
    return whole(number, get_language() or "en")


def measure_lines(found: Nearness, blueprint: Blueprint) -> list[Line]:
    """Expected score and information at each ability, form by form, how far apart they are, and what chance gives."""
    drawn = found.drawn
    first = Line(
        gettext("Expected score"),
        _lettered(fraction(score) for score in found.expected),
        fraction(found.spreads.expected),
        fraction(drawn.expected) if drawn else "",
    )
    estimates = _lettered(_whole(one) for one in found.estimated)
    estimated = Line(gettext("Items with an expert's estimate alone"), estimates)
    informed = [_information(found, place, ability) for place, ability in enumerate(blueprint.abilities)]
    return [first, *informed, estimated]


def _information(found: Nearness, place: int, ability: float) -> Line:
    return Line(
        _at(ability),
        _lettered(fraction(row[place]) for row in found.information),
        per_cent(found.spreads.information[place]),
        per_cent(found.drawn.information[place]) if found.drawn else "",
    )


def _at(ability: float) -> str:
    return gettext("Information at ability %(ability)s") % {"ability": fraction(ability, 1)}


def finding(found: Nearness, forms: int) -> str:
    """How near the forms are, in one sentence."""
    if forms < 2:
        return gettext("There is one form, so there is nothing to compare.")
    spread = thousandths_text(_up(found.spreads.expected), get_language() or "en", 2)
    return gettext("The forms differ by at most %(items)s items in expected score.") % {"items": spread}


def _up(value: float) -> int:
    """Thousandths of a number with two decimals that is not below it: "at most" must be true."""
    hundredths = int(value * 100)
    return 10 * (hundredths if value * 100 - hundredths < 1e-6 else hundredths + 1)


def drawing(found: Nearness, blueprint: Blueprint, said: str) -> SafeString | None:
    """None where chance found no forms to compare with, or there is one form."""
    if found.drawn is None or blueprint.forms < 2:
        return None
    rows = [
        chart.Row(
            gettext("Expected score, items apart"),
            found.spreads.expected,
            found.drawn.expected,
            fraction(found.spreads.expected),
            fraction(found.drawn.expected),
        ),
        *(
            chart.Row(_at(ability), own, theirs, per_cent(own), per_cent(theirs))
            for ability, own, theirs in zip(
                blueprint.abilities, found.spreads.information, found.drawn.information, strict=True
            )
        ),
    ]
    return chart.drawing(rows, gettext("How far apart the forms are, beside forms drawn by chance"), said)
