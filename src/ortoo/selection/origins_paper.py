"""Where the chosen come from, on paper: those around the cut line, the map, the shares, each with its table."""

from __future__ import annotations

from django.utils.translation import get_language, gettext

from ortoo.documents.charts import Chart, ChartPaper, Head, Mark, Table
from ortoo.documents.pictures import ornament_of, picture_of
from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.pages.templatetags.ortoo import percent
from ortoo.people.region_map import RegionMap
from ortoo.selection.around import Picture, picture_around
from ortoo.selection.models import Run
from ortoo.selection.origins import Origins, keys_of, lead_of, origins_of
from ortoo.selection.words import STATUSES

NONE = "–"


def origins_paper(run: Run) -> ChartPaper:
    """Of the list of `run`, in the active language; it names nobody."""
    origins, around = origins_of(run), picture_around(run)
    return ChartPaper(
        title=gettext("Where the chosen come from"),
        over=run.round.name,
        lead=lead_of(run.round, origins),
        charts=(_map(origins.map), _shares(origins), *([_around(around)] if around else [])),
    )


def _map(shown: RegionMap) -> Chart:
    language = get_language() or "en"
    heads = (Head(gettext("Region"), wide=True), Head(gettext("Chosen"), right=True),
             Head(gettext("Sealed records"), right=True))  # fmt: skip
    rows = tuple((row.name, whole(row.count, language), whole(row.of or 0, language)) for row in shown.rows)
    said = gettext("The darker, the more; each number is written.")
    return Chart(
        gettext("Region"), (picture_of(shown.wide),) if shown.wide else (), (Table(heads, rows, parts=2),),
        notes=(f"{shown.finding} {said}" if shown.wide else shown.finding,),
    )  # fmt: skip


def _shares(origins: Origins) -> Chart:
    return Chart(
        gettext("The chosen beside everybody"),
        tuple(picture_of(part["wide"]) for part in origins.parts),
        tuple(
            Table(
                (Head(str(part["title"]), wide=True), Head(gettext("Sealed records"), right=True),
                 Head(gettext("Chosen"), right=True)),
                tuple((row.label, percent(row.of_all), percent(row.of_listed)) for row in part["rows"]),
            )
            for part in origins.parts
        ),
        captions=tuple(gettext("%(title)s, percent") % {"title": part["title"]} for part in origins.parts),
        key=tuple(Mark(ornament_of(mark), word) for mark, word in keys_of(origins)),
    )  # fmt: skip


def _around(shown: Picture) -> Chart:
    language = get_language() or "en"
    heads = (Head(gettext("Place on the list"), right=True), Head(gettext("Adjusted merit"), right=True),
             Head(gettext("State")))  # fmt: skip
    chosen = str(STATUSES["chosen"].label)
    rows = tuple(
        (whole(one.place, language), thousandths_text(one.merit, language), chosen if one.chosen else NONE)
        for one in shown.around.people
    )
    return Chart(
        gettext("Around the cut line"), (picture_of(shown.wide),), (Table(heads, rows, parts=4),),
        notes=(shown.finding, shown.doubt),
    )  # fmt: skip
