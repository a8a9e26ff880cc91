"""What the database itself refuses in visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.ledger import guards
from ortoo.ledger.guards import Guard, changed, never_changed

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

AGREEMENT = "an agreement stays as it was kept, and is ended once"
EXCHANGE = "a programme stays as it was kept"
VISIT = "a visit stays as it was opened"
HOST = "a host stays with its visit: only the lead changes hands"
TOPIC = "a topic keeps its visit, code, place and names"
WISH = "a wish stays as it was stated: a later one stands beside it"
REQUEST = "a request stays as it was sent: a later version stands beside it"
ANSWER = "the answer of a host stays as it was given: a later one stands beside it"
OFFERED = "a stop keeps its visit, host and code, and a withdrawal is never taken back"

AGENDA = "an agenda stays as it was kept: a later version stands beside it"
SAID_YES = "the yes of a side to an agenda stays as it was given"
PRESENCE = "attendance stays as it was marked: a later mark stands beside it"
NOTE = "a note stays as it was written: an amended one stands beside it"
DAY = "the answer of a day stays as it was given"

TRAVELLER = "a traveller keeps visit, person and place, and is never taken away"
DATA_CONSENT = "a consent stays as it was spoken: a later one stands beside it"
MARKED = "a marked paper stays with its visit, kind and traveller: only its number and day are corrected"
SETTLED = "a settled cost stays as it was settled"
STUDIED = "what was studied stays so"

ASKED = "what a traveller said about being asked stays as it was said: a later word stands beside it"
USED = "an answer on what was used of a visit stays as it was given"


GUARDS: list[Guard] = [
    # ---- hosts, the request, stops
    Guard(
        "ortoo_agreement_kept",
        "ortoo_agreement",
        "UPDATE",
        AGREEMENT,
        f"OLD.valid_to IS NOT NULL OR ({changed('partner_id', 'number', 'signed_on', 'valid_from', 'basis')})",
    ),
    Guard("ortoo_agreement_kept_whole", "ortoo_agreement", "DELETE", AGREEMENT),
    *never_changed("ortoo_exchange", EXCHANGE),
    *never_changed("ortoo_visit", VISIT),
    Guard("ortoo_visithost_kept", "ortoo_visithost", "UPDATE", HOST, changed("visit_id", "organization_id")),
    Guard("ortoo_visithost_kept_whole", "ortoo_visithost", "DELETE", HOST),
    Guard(
        "ortoo_visittopic_kept",
        "ortoo_visittopic",
        "UPDATE",
        TOPIC,
        changed("visit_id", "code", "place", "name_mn", "name_en", "name_ko", "basis"),
    ),
    Guard("ortoo_visittopic_kept_whole", "ortoo_visittopic", "DELETE", TOPIC),
    *never_changed("ortoo_wish", WISH),
    *never_changed("ortoo_visitrequest", REQUEST),
    *never_changed("ortoo_hostanswer", ANSWER),
    Guard(
        "ortoo_stop_kept",
        "ortoo_stop",
        "UPDATE",
        OFFERED,
        f"({changed('visit_id', 'host_id', 'code')})"
        " OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at)",
    ),
    Guard("ortoo_stop_kept_whole", "ortoo_stop", "DELETE", OFFERED),
    # ---- travellers
    Guard("ortoo_traveller_kept", "ortoo_traveller", "UPDATE", TRAVELLER, changed("visit_id", "official_id", "place")),
    Guard("ortoo_traveller_kept_whole", "ortoo_traveller", "DELETE", TRAVELLER),
    *never_changed("ortoo_dataconsent", DATA_CONSENT),
    Guard(
        "ortoo_visitpaper_kept",
        "ortoo_visitpaper",
        "UPDATE",
        MARKED,
        changed("visit_id", "kind_id", "traveller_id", "part"),
    ),
    Guard("ortoo_visitpaper_kept_whole", "ortoo_visitpaper", "DELETE", MARKED),
    Guard("ortoo_visitcost_kept", "ortoo_visitcost", "UPDATE", SETTLED, "OLD.settled_at IS NOT NULL"),
    Guard("ortoo_visitcost_kept_whole", "ortoo_visitcost", "DELETE", SETTLED, "OLD.settled_at IS NOT NULL"),
    *never_changed("ortoo_partstudied", STUDIED),
    # ---- agendas and days
    *never_changed("ortoo_agenda", AGENDA),
    *never_changed("ortoo_agendastop", AGENDA),
    *never_changed("ortoo_agendaconsent", SAID_YES),
    *never_changed("ortoo_presence", PRESENCE),
    *never_changed("ortoo_observationnote", NOTE),
    *never_changed("ortoo_dayanswered", DAY),
    *never_changed("ortoo_dayanswer", DAY),
    # ---- after the visit
    *never_changed("ortoo_alumnus", ASKED),
    *never_changed("ortoo_followup", USED),
]


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(GUARDS, schema_editor)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(GUARDS, schema_editor)
