"""Who waits for whom, on paper: the picture, every commitment, and whose days the end is behind by."""

from __future__ import annotations

from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from ortoo.actions.models import Measure
from ortoo.actions.queries.measures import lessons_of
from ortoo.actions.showing import Row, Shown, bodies_of_rows
from ortoo.actions.story import drawing, what_waits, who_has_to_act
from ortoo.actions.words import day_count, short
from ortoo.charts.commitments import key
from ortoo.documents.charts import Chart, ChartPaper, Head, Mark, Table
from ortoo.documents.pictures import ornament_of, picture_of
from ortoo.multilingual.basis import footnote
from ortoo.people.words import marked_name, name_basis

NONE = "–"


def keys() -> list[tuple[SafeString, str]]:
    return [
        (key("done"), gettext("confirmed by the receiver")),
        (key("late"), gettext("late")),
        (key("missed"), gettext("late, by how much")),
        (key("chain"), gettext("binding chain")),
        (key("to-come"), gettext("to come")),
    ]


def measure_paper(measure: Measure, seen: Shown, about: str) -> ChartPaper:
    """Of a measure in which something is owed; it tells what its page tells the public."""
    marks = tuple(Mark(ornament_of(mark), word) for mark, word in keys())
    named = bodies_of_rows(seen.rows)
    return ChartPaper(
        title=measure.name,
        over=" · ".join([measure.code, *(lesson.name for lesson in lessons_of(measure))]),
        lead=about,
        charts=(
            Chart(
                gettext("Who waits for whom"), (picture_of(drawing(measure, seen)),), (_commitments(seen),),
                key=marks, notes=_binding(seen),
            ),
            *([Chart(gettext("Whose days the end is behind by"), (), (_causes(seen),))] if seen.causes else []),
        ),
        doubt=footnote(any(name_basis(body) != "S" for body in named)),
    )  # fmt: skip


def _binding(seen: Shown) -> tuple[str, ...]:
    row, projection = seen.binding, seen.projection
    assert projection is not None
    promised, stands = gettext("End as promised"), gettext("End as it stands") if row else gettext("It ended")
    ends = f"{promised}: {short(projection.promised_end)} · {stands}: {short(projection.end)}"
    if row is None:
        return gettext("Everything that was owed is confirmed."), ends
    what = f"{row.commitment.code}, {row.commitment.name}."
    return " ".join(said for said in (what, who_has_to_act(row, seen.today), what_waits(row, seen)) if said), ends


def _commitments(seen: Shown) -> Table:
    heads = (
        Head(gettext("No.")), Head(gettext("What is owed"), wide=True), Head(gettext("From → to")),
        Head(gettext("Promised"), right=True), Head(gettext("Delivered"), right=True),
        Head(gettext("Confirmed"), right=True), Head(gettext("State")), Head(gettext("Wait for it"), right=True),
    )  # fmt: skip
    return Table(heads, tuple(_line(row) for row in seen.rows), gettext("Commitments"))


def _line(row: Row) -> tuple[str, ...]:
    made, at = row.commitment, row.at
    return (
        made.code, made.name, f"{row.giver.code} → {row.receiver.code}", short(made.due), _day(at.delivered_on),
        _day(at.confirmed_on), str(row.tag), str(row.waiting or ""),
    )  # fmt: skip


def _day(day: date | None) -> str:
    return short(day) if day else NONE


def _causes(seen: Shown) -> Table:
    heads = (Head(gettext("Body"), wide=True), Head(gettext("Days behind"), right=True))
    rows = tuple(
        (body if isinstance(body, str) else marked_name(body), day_count(count)) for body, count in seen.causes
    )
    return Table(heads, rows)
