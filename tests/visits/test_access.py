"""Who sees a visit: two ways to say it, held against each other for everybody of the cast."""

from __future__ import annotations

import pytest

from ortoo.access.models import User
from ortoo.access.queries import grants_of
from ortoo.access.rules.grants import Grants, Held
from ortoo.access.rules.roles import Role, Scope
from ortoo.multilingual.refusals import Refusal
from ortoo.visits.access import can_see_visit, check_may_see_visit, hosts_of, wishes_for
from ortoo.visits.models import Traveller, Visit
from ortoo.visits.queries.visits import visit_seen, visits_for
from tests.cast import auditor, outsider, person
from tests.visits.hosting import speaker_for
from tests.visits.travelling import TODAY, account, keeper, secretary

pytestmark = pytest.mark.django_db


def everybody() -> dict[str, tuple[User, bool]]:
    """Who, and whether they see the visit of LOGODI and KIPA."""
    return {
        "academy": (keeper(), True),
        "secretariat": (secretary(), True),
        "auditor": (auditor(), True),
        "planner": (person("plans", Role.MINISTRY_PLANNER, scope=Scope.ORGANIZATION, code="MOF"), True),
        "host": (speaker_for("KIPA"), True),
        "another host": (speaker_for("NHI"), False),
        "host of nothing": (person("anywhere", Role.HOST), False),
        "traveller": (account("T01"), True),
        "escort": (account("T12"), True),
        "left": (account("T02"), False),
        "not chosen": (account("T13"), False),
        "marker": (person("marks", Role.MARKER), False),
        "outsider": (outsider(), False),
    }


def test_who_sees_it(named: Visit) -> None:
    rows = Traveller.objects.everything(because="a test lets one leave").filter(official__number="T02")
    rows.update(left_at=named.opened_at)
    cast = everybody()
    for who, (user, sees) in cast.items():
        grants = grants_of(user, TODAY)
        assert can_see_visit(grants, named) is sees, who
        assert (visit_seen(grants, named.code) == named) is sees, who
        assert list(visits_for(grants)) == [named] * sees, who
        if not sees:
            with pytest.raises(Refusal):
                check_may_see_visit(grants, named)
    assert sum(sees for _, sees in cast.values()) == 7


def test_a_grant_without_a_body_reaches_none() -> None:
    held = frozenset({Held(Role.HOST), Held(Role.HOST, Scope.REGION, "MN-1"), Held(Role.HOST, Scope.ORGANIZATION, "K")})
    assert hosts_of(Grants(1, TODAY, held)) == {"K"}
    assert wishes_for(Grants(1, TODAY, held)) == frozenset()
    assert wishes_for(Grants(1, TODAY, frozenset({Held(Role.MINISTRY_PLANNER)}))) == frozenset()
