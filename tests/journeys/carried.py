"""What the many do alike, by their operations, in a house that is served: dossiers brought, sheets handed in.

A program: `python -m tests.journeys.carried dossiers` or `sheets`. It prints what a journey must know to go on.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tests.journeys import calling
from tests.journeys.prepared import ROUND

if TYPE_CHECKING:
    from ortoo.permission.models import Call, Sheet

WORTH = {
    "J001": 96, "J002": 92, "J003": 88, "J004": 84, "J005": 80, "J006": 76, "J007": 72, "J010": 68, "J015": 64,
    "J020": 60, "J008": 56, "J009": 52, "J011": 48, "J012": 44, "J013": 40,
}  # fmt: skip
"""What every member of the panel gives to each dossier, for both criteria. The last five are on longer lists only."""
DIVIDES, APART = "J007", 10
"""The first member gives so much more to this dossier, the second so much less: a third is asked."""
WHY = "a journey fills in for the many"


def dossiers(call: Call, now: datetime) -> None:
    """Every dossier that is not handed in yet; the ministries consent to all on whom they have not spoken."""
    from ortoo.access.models import User
    from ortoo.permission import operations
    from ortoo.permission.models import Dossier
    from ortoo.permission.operations import NewPaper
    from ortoo.permission.rules.dossiers import Written

    rows = Dossier.objects.everything(because=WHY).select_related("official__account", "call__round", "place")
    for one in rows.filter(call=call).order_by("number"):
        owner = one.official.account
        assert owner is not None
        of_the_gobi = one.official.number in ("J015", "J020")
        print(one.official.number, one.number)
        if one.handed_in_at is None:
            written = Written(
                "T2" if of_the_gobi else "T1", "Papers are lost.", "How it is done there.", "A pilot.", ()
            )
            operations.save_dossier(dossier=one, written=written, seen=None, by=owner, at=now)
            passport = NewPaper("P2", calling.PDF, valid_until=now.date() + timedelta(days=2000))
            papers = [NewPaper("P1", calling.PDF), passport, NewPaper("P3", calling.PDF, against=False)]
            operations.give_papers(dossier=one, papers=papers, by=owner, at=now)
            operations.hand_in(dossier=one, by=owner, at=now)
        if not one.consents.everything(because=WHY).exists():
            ministry = User.objects.get(username="omnogovi" if of_the_gobi else "finance")
            operations.speak_on(dossier=one, given=True, by=ministry, at=now)


def sheets(call: Call, now: datetime) -> None:
    """Every sheet that is open but third ones; those are printed with their member."""
    from ortoo.permission import operations
    from ortoo.permission.models import Sheet

    rows = Sheet.objects.everything(because=WHY).filter(dossier__call=call, handed_in_at=None)
    for one in rows.select_related("dossier__official", "dossier__call__round", "member").order_by("dossier", "turn"):
        given = {code: points(one) * 1000 for code in ("c1", "c2")}
        operations.hand_in_sheet(sheet=one, scores=given, remark="", by=one.member, at=now)
    for one in rows.select_related("dossier", "member"):
        print(one.member.username, one.dossier.number)


def points(sheet: Sheet) -> int:
    worth = WORTH[sheet.dossier.official.number]
    if sheet.dossier.official.number == DIVIDES:
        worth += {1: APART, 2: -APART}[sheet.turn]
    return worth


if __name__ == "__main__":
    import django

    django.setup()
    from django.utils import timezone

    from ortoo.permission.models import Call as Calls

    {"dossiers": dossiers, "sheets": sheets}[sys.argv[1]](Calls.objects.get(round__code=ROUND), timezone.now())
