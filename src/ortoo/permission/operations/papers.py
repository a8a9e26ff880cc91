"""Papers of a dossier: given by the official, opened by the few who may, each opening of a sensitive one recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from ortoo.access.access import RoleCodes
from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.access import PAPER_READERS, check_may_read_papers
from ortoo.permission.models import Dossier, DossierPaper
from ortoo.permission.operations.dossiers import check_in_time, own_held
from ortoo.permission.queries.dossiers import Asked, asked_of, state_of
from ortoo.permission.rules.dossiers import DossierAct, DossierState, check_may_follow
from ortoo.permission.rules.papers import SUFFIXES, check_holds, content_type_of

SENSITIVE = "sensitive"


@dataclass(frozen=True)
class NewPaper:
    """A paper as it is given: its kind by code, the file, and what its kind asks for besides."""

    kind: str
    content: bytes
    valid_until: date | None = None
    against: bool | None = None


def give_paper(*, dossier: Dossier, paper: NewPaper, by: User, at: datetime) -> DossierPaper:
    """As `give_papers`, of one."""
    (made,) = give_papers(dossier=dossier, papers=[paper], by=by, at=at)
    return made


@transaction.atomic
def give_papers(*, dossier: Dossier, papers: Sequence[NewPaper], by: User, at: datetime) -> list[DossierPaper]:
    """A further version of each paper, all or none; the latest counts. No ledger entry: nothing is decided by it.

    Refused for another's dossier, for a file that is no PDF, JPEG or PNG, or is too large, for a paper that has expired
    or will on the last day of the visit, and out of time: a paper that may follow is taken until the visit begins.
    """
    held = own_held(dossier, by)
    asked, today = asked_of(held.call), timezone.localdate(at)
    rows = [_row(held, one, asked, by, at, today) for one in papers]
    return DossierPaper.objects.everything(because="makes rows, and reads none").bulk_create(rows)


def _row(dossier: Dossier, paper: NewPaper, asked: Asked, by: User, at: datetime, today: date) -> DossierPaper:
    kind = asked.kind(paper.kind)
    if kind is None:
        raise Refusal("permission.paper_not_wanted", kind=paper.kind)
    wanted = asked.wanted(paper.kind)
    if wanted.first or state_of(dossier) is DossierState.WITHDRAWN:
        check_may_follow(state_of(dossier), DossierAct.SAVE)
        check_in_time(dossier.call, at)
    elif today >= asked.window.begins:
        raise Refusal("permission.dossiers_closed", until=asked.window.begins.isoformat())
    suffix = SUFFIXES[content_type_of(paper.content)]
    check_holds(wanted.kind, paper.valid_until, asked.window, today)
    if kind.clears and paper.against is None:
        raise Refusal("permission.clearance_unsaid", field="against")
    return DossierPaper(
        dossier=dossier,
        kind=kind,
        filename=f"{dossier.call.round.code}-{dossier.number}-{kind.code}.{suffix}",
        content=paper.content,
        sha256=hashlib.sha256(paper.content).hexdigest(),
        valid_until=paper.valid_until if kind.expires else None,
        against=paper.against if kind.clears else None,
        given_by=by,
        given_at=at,
    )


@transaction.atomic
def read_paper(*, paper: DossierPaper, by: User, at: datetime) -> DossierPaper:
    """The paper with its content, for its owner, the academy manager and the Cabinet Secretariat.

    Each opening of a sensitive one by somebody else is an entry of the ledger that names the person only.
    """
    rows = DossierPaper.objects.everything(because="the next lines say who may").select_related("kind", "given_by")
    found = rows.select_related("kind", "dossier__official", "dossier__call__round").get(pk=paper.pk)
    official = found.dossier.official
    if official.account_id == by.pk:
        return found
    grants = grants_at(by, at)
    check_may_read_papers(grants)
    if not Dossier.objects.visible_to(grants).filter(pk=found.dossier_id).exists():
        raise Refusal("access.role_needed", roles=RoleCodes(", ".join(PAPER_READERS)))
    if found.kind.personal_data == SENSITIVE:
        subject = ledger.subject(kind="official", key=official.pk)
        ledger.record(kind="dossier.paper-read", body={"subject": subject}, by=by, at=at)
    return found
