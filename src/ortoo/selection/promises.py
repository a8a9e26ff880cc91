"""What the database itself refuses: a rule after the seal, a lot before it, a late appeal, a correction that nobody
ordered, and any change to what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.ledger import guards
from ortoo.ledger.guards import Guard, changed, never_changed

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LATE = "a rule is adopted before the records of its round are sealed"
EARLY = "a lot is drawn after the records of its round are sealed"
RULE = "an adopted rule stays as it was adopted"
LOT = "a lot stays as it was drawn"
BAND = "a borderline band stays as it was found"
TRIAL = "a trial of a rule stays as it was kept: a later one stands beside it"
RUN = "a run stays as it was decided: a later one stands beside it"
PLACE = "a place stays as it was decided: a later run gives another"
WINDOW = "the window for appeals is set once, by the first list"
APPEAL = "an appeal stays as it was filed; its official may withdraw it, once"
LATE_APPEAL = "an appeal is filed within its window"
RULING = "a ruling stays as it was drafted: it is confirmed or returned once, and carried out once"
ORDERED = "behind a seal a mark is set or corrected only under a confirmed ruling that upholds an appeal"
FINAL = "a final list stays as it was signed, and is published once"
DEPARTURE = "who left a final list has left it"
SEALED = "EXISTS (SELECT 1 FROM ortoo_round WHERE id = NEW.round_id AND seal_id IS NOT NULL)"

NOT_ORDERED = (
    "NEW.under <> '' AND NOT EXISTS (SELECT 1 FROM ortoo_ruling"
    " JOIN ortoo_appeal ON ortoo_appeal.id = ortoo_ruling.appeal_id"
    " JOIN ortoo_round ON ortoo_round.id = ortoo_appeal.round_id"
    " WHERE ortoo_ruling.outcome = 'upheld' AND ortoo_ruling.confirmed_by_id IS NOT NULL"
    " AND ortoo_round.code || '/' || ortoo_appeal.number = NEW.under)"
)


def _set_once(*columns: str) -> str:
    """Changed, though there was something already."""
    return " OR ".join(f"(OLD.{one} IS NOT NULL AND NEW.{one} IS DISTINCT FROM OLD.{one})" for one in columns)


APPEAL_COLUMNS = (
    "round_id", "number", "official_id", "place_id", "origin", "order_reference", "ground", "sitting_id", "attribute",
    "text", "filed_by_id", "filed_at",
)  # fmt: skip
RULING_COLUMNS = (
    "appeal_id", "outcome", "reason", "remedy", "sitting_id", "thousandths", "attribute", "value", "ruled_by_id",
    "ruled_at",
)  # fmt: skip
FINAL_COLUMNS = ("round_id", "run_id", "version", "kept", "signed_by_id", "signed_at")
SETTLED = "(OLD.confirmed_by_id IS NOT NULL OR OLD.returned_by_id IS NOT NULL)"
SETTLING = f"({changed('confirmed_by_id', 'confirmed_at', 'returned_by_id', 'returned_at', 'return_reason')})"

GUARDS = [
    Guard("ortoo_rule_before_seal", "ortoo_rule", "INSERT", LATE, SEALED),
    Guard("ortoo_lot_after_seal", "ortoo_lot", "INSERT", EARLY, f"NOT {SEALED}"),
    *never_changed("ortoo_rule", RULE),
    *never_changed("ortoo_trial", TRIAL),
    *never_changed("ortoo_borderlineband", BAND),
    *never_changed("ortoo_lot", LOT),
    *never_changed("ortoo_run", RUN),
    *never_changed("ortoo_place", PLACE),
    # INSERT OR REPLACE of SQLite deletes without asking the guards of DELETE, so the insertion itself is refused.
    Guard(
        "ortoo_rule_replaced",
        "ortoo_rule",
        "INSERT",
        RULE,
        "EXISTS (SELECT 1 FROM ortoo_rule WHERE id = NEW.id OR (round_id = NEW.round_id AND version = NEW.version))",
    ),
    Guard(
        "ortoo_trial_replaced",
        "ortoo_trial",
        "INSERT",
        TRIAL,
        "EXISTS (SELECT 1 FROM ortoo_trial WHERE id = NEW.id OR (round_id = NEW.round_id AND number = NEW.number))",
    ),
    Guard(
        "ortoo_borderlineband_replaced",
        "ortoo_borderlineband",
        "INSERT",
        BAND,
        "EXISTS (SELECT 1 FROM ortoo_borderlineband WHERE id = NEW.id"
        " OR (rule_id = NEW.rule_id AND seal_id = NEW.seal_id))",
    ),
    Guard(
        "ortoo_lot_replaced",
        "ortoo_lot",
        "INSERT",
        LOT,
        "EXISTS (SELECT 1 FROM ortoo_lot WHERE id = NEW.id OR round_id = NEW.round_id)",
    ),
    Guard("ortoo_run_replaced", "ortoo_run", "INSERT", RUN, "EXISTS (SELECT 1 FROM ortoo_run WHERE id = NEW.id)"),
    Guard(
        "ortoo_place_replaced",
        "ortoo_place",
        "INSERT",
        PLACE,
        "EXISTS (SELECT 1 FROM ortoo_place WHERE id = NEW.id OR (run_id = NEW.run_id"
        " AND (official_id = NEW.official_id OR place = NEW.place)))",
    ),
]

GUARDS += [
    Guard("ortoo_round_window", "ortoo_round", "UPDATE", WINDOW, _set_once("objections_until")),
    Guard(
        "ortoo_appeal_in_window",
        "ortoo_appeal",
        "INSERT",
        LATE_APPEAL,
        "NEW.origin = 'official' AND NOT EXISTS"
        " (SELECT 1 FROM ortoo_round WHERE id = NEW.round_id AND objections_until >= NEW.filed_at)",
    ),
    Guard(
        "ortoo_appeal_kept",
        "ortoo_appeal",
        "UPDATE",
        APPEAL,
        f"{changed(*APPEAL_COLUMNS)} OR {_set_once('withdrawn_at')}",
    ),
    Guard("ortoo_appeal_kept_whole", "ortoo_appeal", "DELETE", APPEAL),
    Guard(
        "ortoo_ruling_kept",
        "ortoo_ruling",
        "UPDATE",
        RULING,
        f"{changed(*RULING_COLUMNS)} OR ({SETTLED} AND {SETTLING}) OR {_set_once('seal_id')}",
    ),
    Guard("ortoo_ruling_kept_whole", "ortoo_ruling", "DELETE", RULING),
    Guard("ortoo_mark_ordered", "ortoo_mark", "INSERT", ORDERED, NOT_ORDERED),
    Guard("ortoo_markcorrection_ordered", "ortoo_markcorrection", "INSERT", ORDERED, NOT_ORDERED),
    Guard(
        "ortoo_finallist_kept",
        "ortoo_finallist",
        "UPDATE",
        FINAL,
        f"{changed(*FINAL_COLUMNS)} OR {_set_once('published_by_id', 'published_at')}",
    ),
    Guard("ortoo_finallist_kept_whole", "ortoo_finallist", "DELETE", FINAL),
    *never_changed("ortoo_departure", DEPARTURE),
    *(
        Guard(
            f"ortoo_{table}_replaced",
            f"ortoo_{table}",
            "INSERT",
            says,
            f"EXISTS (SELECT 1 FROM ortoo_{table} WHERE id = NEW.id OR {unique})",
        )
        for table, says, unique in (
            ("appeal", APPEAL, "(round_id = NEW.round_id AND number = NEW.number)"),
            ("ruling", RULING, "(appeal_id = NEW.appeal_id AND returned_by_id IS NULL AND NEW.returned_by_id IS NULL)"),
            ("finallist", FINAL, "(round_id = NEW.round_id AND version = NEW.version) OR run_id = NEW.run_id"),
            ("departure", DEPARTURE, "place_id = NEW.place_id OR successor_id = NEW.successor_id"),
        )
    ),
]


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(GUARDS, schema_editor)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(GUARDS, schema_editor)
