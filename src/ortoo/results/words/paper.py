"""An indicator on paper: its path with the targets, every figure of it, and where each comes from."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from ortoo.charts.indicator import key
from ortoo.documents.charts import Chart, ChartPaper, Head, Mark, Table
from ortoo.documents.pictures import ornament_of, picture_of
from ortoo.multilingual.basis import UNCONFIRMED, footnote, marked
from ortoo.results.queries import Picture
from ortoo.results.words.chart import drawings
from ortoo.results.words.lights import lights, remarks
from ortoo.results.words.tables import NONE, asked, origins, progress_note, years


def keys() -> list[tuple[SafeString, str]]:
    return [
        (key("observed"), gettext("observed")),
        (key("path"), gettext("path")),
        (key("target"), gettext("target")),
        (key("base"), gettext("the plan’s base")),
    ]


def indicator_paper(picture: Picture, over: str, lead: str) -> ChartPaper:
    """`over` and `lead` as its page says them."""
    one, note = picture.indicator, progress_note(picture)
    said = [f"{light.title}: {light.tag.label}. {light.said}" for light in lights(picture)]
    return ChartPaper(
        title=marked(one.name, one.basis),
        over=over,
        lead=lead,
        charts=(
            Chart(
                gettext("The path to the targets"), (picture_of(drawings(picture)[0]),), (_figures(picture),),
                key=tuple(Mark(ornament_of(mark), word) for mark, word in keys()), notes=tuple(said),
            ),
            Chart(
                gettext("Where each figure comes from"), (), (_origins(picture), _asked(picture)),
                notes=(*remarks(picture), *([note] if note else [])),
            ),
        ),
        doubt=footnote(_doubtful(picture)),
    )  # fmt: skip


def _doubtful(picture: Picture) -> bool:
    one = picture.indicator
    return bool({one.basis, one.direction_basis} & {*UNCONFIRMED}) or any(
        "†" in edition.licence for edition in picture.editions
    )


def _figures(picture: Picture) -> Table:
    heads = (gettext("Year"), gettext("Observed"), gettext("Path"), gettext("Target"))
    rows = tuple((str(one.year), one.observed or NONE, one.path or NONE, one.target or NONE) for one in years(picture))
    return Table(
        tuple(Head(head, right=place > 0, wide=place == 0) for place, head in enumerate(heads)), rows,
        gettext("Every figure of the picture"), parts=2,
    )  # fmt: skip


def _origins(picture: Picture) -> Table:
    heads = (Head(gettext("Figure"), wide=True), Head(gettext("Year"), right=True), Head(gettext("Value"), right=True),
             Head(gettext("Source and edition"), wide=True))  # fmt: skip
    rows = tuple(
        (one.what, one.year, one.value, " · ".join(said for said in (one.source, one.licence) if said))
        for one in origins(picture)
    )
    return Table(heads, rows)


def _asked(picture: Picture) -> Table:
    heads = (Head(gettext("Year")), Head(gettext("Target"), right=True), Head(gettext("Progress"), right=True),
             Head(gettext("Still asked each year"), right=True))  # fmt: skip
    rows = tuple((str(one.year), one.target, one.progress, one.per_year) for one in asked(picture))
    return Table(heads, rows, gettext("What the targets ask"))
