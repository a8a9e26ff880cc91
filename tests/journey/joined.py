"""What an indicator goes back to, by one SQL join written apart from the journey: keys by kind."""

from __future__ import annotations

from django.db import connection

JOIN = """
SELECT mi.measure_id, c.id, ml.lesson_id, n.stop_id, t.id, p.id, r.rule_id, rec.id, m.id
FROM ortoo_measure_indicators mi
LEFT JOIN ortoo_commitment c ON c.measure_id = mi.measure_id
LEFT JOIN ortoo_measure_lessons ml ON ml.measure_id = mi.measure_id
LEFT JOIN ortoo_lessonnote ln ON ln.lesson_id = ml.lesson_id
LEFT JOIN ortoo_observationnote n ON n.id = ln.note_id
LEFT JOIN ortoo_traveller t ON t.id = n.observer_id
LEFT JOIN ortoo_dossier d ON d.id = t.dossier_id
LEFT JOIN ortoo_place p ON p.id = d.place_id
LEFT JOIN ortoo_run r ON r.id = p.run_id
LEFT JOIN ortoo_record rec ON rec.id = p.record_id
LEFT JOIN ortoo_seal s ON s.id = rec.seal_id
LEFT JOIN ortoo_formulacomponent fc ON fc.formula_id = s.formula_id
LEFT JOIN ortoo_mark m ON m.sitting_id = fc.sitting_id AND m.official_id = rec.official_id
WHERE mi.indicator_id = %s
"""
KINDS = ("measure", "commitment", "lesson", "stop", "traveller", "place", "rule", "record", "mark")


def joined(indicator: int) -> dict[str, set[int]]:
    with connection.cursor() as cursor:
        cursor.execute(JOIN, [indicator])
        rows = cursor.fetchall()
    return {kind: {row[at] for row in rows} - {None} for at, kind in enumerate(KINDS)}
