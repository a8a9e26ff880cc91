"""The charts of analysis and equating: each with its name, its finding in words, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext

from ortoo.charts import curves, heaps
from ortoo.exams.rules.equating.on_scale import MILLION
from ortoo.exams.words.analysis import count, decimal, percent, points, worth_sentence
from ortoo.pages.components import Text


@dataclass(frozen=True)
class Chart:
    """`heads`: of the table's columns, all but the first numeric."""

    title: str
    finding: str
    wide: SafeString
    narrow: SafeString
    heads: Sequence[Text]
    rows: Sequence[Sequence[Text]]


def scores_chart(body: Mapping[str, Any]) -> Chart:
    """How many persons have how many points."""
    held = body["distribution"]
    title = gettext("How many have how many points")
    said = ngettext(
        "%(sheets)s sheet: on average %(mean)s of %(most)s points, spread %(spread)s.",
        "%(sheets)s sheets: on average %(mean)s of %(most)s points, spread %(spread)s.",
        body["sheets"],
    )
    finding = said % {
        "sheets": count(body["sheets"]), "mean": decimal(body["mean"], 1), "most": count(len(held) - 1),
        "spread": decimal(body["variance"] ** 0.5, 1),
    }  # fmt: skip
    words = heaps.Words(title, finding, pgettext("exam", "Points"), gettext("Persons"), count)
    rows = [[count(score), count(persons)] for score, persons in enumerate(held)]
    return Chart(
        title,
        finding,
        heaps.wide(held, words),
        heaps.narrow(held, words),
        [pgettext("exam", "Points"), gettext("Persons")],
        rows,
    )


def error_chart(body: Mapping[str, Any]) -> Chart:
    """The standard error of measurement along the points."""
    title = gettext("How sure points are, along the scale")
    row, cut = body["conditional"], body["cut"]
    said = gettext(
        "The error is largest in the middle, %(most)s points, and falls towards both ends; at the cut it is %(at)s."
    )
    finding = said % {"most": decimal(max(row)), "at": decimal(cut["sem"])}
    words = curves.Words(
        title, finding, pgettext("exam", "Points"), gettext("Standard error in points"), lambda x: count(round(x)),
        lambda y: decimal(y, 1), gettext("The cut"),
    )  # fmt: skip
    drawn = curves.Drawn(
        [curves.Curve("", list(enumerate(row)), strong=True)], cut=cut["points"], low=0.0
    )  # fmt: skip
    rows = [[count(score), decimal(sem)] for score, sem in enumerate(row)]
    heads = [pgettext("exam", "Points"), gettext("Standard error in points")]
    return Chart(title, finding, curves.wide(drawn, words, "errors"), curves.narrow(drawn, words), heads, rows)


def options_chart(item: Mapping[str, Any]) -> Chart:
    """What share of each fifth of the scores chose each option; where there are no options, what share solved it."""
    options = item["options"]
    if options:
        title = gettext("Who chose which option, by score")
        lines = [(one["option"], one["by_group"], one["key"]) for one in options]
    else:
        title = gettext("Who solved it, by score")
        lines = [(gettext("Solved"), item["by_group"], True)]
    drawn = curves.Drawn(
        [curves.Curve(label, _fifths(shares), strong=strong) for label, shares, strong in lines], low=0.0, high=1.0
    )
    finding = _options_finding(item)
    words = curves.Words(
        title, finding, gettext("Fifths of the scores, the lowest first"), gettext("Share of each fifth"),
        lambda x: count(round(x)), percent,
    )  # fmt: skip
    heads = [gettext("Fifth of the scores"), *(_label(label, strong, bool(options)) for label, _, strong in lines)]
    rows = [[count(fifth + 1), *(percent(shares[fifth]) for _, shares, _ in lines)] for fifth in range(5)]
    return Chart(title, finding, curves.wide(drawn, words, "options"), curves.narrow(drawn, words), heads, rows)


def _label(label: str, strong: bool, options: bool) -> str:
    return gettext("%(option)s (key)") % {"option": label} if strong and options else label


