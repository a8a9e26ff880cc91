"""What the database itself refuses: what was called, handed over, consented, weighed, scored and decided stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.ledger import guards
from ortoo.ledger.guards import Event, Guard, changed, never_changed

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CALL = "a call stays as it was opened"
DOSSIER = "a dossier keeps its call, person and number, and a withdrawal is never taken back"
PAPER = "a paper stays as it was given: a later one stands beside it"
CONSENT = "a consent stays as it was spoken: a later one stands beside it"
WEIGHED = "a weighed flag stays as it was weighed: a later weighing stands beside it"
LIMIT = "an age limit stays as it was set: a later one holds from its own day"

RUBRIC = "a rubric stays as it was adopted"
DECLARATION = "a declaration stays as it was made: a later one stands beside it"
SHEET = "a sheet that was handed in is final, and no sheet changes hands"
PROPOSAL = "a proposal stays as it was made: a later version stands beside it"
SIGNED = "a signature stays as it was given, and a proposal that was sent back stays so"
ORDER = "an order stays as it was decided: a later version stands beside it"
DELEGATION = "a delegation stays as it was closed"
DEPUTY = "a deputy stays as named, and is ended once"

SCORE_EVENTS: tuple[tuple[Event, str], ...] = (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))


GUARDS = [
    # ---- calls and dossiers
    *never_changed("ortoo_call", CALL),
    *never_changed("ortoo_dossierpaper", PAPER),
    *never_changed("ortoo_sendingconsent", CONSENT),
    *never_changed("ortoo_weighedflag", WEIGHED),
    *never_changed("ortoo_agelimit", LIMIT),
    Guard(
        "ortoo_dossier_kept",
        "ortoo_dossier",
        "UPDATE",
        DOSSIER,
        f"({changed('call_id', 'official_id', 'place_id', 'number')})"
        " OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at)",
    ),
    Guard("ortoo_dossier_kept_whole", "ortoo_dossier", "DELETE", DOSSIER),
    # ---- the panel
    *never_changed("ortoo_rubric", RUBRIC),
    *never_changed("ortoo_criterion", RUBRIC),
    *never_changed("ortoo_declaration", DECLARATION),
    Guard(
        "ortoo_sheet_kept",
        "ortoo_sheet",
        "UPDATE",
        SHEET,
        f"OLD.handed_in_at IS NOT NULL OR ({changed('dossier_id', 'member_id', 'turn')})",
    ),
    Guard("ortoo_sheet_kept_whole", "ortoo_sheet", "DELETE", SHEET, "OLD.handed_in_at IS NOT NULL"),
    *(
        Guard(
            f"ortoo_score_{event.lower()}_final",
            "ortoo_score",
            event,
            SHEET,
            f"EXISTS (SELECT 1 FROM ortoo_sheet WHERE id = {row}.sheet_id AND handed_in_at IS NOT NULL)",
        )
        for event, row in SCORE_EVENTS
    ),
    *never_changed("ortoo_proposal", PROPOSAL),
    *never_changed("ortoo_proposalplace", PROPOSAL),
    # ---- the way and the decision
    *never_changed("ortoo_signoff", SIGNED),
    *never_changed("ortoo_order", ORDER),
    *never_changed("ortoo_permissiondecision", ORDER),
    *never_changed("ortoo_delegation", DELEGATION),
    *never_changed("ortoo_delegate", DELEGATION),
    Guard(
        "ortoo_deputy_kept",
        "ortoo_deputy",
        "UPDATE",
        DEPUTY,
        f"OLD.ended_at IS NOT NULL OR ({changed('holder_id', 'deputy_id', 'role', 'valid_from', 'valid_to')})"
        f" OR ({changed('legal_basis', 'named_at')})",
    ),
    Guard("ortoo_deputy_kept_whole", "ortoo_deputy", "DELETE", DEPUTY),
    # No order without every step: what a page or an operation forgot, the database does not.
    Guard(
        "ortoo_order_before_its_time",
        "ortoo_order",
        "INSERT",
        "an order is decided after the Cabinet Secretariat has signed, and on no proposal that was sent back",
        "NOT EXISTS (SELECT 1 FROM ortoo_signoff WHERE proposal_id = NEW.proposal_id AND signed"
        " AND step = 'secretariat')"
        " OR EXISTS (SELECT 1 FROM ortoo_signoff WHERE proposal_id = NEW.proposal_id AND NOT signed)",
    ),
]


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(GUARDS, schema_editor)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(GUARDS, schema_editor)
