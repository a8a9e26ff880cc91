"""The relay on paper: the rope through the eleven stations, and what each counts."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language, gettext

from ortoo.charts import funnel
from ortoo.documents.charts import Chart, ChartPaper, Head, Table, Under
from ortoo.documents.pictures import picture_of
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Count
from ortoo.pages.stations import Post, road

NONE = "–"


def relay_paper(counts: Sequence[Count], name: str, day: str) -> ChartPaper:
    """`counts` of those stations that count something, in any order; `name` of the programme."""
    by_station = {count.station: count for count in counts}
    stops = [(post, by_station.get(post.code, Count(post.code))) for post in road(None, lambda _: True)]
    note = gettext("The cord is as thick as a rope of that many strands: its cross-section is the number.")
    drawn = funnel.wide([count.number for _, count in stops], name, note)
    return ChartPaper(
        title=name,
        over=gettext("From training officials to national results"),
        lead=gettext("As of %(day)s.") % {"day": day},
        charts=(
            Chart(
                gettext("The relay of a programme"), (picture_of(drawn),), (_table(stops),), notes=(note,),
                under=tuple(Under(str(post.name), _number(count), str(count.label)) for post, count in stops),
            ),
        ),
    )  # fmt: skip


def _table(stops: Sequence[tuple[Post, Count]]) -> Table:
    heads = (Head(gettext("Station")), Head(gettext("Count"), right=True), Head(gettext("of what"), wide=True))
    return Table(heads, tuple((str(post.name), _number(count), _of_what(count)) for post, count in stops))


def _number(count: Count) -> str:
    return NONE if count.number is None else whole(count.number, get_language() or "en")


def _of_what(count: Count) -> str:
    if count.number is None:
        return gettext("not yet open")
    return " · ".join(str(said) for said in (count.label, count.small) if said)
