"""What the gate found in a scoring, what was answered, and what still holds the marks back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ortoo.exams.models import FormItem, FormPlan, Gate, GateAnswer, Scoring


@dataclass(frozen=True)
class Found:
    """One finding by its place from 1, as the gate keeps it, and its answer."""

    place: int
    finding: dict[str, Any]
    answer: GateAnswer | None


@dataclass(frozen=True)
class GateState:
    """`open`: nothing holds the marks back."""

    gate: Gate
    told: dict[str, Any]
    findings: list[Found]

    @property
    def unanswered(self) -> list[Found]:
        return [one for one in self.findings if one.answer is None]

    @property
    def open(self) -> bool:
        return not self.unanswered


def gate_of(scoring: Scoring) -> GateState | None:
    """Two queries."""
    gate = Gate.objects.filter(scoring=scoring).select_related("looked_by", "scoring__plan__sitting").first()
    if gate is None:
        return None
    told = json.loads(gate.body)
    answers = {one.place: one for one in gate.answers.select_related("answered_by")}
    found = [Found(place, one, answers.get(place)) for place, one in enumerate(told["findings"], start=1)]
    return GateState(gate, told, found)


def places_of(plan: FormPlan, item: str, version: int) -> list[FormItem]:
    """Where an item of a finding stands: its code and version, on the forms of the sitting."""
    rows = FormItem.objects.filter(form__plan=plan, version__item__code=item, version__number=version)
    return list(rows.select_related("form").order_by("form__letter", "place"))
