"""What the database itself refuses of marks: change, deletion, and behind a seal whatever no ruling orders."""

from __future__ import annotations

from ortoo.ledger.guards import Guard, changed, never_changed

MARK = "a mark stays as it was given: a correction goes beside it"
CORRECTION = "a correction stays: a later one goes beside it"
SEALED = "the marks of this sitting are sealed: only a ruling adds or corrects"
SITTING = "a sitting keeps its code, day and scale, and a seal is never taken back"
LETTERS = "a letter keeps its worth and its first day; it may only end, once"


AGAIN = "a second entry stays as it was made"
SETTLED = "what was settled stays as it was settled"
SAMPLE = "a sample stays as it was drawn, and its comparison is never taken back"
SAMPLED = "a sample takes marks of its own sitting, and none once it was compared"
OTHER_HAND = "a second entry is made by another hand than the first, before the comparison"
THIRD_HAND = "a difference is settled by a third hand, after the comparison"
UNSETTLED = "a sitting is sealed once its sample was compared and every difference settled"


GUARDS = [
    *never_changed("ortoo_mark", MARK),
    *never_changed("ortoo_markcorrection", CORRECTION),
    # INSERT OR REPLACE of SQLite deletes without asking the guards of DELETE, so the insertion itself is refused.
    Guard(
        "ortoo_mark_replaced",
        "ortoo_mark",
        "INSERT",
        MARK,
        "EXISTS (SELECT 1 FROM ortoo_mark WHERE id = NEW.id"
        " OR (sitting_id = NEW.sitting_id AND official_id = NEW.official_id))",
    ),
    Guard(
        "ortoo_mark_sealed",
        "ortoo_mark",
        "INSERT",
        SEALED,
        "NEW.under = '' AND EXISTS (SELECT 1 FROM ortoo_sitting WHERE id = NEW.sitting_id AND sealed_at IS NOT NULL)",
    ),
    Guard(
        "ortoo_markcorrection_sealed",
        "ortoo_markcorrection",
        "INSERT",
        SEALED,
        "NEW.under = '' AND EXISTS"
        " (SELECT 1 FROM ortoo_mark JOIN ortoo_sitting ON ortoo_sitting.id = ortoo_mark.sitting_id"
        " WHERE ortoo_mark.id = NEW.mark_id AND ortoo_sitting.sealed_at IS NOT NULL)",
    ),
    Guard(
        "ortoo_sitting_kept",
        "ortoo_sitting",
        "UPDATE",
        SITTING,
        f"({changed('code', 'held_on', 'scale_low', 'scale_high', 'letters', 'opened_by_id', 'opened_at')})"
        " OR (OLD.sealed_at IS NOT NULL AND NEW.sealed_at IS DISTINCT FROM OLD.sealed_at)",
    ),
    Guard(
        "ortoo_sitting_settled",
        "ortoo_sitting",
        "UPDATE",
        UNSETTLED,
        "OLD.sealed_at IS NULL AND NEW.sealed_at IS NOT NULL AND (EXISTS"
        " (SELECT 1 FROM ortoo_sample WHERE sitting_id = NEW.id AND compared_at IS NULL) OR EXISTS"
        " (SELECT 1 FROM ortoo_secondentry"
        " JOIN ortoo_sampledmark ON ortoo_sampledmark.id = ortoo_secondentry.sampled_id"
        " JOIN ortoo_sample ON ortoo_sample.id = ortoo_sampledmark.sample_id"
        " LEFT JOIN ortoo_settlement ON ortoo_settlement.entry_id = ortoo_secondentry.id"
        " WHERE ortoo_sample.sitting_id = NEW.id AND ortoo_secondentry.first <> ortoo_secondentry.thousandths"
        " AND ortoo_settlement.id IS NULL))",
    ),
    Guard("ortoo_sitting_kept_whole", "ortoo_sitting", "DELETE", SITTING, "OLD.sealed_at IS NOT NULL"),
    Guard(
        "ortoo_letterscale_kept",
        "ortoo_letterscale",
        "UPDATE",
        LETTERS,
        f"({changed('code', 'letter', 'thousandths', 'valid_from', 'legal_basis')}) OR OLD.valid_to IS NOT NULL",
    ),
    Guard("ortoo_letterscale_kept_whole", "ortoo_letterscale", "DELETE", LETTERS),
    Guard(
        "ortoo_sample_kept",
        "ortoo_sample",
        "UPDATE",
        SAMPLE,
        f"({changed('sitting_id', 'share', 'seed', 'marks', 'drawn_by_id', 'drawn_at')})"
        " OR OLD.compared_at IS NOT NULL",
    ),
    Guard("ortoo_sample_kept_whole", "ortoo_sample", "DELETE", SAMPLE),
    Guard(
        "ortoo_sample_sealed",
        "ortoo_sample",
        "INSERT",
        SEALED,
        "EXISTS (SELECT 1 FROM ortoo_sitting WHERE id = NEW.sitting_id AND sealed_at IS NOT NULL)",
    ),
    *never_changed("ortoo_sampledmark", SAMPLE),
    Guard(
        "ortoo_sampledmark_of_its_sitting",
        "ortoo_sampledmark",
        "INSERT",
        SAMPLED,
        "NOT EXISTS (SELECT 1 FROM ortoo_mark JOIN ortoo_sample ON ortoo_sample.sitting_id = ortoo_mark.sitting_id"
        " WHERE ortoo_mark.id = NEW.mark_id AND ortoo_sample.id = NEW.sample_id AND ortoo_sample.compared_at IS NULL)",
    ),
    *never_changed("ortoo_secondentry", AGAIN),
    Guard(
        "ortoo_secondentry_other_hand",
        "ortoo_secondentry",
        "INSERT",
        OTHER_HAND,
        "EXISTS (SELECT 1 FROM ortoo_sampledmark JOIN ortoo_mark ON ortoo_mark.id = ortoo_sampledmark.mark_id"
        " JOIN ortoo_sample ON ortoo_sample.id = ortoo_sampledmark.sample_id"
        " WHERE ortoo_sampledmark.id = NEW.sampled_id"
        " AND (ortoo_mark.entered_by_id = NEW.entered_by_id OR ortoo_sample.compared_at IS NOT NULL))",
    ),
    Guard(
        "ortoo_secondentry_replaced",
        "ortoo_secondentry",
        "INSERT",
        AGAIN,
        "EXISTS (SELECT 1 FROM ortoo_secondentry WHERE id = NEW.id OR sampled_id = NEW.sampled_id)",
    ),
    *never_changed("ortoo_settlement", SETTLED),
    Guard(
        "ortoo_settlement_third_hand",
        "ortoo_settlement",
        "INSERT",
        THIRD_HAND,
        "EXISTS (SELECT 1 FROM ortoo_secondentry JOIN ortoo_sampledmark"
        " ON ortoo_sampledmark.id = ortoo_secondentry.sampled_id"
        " JOIN ortoo_sample ON ortoo_sample.id = ortoo_sampledmark.sample_id"
        " JOIN ortoo_mark ON ortoo_mark.id = ortoo_sampledmark.mark_id WHERE ortoo_secondentry.id = NEW.entry_id"
        " AND (ortoo_secondentry.entered_by_id = NEW.settled_by_id OR ortoo_mark.entered_by_id = NEW.settled_by_id"
        " OR ortoo_sample.compared_at IS NULL))",
    ),
    Guard(
        "ortoo_settlement_replaced",
        "ortoo_settlement",
        "INSERT",
        SETTLED,
        "EXISTS (SELECT 1 FROM ortoo_settlement WHERE id = NEW.id OR entry_id = NEW.entry_id)",
    ),
]
