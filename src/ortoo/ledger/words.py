"""Kinds of entries, and what their bodies say, in words of the page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

KINDS = {
    "grant.proposed": gettext_lazy("A role was proposed"),
    "grant.approved": gettext_lazy("A role was approved"),
    "grant.revoked": gettext_lazy("A role was ended"),
    "programme.set-up": gettext_lazy("The programme was set up"),
    "programme.plan-imported": gettext_lazy("The plan was imported"),
    "programme.accounts-opened": gettext_lazy("Accounts were opened"),
    "programme.password-given": gettext_lazy("A first password was given"),
    "programme.register-imported": gettext_lazy("A register was imported"),
    "programme.official-moved": gettext_lazy("An official moved to another post"),
    "programme.sitting-opened": gettext_lazy("An exam was opened"),
    "programme.letters-defined": gettext_lazy("A scale of letters was defined"),
    "programme.marks-imported": gettext_lazy("Marks were imported"),
    "programme.round-opened": gettext_lazy("A round was opened"),
    "programme.call-opened": gettext_lazy("A call to those on a final list was opened"),
    "mark.corrected": gettext_lazy("A mark was corrected"),
    "record.formula-adopted": gettext_lazy("A formula was adopted"),
    "rule.adopted": gettext_lazy("A rule was adopted"),
    "records.sealed": gettext_lazy("Records were sealed"),
    "lot.drawn": gettext_lazy("The lot was drawn"),
    "selection.run": gettext_lazy("A selection was run"),
    "list.provisional": gettext_lazy("A list was published, open to objections"),
    "list.final": gettext_lazy("A list became final"),
    "figure.approved": gettext_lazy("A figure was approved"),
    "data.erased": gettext_lazy("Personal data was erased"),
    "export.made": gettext_lazy("A file left the house"),
}

SAID = {
    "round": gettext_lazy("Round"),
    "seats": gettext_lazy("Seats"),
    "lot_source": gettext_lazy("Where the lot comes from"),
    "count": gettext_lazy("How many"),
    "rows": gettext_lazy("Rows"),
    "root": gettext_lazy("Root of the sealed records"),
    "value": gettext_lazy("Value drawn in public"),
    "seed": gettext_lazy("Seed of the lot"),
    "status": gettext_lazy("Outcome"),
    "chosen_count": gettext_lazy("Chosen"),
    "because": gettext_lazy("Reason"),
    "holder": gettext_lazy("Holder of the role"),
    "role": gettext_lazy("Role"),
    "scope": gettext_lazy("Reach"),
    "sitting": gettext_lazy("Exam"),
    "name": gettext_lazy("Name"),
    "subject": gettext_lazy("Person concerned"),
}
"""Keys of a body that have a word on the page; the whole body is shown beneath in its own spelling."""
