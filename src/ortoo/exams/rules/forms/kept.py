"""A blueprint as it is kept and published: canonical JSON, numbers with a fraction as decimal strings."""

from __future__ import annotations

import json
from decimal import Decimal

from ortoo.exams.rules.forms.values import Blueprint
from ortoo.ledger.rules.canonical import canonical


def blueprint_text(blueprint: Blueprint) -> str:
    """The same blueprint gives the same text; cells without an item are left out."""
    return canonical(blueprint_body(blueprint)).decode()


def blueprint_body(blueprint: Blueprint) -> dict[str, object]:
    """`cells`: [goal, level, items a form], in the order of the blueprint."""
    return {
        "forms": blueprint.forms,
        "goals": list(blueprint.goals),
        "cells": [[goal, level, count] for (goal, level), count in blueprint.cells.items() if count],
        "pretest": blueprint.pretest,
        "anchors": blueprint.anchors,
        "expected_spread": decimal(blueprint.expected_spread),
        "information_spread": decimal(blueprint.information_spread),
        "abilities": [decimal(ability) for ability in blueprint.abilities],
        "slope": decimal(blueprint.slope),
    }


def blueprint_read(text: str) -> Blueprint:
    """Back from what `blueprint_text` wrote."""
    body = json.loads(text)
    return Blueprint(
        forms=body["forms"],
        goals=tuple(body["goals"]),
        cells={(goal, level): count for goal, level, count in body["cells"]},
        expected_spread=float(body["expected_spread"]),
        information_spread=float(body["information_spread"]),
        abilities=tuple(float(ability) for ability in body["abilities"]),
        slope=float(body["slope"]),
        pretest=body["pretest"],
        anchors=body["anchors"],
    )


def decimal(value: float) -> str:
    """The shortest decimal that is this number again, without an exponent."""
    return format(Decimal(repr(float(value))).normalize(), "f")
