"""What the database itself refuses of scores: change, and a release on which scorers or gate do not agree."""

from __future__ import annotations

from ortoo.exams.promises.marks import SEALED
from ortoo.ledger.guards import Guard, never_changed

SCORING = "a scoring stays as it was found: a later one follows it"
ANALYSIS = "an analysis stays as it was found"
EQUATING = "an equating table stays as it was found"
GATE = "what the gate found stays, and so does what was answered"
SECOND_PERSON = "a finding of the gate is answered by another than the one who looked"
RELEASE = "a release is never taken back"
HELD = "marks are released where both scorers agree and every finding of the gate is answered"
STATED = "a reliability stays as it was stated"

GUARDS = [
    *never_changed("ortoo_scoring", SCORING),
    *never_changed("ortoo_scoredsheet", SCORING),
    *never_changed("ortoo_itemanalysis", ANALYSIS),
    *never_changed("ortoo_itemestimate", ANALYSIS),
    *never_changed("ortoo_equating", EQUATING),
    *never_changed("ortoo_gate", GATE),
    *never_changed("ortoo_gateanswer", GATE),
    Guard(
        "ortoo_gateanswer_second_person",
        "ortoo_gateanswer",
        "INSERT",
        SECOND_PERSON,
        "EXISTS (SELECT 1 FROM ortoo_gate WHERE id = NEW.gate_id AND looked_by_id = NEW.answered_by_id)",
    ),
    *never_changed("ortoo_release", RELEASE),
    Guard(
        "ortoo_release_held",
        "ortoo_release",
        "INSERT",
        HELD,
        "NOT EXISTS (SELECT 1 FROM ortoo_scoring JOIN ortoo_gate ON ortoo_gate.scoring_id = ortoo_scoring.id"
        " WHERE ortoo_scoring.id = NEW.scoring_id AND ortoo_scoring.plan_id = NEW.plan_id"
        " AND ortoo_scoring.by_python = ortoo_scoring.by_sql AND ortoo_gate.findings ="
        " (SELECT COUNT(*) FROM ortoo_gateanswer WHERE gate_id = ortoo_gate.id))",
    ),
    *never_changed("ortoo_measurement", RELEASE),
    *never_changed("ortoo_statedreliability", STATED),
    Guard(
        "ortoo_statedreliability_sealed",
        "ortoo_statedreliability",
        "INSERT",
        SEALED,
        "EXISTS (SELECT 1 FROM ortoo_sitting WHERE id = NEW.sitting_id AND sealed_at IS NOT NULL)",
    ),
]