def _fifths(shares: Sequence[float | None]) -> list[curves.Point]:
    return [(float(place), share) for place, share in enumerate(shares, start=1) if share is not None]


def _options_finding(item: Mapping[str, Any]) -> str:
    low, high = item["by_group"][0], item["by_group"][-1]
    if low is None or high is None:
        return gettext("Too many have the same score to part them into fifths.")
    said = gettext("Of the lowest fifth %(low)s solved it, of the highest %(high)s.")
    return said % {"low": percent(low), "high": percent(high)}


def worth_chart(table: Mapping[str, Any], form: str, reference: str) -> Chart:
    """What each raw score is worth, with a band of two standard errors to each side."""
    worth, error = table["worth"], table["error"]
    title = gettext("What points on form %(form)s are worth") % {"form": form}
    middle = len(worth) // 2
    finding = worth_sentence(table, form, reference, middle)
    on_reference = gettext("Points on form %(form)s") % {"form": reference}
    words = curves.Words(
        title, finding, gettext("Points on form %(form)s") % {"form": form}, on_reference, lambda x: count(round(x)),
        lambda y: count(round(y)),
    )  # fmt: skip
    line = [(float(raw), one / MILLION) for raw, one in enumerate(worth)]
    same = [(0.0, 0.0), (float(len(worth) - 1), float(len(worth) - 1))]
    band = [
        (float(raw), (one - 2 * se) / MILLION, (one + 2 * se) / MILLION)
        for raw, (one, se) in enumerate(zip(worth, error, strict=True))
    ]
    drawn = curves.Drawn(
        [curves.Curve(gettext("worth"), line, strong=True), curves.Curve(gettext("as it is"), same)], band=band
    )
    heads, rows = _worth_rows(table)
    return Chart(title, finding, curves.wide(drawn, words, "worth"), curves.narrow(drawn, words), heads, rows)


def gain_chart(table: Mapping[str, Any], form: str, reference: str) -> Chart:
    """The same by what is added to the points, where the band is wide enough to be seen."""
    title = gettext("What is added to points on form %(form)s") % {"form": form}
    gains = [one - raw * MILLION for raw, one in enumerate(table["worth"])]
    said = gettext("Between %(least)s and %(most)s points are added, so that they are read on form %(reference)s.")
    finding = said % {"least": points(min(gains)), "most": points(max(gains)), "reference": reference}
    words = curves.Words(
        title, finding, gettext("Points on form %(form)s") % {"form": form}, gettext("Points added"),
        lambda x: count(round(x)), lambda y: decimal(y, 1),
    )  # fmt: skip
    line = [(float(raw), gain / MILLION) for raw, gain in enumerate(gains)]
    band = [
        (raw, gain - 2 * se / MILLION, gain + 2 * se / MILLION)
        for (raw, gain), se in zip(line, table["error"], strict=True)
    ]
    drawn = curves.Drawn([curves.Curve("", line, strong=True)], band=band, low=0.0, high=0.0)
    heads = [gettext("Raw"), gettext("Points added")]
    rows = [[count(raw), points(gain, 2)] for raw, gain in enumerate(gains)]
    return Chart(title, finding, curves.wide(drawn, words, "gains"), curves.narrow(drawn, words), heads, rows)


def _worth_rows(table: Mapping[str, Any]) -> tuple[list[Text], list[list[Text]]]:
    """With the table without items that moved, and the one by the model, where there are such."""
    without = table["anchor"] and table["anchor"]["without"]
    heads: list[Text] = [gettext("Raw"), gettext("Worth"), gettext("Standard error")]
    further: list[Sequence[int]] = []
    for label, row in (
        (gettext("Without items that moved"), without),
        (gettext("By the item model"), table["by_model"]),
    ):
        if row:
            heads.append(label)
            further.append(row)
    rows: list[list[Text]] = [
        [count(raw), points(one, 2), points(se, 2), *(points(row[raw], 2) for row in further)]
        for raw, (one, se) in enumerate(zip(table["worth"], table["error"], strict=True))
    ]
    return heads, rows
