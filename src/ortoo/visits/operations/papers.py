"""A paper of the checklist is there. The paper itself stays where it is: only that it is there is kept."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.queries.kinds import kind_of_paper
from ortoo.visits.access import check_may_keep_visits
from ortoo.visits.models import Traveller, Visit, VisitPaper
from ortoo.visits.queries.papers import HIDDEN, Wanted, kinds, wanted_of
from ortoo.visits.queries.visits import held_visit
from ortoo.visits.rules.papers import is_personal


@transaction.atomic
def mark_paper(
    *,
    visit: Visit,
    kind: str,
    traveller: Traveller | None = None,
    part: int = 1,
    number: str = "",
    dated: date,
    by: User,
    at: datetime,
) -> VisitPaper:
    """The paper `kind` (code) is there: of the visit, or of `traveller`; `part` of one that is due several times.

    Marked again, number and day are corrected. Of a sensitive paper no number is kept. Refused for a kind that is not
    on the list of this visit or traveller, for who has left, and for a day that has not come.
    """
    check_may_keep_visits(grants_at(by, at))
    held = held_visit(visit.pk)
    today = timezone.localdate(at)
    wanted = _wanted(held, kind, traveller, part, today)
    if dated > today:
        raise Refusal("visits.paper_of_tomorrow", field="dated", dated=dated.isoformat())
    row = kind_of_paper(kind)
    assert row is not None
    kept = "" if wanted.kind.personal in HIDDEN else number.strip()
    made, _ = VisitPaper.objects.everything(because="marks one paper, and shows none").update_or_create(
        visit=held, kind_id=row.pk, traveller=traveller, part=part,
        defaults={"number": kept, "dated": dated, "by": by, "at": at},
    )  # fmt: skip
    body: dict[str, object] = {"visit": held.code, "paper": kind, "part": part, "dated": dated.isoformat()}
    if traveller is not None:
        body["subject"] = ledger.subject(kind="official", key=traveller.official_id)
    ledger.record(kind="visit.paper-marked", body=body, by=by, at=at)
    return made


def _wanted(visit: Visit, kind: str, traveller: Traveller | None, part: int, today: date) -> Wanted:
    if traveller is not None and (traveller.visit_id != visit.pk or traveller.left_at is not None):
        raise Refusal("visits.not_travelling", number=traveller.official.number, visit=visit.code)
    found = wanted_of(visit, today, kind, traveller, part)
    if found is not None:
        return found
    named = next((one for one in kinds() if one.kind.code == kind), None)
    if named is None:
        raise Refusal("visits.paper_unknown", kind=kind)
    if is_personal(named.kind) and traveller is None:
        raise Refusal("visits.paper_of_each", kind=kind)
    raise Refusal("visits.paper_not_asked", kind=kind, part=part)
