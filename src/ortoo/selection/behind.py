"""What a place rests on: formula, marks that counted, record, and names for all of it; read once a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortoo.record.queries import components_of
from ortoo.record.rules.formula import Component, Outcome, compute
from ortoo.record.rules.sealed_rows import marks_of_row
from ortoo.selection.models import Place
from ortoo.selection.naming import Naming, naming
from ortoo.selection.queries import exams_of


@dataclass(frozen=True)
class Behind:
    """`marks`: code of sitting -> thousandths as they were sealed; `exams`: code -> name."""

    components: Sequence[Component]
    marks: Mapping[str, int]
    outcome: Outcome
    exams: Mapping[str, str]
    names: Naming


def behind(place: Place) -> Behind:
    """The record computed once more from its sealed marks. Four queries."""
    components, marks = components_of(place.record.seal.formula), marks_of_row(place.record.sealed)
    return Behind(components, marks, compute(components, marks), exams_of(place.run.round), naming())
