"""What the database itself refuses of answers: change, a second hand that is the first, and anything once released."""

from __future__ import annotations

from ortoo.ledger.guards import Guard, never_changed

SHEET = "a reading of an answer sheet stays as it was made"
OF_FORM = "a sheet belongs to a form of its own sitting, sealed before"
RELEASED = "the marks of this sitting are released: its answers, essays and keys stay as they are"
OTHER_HAND = "a sheet is entered by two hands and settled by a third, or comes from a platform alone"
ESSAY = "a mark of an essay stays as it was given"
THIRD = "a third marks an essay once two have"
KEY = "a key that was taken back stays so, with its reason"

OF_RELEASED = (
    "EXISTS (SELECT 1 FROM ortoo_formitem JOIN ortoo_examform ON ortoo_examform.id = ortoo_formitem.form_id"
    " JOIN ortoo_release ON ortoo_release.plan_id = ortoo_examform.plan_id WHERE ortoo_formitem.id = NEW.item_id)"
)

GUARDS = [
    *never_changed("ortoo_answersheet", SHEET),
    Guard(
        "ortoo_answersheet_of_form",
        "ortoo_answersheet",
        "INSERT",
        OF_FORM,
        "NOT EXISTS (SELECT 1 FROM ortoo_examform JOIN ortoo_formplan ON ortoo_formplan.id = ortoo_examform.plan_id"
        " WHERE ortoo_examform.id = NEW.form_id AND ortoo_formplan.id = NEW.plan_id"
        " AND ortoo_formplan.sealed_at IS NOT NULL)",
    ),
    Guard(
        "ortoo_answersheet_released",
        "ortoo_answersheet",
        "INSERT",
        RELEASED,
        "EXISTS (SELECT 1 FROM ortoo_release WHERE plan_id = NEW.plan_id)",
    ),
    Guard(
        "ortoo_answersheet_other_hand",
        "ortoo_answersheet",
        "INSERT",
        OTHER_HAND,
        "EXISTS (SELECT 1 FROM ortoo_answersheet WHERE plan_id = NEW.plan_id AND official_id = NEW.official_id"
        " AND (entry = NEW.entry OR entry = 0 OR NEW.entry = 0 OR entered_by_id = NEW.entered_by_id))",
    ),
    *never_changed("ortoo_essaymark", ESSAY),
    Guard("ortoo_essaymark_released", "ortoo_essaymark", "INSERT", RELEASED, OF_RELEASED),
    Guard(
        "ortoo_essaymark_third",
        "ortoo_essaymark",
        "INSERT",
        THIRD,
        "NEW.turn > 1 + (SELECT COUNT(*) FROM ortoo_essaymark"
        " WHERE item_id = NEW.item_id AND official_id = NEW.official_id)",
    ),
    *never_changed("ortoo_keycancellation", KEY),
    Guard("ortoo_keycancellation_released", "ortoo_keycancellation", "INSERT", RELEASED, OF_RELEASED),
]
