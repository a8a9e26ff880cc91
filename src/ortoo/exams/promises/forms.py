"""What the database itself refuses of forms: behind the seal any change, and before it an item nobody approved."""

from __future__ import annotations

from ortoo.ledger.guards import Guard, changed

PLAN = "forms are planned once for a sitting, and behind their seal nothing of them changes"
SEALED = "the forms of this sitting are sealed"
APPROVED = "a form holds items that a second person approved"
ONCE = "an item stands on a form once, in one version"

OF_SEALED = "EXISTS (SELECT 1 FROM ortoo_formplan WHERE id = {row}.plan_id AND sealed_at IS NOT NULL)"
ON_SEALED = (
    "EXISTS (SELECT 1 FROM ortoo_examform JOIN ortoo_formplan ON ortoo_formplan.id = ortoo_examform.plan_id"
    " WHERE ortoo_examform.id = {row}.form_id AND ortoo_formplan.sealed_at IS NOT NULL)"
)

GUARDS = [
    Guard(
        "ortoo_formplan_kept",
        "ortoo_formplan",
        "UPDATE",
        PLAN,
        f"{changed('sitting_id', 'planned_by_id', 'planned_at')} OR OLD.sealed_at IS NOT NULL",
    ),
    Guard("ortoo_formplan_kept_whole", "ortoo_formplan", "DELETE", PLAN),
    Guard("ortoo_examform_added", "ortoo_examform", "INSERT", SEALED, OF_SEALED.format(row="NEW")),
    Guard("ortoo_examform_kept", "ortoo_examform", "UPDATE", SEALED, OF_SEALED.format(row="OLD")),
    Guard("ortoo_examform_kept_whole", "ortoo_examform", "DELETE", SEALED, OF_SEALED.format(row="OLD")),
    Guard("ortoo_formitem_added", "ortoo_formitem", "INSERT", SEALED, ON_SEALED.format(row="NEW")),
    Guard("ortoo_formitem_kept", "ortoo_formitem", "UPDATE", SEALED),
    Guard("ortoo_formitem_kept_whole", "ortoo_formitem", "DELETE", SEALED, ON_SEALED.format(row="OLD")),
    Guard(
        "ortoo_formitem_approved",
        "ortoo_formitem",
        "INSERT",
        APPROVED,
        "NOT EXISTS (SELECT 1 FROM ortoo_itemreview WHERE version_id = NEW.version_id AND approved)",
    ),
    Guard(
        "ortoo_formitem_once",
        "ortoo_formitem",
        "INSERT",
        ONCE,
        "EXISTS (SELECT 1 FROM ortoo_formitem JOIN ortoo_itemversion AS placed"
        " ON placed.id = ortoo_formitem.version_id JOIN ortoo_itemversion AS coming ON coming.item_id = placed.item_id"
        " WHERE ortoo_formitem.form_id = NEW.form_id AND coming.id = NEW.version_id)",
    ),
]
