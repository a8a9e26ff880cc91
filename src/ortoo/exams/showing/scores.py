"""The chart of a scoring: how many sheets have how many points."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext, pgettext

from ortoo.charts import heaps
from ortoo.exams.queries.scoring import Earned
from ortoo.exams.rules.scoring.values import FULL
from ortoo.exams.showing.drawings import Chart
from ortoo.exams.words.analysis import count, decimal


def points_chart(rows: Sequence[Earned]) -> Chart:
    """Whole points; what lies between two counts with the lower one."""
    held = [0] * (max(one.most for one in rows) // FULL + 1)
    for one in rows:
        held[one.points // FULL] += 1
    title = gettext("How many have how many points")
    mean = sum(one.points for one in rows) / len(rows) / FULL
    said = ngettext(
        "%(sheets)s sheet: on average %(mean)s of %(most)s points.",
        "%(sheets)s sheets: on average %(mean)s of %(most)s points.",
        len(rows),
    )
    finding = said % {"sheets": count(len(rows)), "mean": decimal(mean, 1), "most": count(len(held) - 1)}
    heads = [pgettext("exam", "Points"), gettext("Persons")]
    words = heaps.Words(title, finding, heads[0], heads[1], count)
    table = [[count(score), count(persons)] for score, persons in enumerate(held)]
    return Chart(title, finding, heaps.wide(held, words), heaps.narrow(held, words), heads, table)
