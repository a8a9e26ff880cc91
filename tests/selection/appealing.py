"""The round of forty goes on: two appeals, one upheld and one rejected, up to a final list.

N10 has 82 in both exams. The panel finds a page that was never counted: S25 becomes 92, and the merit
0.4 x 82 + 0.6 x 92 = 88.000. N10 is then equal to N02 in merit and ahead by the mark of S25: second. The seats go to
N01, N10, N02, N03, N04, N06, N07 and N20: whoever of N08 and N09 had the last seat by lot leaves. N05, whom the
ceiling on Gobi leaves out, appeals against the procedure, and is rejected.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.exams.models import Sitting
from ortoo.people.models import Official
from ortoo.selection.models import Appeal, FinalList, Place, Round, Ruling, Run
from ortoo.selection.operations import (
    carry_out,
    confirm_ruling,
    draft_ruling,
    file_appeal,
    publish_final,
    rerun,
    sign_list,
)
from tests.cast import person
from tests.selection import forty

WITHIN = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)
LAST_SECOND = datetime(2026, 3, 12, 15, 59, 59, tzinfo=UTC)
CLOSED = datetime(2026, 3, 13, 4, 0, tzinfo=UTC)
"""The day after the tenth, in the programme's time zone (UTC+8) too."""

TEXT = "The third page of my paper in S25 was not counted."
REASON = "The third page was found; ten points were never added."
NO_REASON = "The ceiling was adopted before the seal and holds for all."


def account(number: str) -> User:
    """The account of one of the forty, made when first asked for."""
    one = Official.objects.everything(because="a test links").get(number=number)
    if one.account is None:
        one.account = person(f"account-{number}", Role.OFFICIAL, scope=Scope.OWN)
        one.save()
    return one.account


def panel() -> tuple[User, User]:
    """Two members of the appeals panel, made when first asked for."""
    members = []
    for name in ("naran", "dorj"):
        found = User.objects.filter(username=name).first()
        members.append(found or person(name, Role.APPEALS_PANEL))
    return members[0], members[1]


def head() -> User:
    found = User.objects.filter(username="tsetseg").first()
    return found or person("tsetseg", Role.HEAD_OF_ACADEMY)


def place(run: Run, number: str) -> Place:
    whole = Place.objects.everything(because="a test looks")
    return whole.select_related("official", "run__round", "record").get(run=run, official__number=number)


def sitting(code: str = "S25") -> Sitting:
    return Sitting.objects.get(code=code)


def filed(run: Run, number: str = "N10", at: datetime = WITHIN, **changed: Any) -> Appeal:
    asked: dict[str, Any] = {"ground": "mark", "sitting": sitting(), "text": TEXT, "by": account(number)}
    return file_appeal(place=place(run, number), at=at, **{**asked, **changed})


def drafted(appeal: Appeal, by: User | None = None, at: datetime = CLOSED, **changed: Any) -> Ruling:
    asked: dict[str, Any] = {
        "outcome": "upheld", "reason": REASON, "remedy": "mark", "sitting": sitting(), "thousandths": 92_000,
    }  # fmt: skip
    return draft_ruling(appeal=appeal, by=by or panel()[0], at=at, **{**asked, **changed})


def rejected(appeal: Appeal, at: datetime = CLOSED) -> Ruling:
    one, other = panel()
    draft = draft_ruling(appeal=appeal, outcome="rejected", reason=NO_REASON, by=one, at=at)
    return confirm_ruling(ruling=draft, by=other, at=at)


def upheld(appeal: Appeal, at: datetime = CLOSED, **changed: Any) -> Ruling:
    return confirm_ruling(ruling=drafted(appeal, at=at, **changed), by=panel()[1], at=at)


def both(run: Run) -> tuple[Ruling, Ruling]:
    """The story's two appeals, ruled on."""
    first = filed(run)
    second = filed(run, "N05", ground="procedure", sitting=None, text="My rank is five, and five is below eight seats.")
    return upheld(first), rejected(second)


def carried_out(run: Run, keeper: User, at: datetime = CLOSED) -> Round:
    carry_out(round=run.round, by=keeper, at=at)
    return Round.objects.get(pk=run.round_id)


def run_again(run: Run, keeper: User, officer: User, at: datetime = CLOSED) -> Run:
    return rerun(round=carried_out(run, keeper, at), by=officer, at=at)


def final(run: Run, officer: User, at: datetime = CLOSED) -> FinalList:
    """The list of the latest run, signed and published."""
    sign_list(round=run.round, by=head(), at=at)
    return publish_final(round=run.round, by=officer, at=at)


def chosen(run: Run) -> list[str]:
    return [one.official.number for one in forty.places(run) if one.status == "chosen"]
