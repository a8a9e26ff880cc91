"""What the database itself refuses of the item bank: change, deletion, and a review by the writer's own hand."""

from __future__ import annotations

from ortoo.ledger.guards import Guard, changed, never_changed

ITEM = "an item keeps its code, and its retirement is never taken back"
VERSION = "a version of an item stays as it was written: another version follows it"
REVIEW = "a review stays as it was given"
SECOND_PERSON = "an item is reviewed by a second person, not by the one who wrote it"
ENEMIES = "enemies stay as they were stated; they may only end, once"

GUARDS = [
    Guard("ortoo_item_kept", "ortoo_item", "UPDATE", ITEM, f"{changed('code')} OR OLD.retired_at IS NOT NULL"),
    Guard("ortoo_item_kept_whole", "ortoo_item", "DELETE", ITEM),
    *never_changed("ortoo_itemversion", VERSION),
    *never_changed("ortoo_itemreview", REVIEW),
    Guard(
        "ortoo_itemreview_second_person",
        "ortoo_itemreview",
        "INSERT",
        SECOND_PERSON,
        "EXISTS (SELECT 1 FROM ortoo_itemversion WHERE id = NEW.version_id AND written_by_id = NEW.reviewed_by_id)",
    ),
    Guard(
        "ortoo_enemies_kept",
        "ortoo_enemies",
        "UPDATE",
        ENEMIES,
        f"({changed('first_id', 'second_id', 'reason', 'stated_by_id', 'stated_at')}) OR OLD.ended_at IS NOT NULL",
    ),
    Guard("ortoo_enemies_kept_whole", "ortoo_enemies", "DELETE", ENEMIES),
]
