"""Nobody decides on their own case, nobody two steps, and duties that are apart stay apart: for every act and pair."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ortoo.access import operations as access
from ortoo.access.models import Grant, User
from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import APART, Role
from ortoo.ledger.operations import subject
from ortoo.permission.models import Proposal
from ortoo.permission.operations import close_delegation, end_deputy, name_deputy, send_back
from ortoo.permission.operations.deputies import ROLES
from ortoo.permission.queries.acting import deputised
from ortoo.permission.rules.states import SIGNERS, SignStep
from tests.cast import FOUNDED, LONG_AGO, hands, outsider, person
from tests.expecting import entry, refused
from tests.permission import deciding
from tests.permission.deciding import AT, SIGNED, Cast, decided
from tests.permission.twelve import account

pytestmark = pytest.mark.django_db

FROM, TO = date(2026, 4, 20), date(2026, 4, 30)
NAMED = deciding.PROPOSED


def holder_of(people: Cast, role: Role) -> User:
    return {
        Role.HEAD_OF_ACADEMY: people.head,
        Role.SENDING_MINISTRY: people.ministries,
        Role.CABINET_SECRETARIAT: people.secretary,
        Role.PRIME_MINISTERS_OFFICE: people.minister,
    }[role]


def granted(user: User, role: Role) -> User:
    """A role for somebody who has an account, as two hands give it; the head cannot approve for themselves."""
    manager, head = hands()
    grant = access.propose_grant(user=user, held=Held(role), valid_from=LONG_AGO, by=manager, at=FOUNDED)
    access.approve_grant(grant=grant, by=head, at=FOUNDED)
    return user


def acts(proposal: Proposal, people: Cast, by: User) -> dict[str, Any]:
    """Every act of the way as `by`, each prepared up to its turn."""

    def academy() -> Any:
        return deciding.signed(proposal, SignStep.ACADEMY, by)

    def ministry() -> Any:
        deciding.by_the_academy(proposal, people)
        return deciding.signed(proposal, SignStep.MINISTRIES, by, "MOF")

    def secretariat() -> Any:
        deciding.by_the_ministries(proposal, people)
        return deciding.signed(proposal, SignStep.SECRETARIAT, by)

    def office() -> Any:
        deciding.at_the_office(proposal, people)
        return decided(proposal, by)

    def back() -> Any:
        deciding.at_the_office(proposal, people)
        return send_back(proposal=proposal, step=SignStep.OFFICE, reason="r", by=by, at=AT)

    def close() -> Any:
        deciding.at_the_office(proposal, people)
        decided(proposal, people.minister)
        return close_delegation(call=proposal.call, by=by, at=AT)

    return {"academy": academy, "ministry": ministry, "secretariat": secretariat, "office": office, "back": back,
            "close": close}  # fmt: skip


ROLE_OF_ACT = {
    "academy": Role.HEAD_OF_ACADEMY, "ministry": Role.SENDING_MINISTRY, "secretariat": Role.CABINET_SECRETARIAT,
    "office": Role.PRIME_MINISTERS_OFFICE, "back": Role.PRIME_MINISTERS_OFFICE, "close": Role.CABINET_SECRETARIAT,
}  # fmt: skip


@pytest.mark.parametrize("act", list(ROLE_OF_ACT))
def test_one_of_the_called_decides_on_nothing_of_the_call(proposal: Proposal, people: Cast, act: str) -> None:
    by = granted(account("T12"), ROLE_OF_ACT[act])
    refused("permission.own_case", acts(proposal, people, by)[act])


@pytest.mark.parametrize("act", list(ROLE_OF_ACT))
def test_no_other_role_does_it(proposal: Proposal, people: Cast, act: str) -> None:
    by = outsider()
    refused("access.role_needed", acts(proposal, people, by)[act])


@pytest.mark.parametrize("role", ROLES)
def test_two_duties_in_one_hand_do_nothing(proposal: Proposal, people: Cast, role: Role) -> None:
    """Two grants may have come to overlap in a way that nobody saw: then neither of them counts."""
    manager, head = hands()
    by = person("both", role)
    others = [other for other in Role if frozenset((role, other)) in APART]
    assert others
    for other in others:
        made = Grant.objects.create(
            user=by, role=other, scope="everything", valid_from=LONG_AGO, proposed_by=manager, proposed_at=FOUNDED,
            approved_by=head, approved_at=FOUNDED,
        )  # fmt: skip
        for act in direct(proposal, by)[role]:
            refused("access.duties_clash", act)
        made.delete()


def direct(proposal: Proposal, by: User) -> dict[Role, list[Any]]:
    """Acts of each role as they stand: who may is asked before whether it is their turn."""

    def signs(step: SignStep, body: str = "") -> Any:
        return lambda: deciding.signed(proposal, step, by, body)

    return {
        Role.HEAD_OF_ACADEMY: [signs(SignStep.ACADEMY)],
        Role.SENDING_MINISTRY: [signs(SignStep.MINISTRIES, "MOF")],
        Role.CABINET_SECRETARIAT: [
            signs(SignStep.SECRETARIAT),
            lambda: close_delegation(call=proposal.call, by=by, at=AT),
        ],
        Role.PRIME_MINISTERS_OFFICE: [
            lambda: decided(proposal, by),
            lambda: send_back(proposal=proposal, step=SignStep.OFFICE, reason="r", by=by, at=AT),
        ],
    }


@pytest.mark.parametrize("act", ["ministry", "secretariat", "office"])
def test_nobody_two_steps_whatever_role_they_hold_by_now(
    proposal: Proposal, people: Cast, officer: User, act: str
) -> None:
    """Who made the proposal has laid the selection down and signs for somebody else now."""
    _, head = hands()
    old = officer.grants.get()
    access.revoke_grant(grant=old, by=head, at=FOUNDED)
    refused("permission.another_step", acts(proposal, people, granted(officer, ROLE_OF_ACT[act]))[act])


class TestDeputies:
    def name(self, people: Cast, role: Role, deputy: User, **changed: Any) -> Any:
        asked: dict[str, Any] = {
            "role": role, "deputy": deputy, "valid_from": FROM, "valid_to": TO, "legal_basis": "Order 3",
            "by": holder_of(people, role), "at": NAMED, **changed,
        }  # fmt: skip
        return name_deputy(**asked)

    @pytest.mark.parametrize("act", list(ROLE_OF_ACT))
    def test_acts_on_those_days_in_the_holders_name(self, proposal: Proposal, people: Cast, act: str) -> None:
        deputy, role = outsider(), ROLE_OF_ACT[act]
        self.name(people, role, deputy)
        made = acts(proposal, people, deputy)[act]()
        if act != "close":
            assert made.deputy_of == holder_of(people, role)
            kind = {"office": "permission.decided", "back": "proposal.sent-back"}.get(act, "proposal.signed")
            said = entry(kind)
            assert said["deputy_of"] == subject(kind="user", key=holder_of(people, role).pk)
            assert said["by"] == subject(kind="user", key=deputy.pk)

    def test_not_before_not_after_and_not_once_ended(self, proposal: Proposal, people: Cast) -> None:
        deputy = outsider()
        for begins, ends in ((date(2026, 4, 22), TO), (date(2026, 4, 20), date(2026, 4, 21))):
            row = self.name(people, Role.HEAD_OF_ACADEMY, deputy, valid_from=begins, valid_to=ends)
            refused("access.role_needed", deciding.signed, proposal=proposal, step=SignStep.ACADEMY, by=deputy)
            end_deputy(deputy=row, by=people.head, at=NAMED)
        row = self.name(people, Role.HEAD_OF_ACADEMY, deputy)
        end_deputy(deputy=row, by=people.head, at=NAMED)
        refused("access.role_needed", deciding.signed, proposal=proposal, step=SignStep.ACADEMY, by=deputy)
        assert entry("deputy.ended")["legal_basis"] == "Order 3"

    def test_has_what_the_holder_has_and_no_longer(self, proposal: Proposal, people: Cast) -> None:
        deputy = outsider()
        self.name(people, Role.SENDING_MINISTRY, deputy, by=people.finance)
        deciding.by_the_academy(proposal, people)
        refused("permission.not_your_body", deciding.signed, proposal=proposal, step=SignStep.MINISTRIES, by=deputy,
                organization="MOH")  # fmt: skip
        assert deciding.signed(proposal, SignStep.MINISTRIES, deputy, "MOF").deputy_of == people.finance
        assert deputised(deputy.pk, date(2026, 4, 29)) == {Role.SENDING_MINISTRY}
        assert deputised(deputy.pk, TO) == frozenset()

    @pytest.mark.parametrize("role", ROLES)
    def test_nobody_with_a_duty_that_stays_apart(self, people: Cast, role: Role) -> None:
        for other in [other for other in Role if frozenset((role, other)) in APART]:
            clashing = person(f"x-{other}", other)
            assert refused("permission.deputy_apart", self.name, people=people, role=role, deputy=clashing) == {
                "name": clashing.shown_name, "other": other.value,
            }  # fmt: skip

    def test_nobody_for_two_who_stay_apart(self, people: Cast) -> None:
        deputy = outsider()
        self.name(people, Role.CABINET_SECRETARIAT, deputy)
        refused("permission.deputy_apart", self.name, people=people, role=Role.PRIME_MINISTERS_OFFICE, deputy=deputy)

    def test_no_one_of_the_called(self, people: Cast) -> None:
        refused("permission.deputy_own_case", self.name, people=people, role=Role.PRIME_MINISTERS_OFFICE,
                deputy=account("T05"))  # fmt: skip

    def test_a_deputy_signs_no_two_steps(self, proposal: Proposal, people: Cast) -> None:
        deputy = outsider()
        row = self.name(people, Role.HEAD_OF_ACADEMY, deputy)
        deciding.signed(proposal, SignStep.ACADEMY, deputy)
        end_deputy(deputy=row, by=people.head, at=SIGNED)
        self.name(people, Role.SENDING_MINISTRY, deputy, at=SIGNED)
        refused("permission.another_step", deciding.signed, proposal=proposal, step=SignStep.MINISTRIES, by=deputy,
                organization="MOF")  # fmt: skip

    def test_what_is_half_is_refused(self, people: Cast) -> None:
        deputy, role = outsider(), Role.PRIME_MINISTERS_OFFICE
        asked = {"people": people, "deputy": deputy}
        refused("permission.deputy_role", name_deputy, role=Role.AUDITOR, deputy=deputy, valid_from=FROM, valid_to=TO,
                legal_basis="Order 3", by=people.minister, at=NAMED)  # fmt: skip
        refused("access.role_needed", self.name, role=role, **asked, by=people.head)
        refused("permission.deputy_oneself", self.name, people=people, role=role, deputy=people.minister)
        refused("permission.deputy_days", self.name, role=role, **asked, valid_to=FROM)
        refused("permission.deputy_days", self.name, role=role, **asked, valid_from=date(2026, 1, 1),
                valid_to=date(2026, 1, 9))  # fmt: skip
        refused("permission.deputy_legal_basis", self.name, role=role, **asked, legal_basis=" ")
        row = self.name(people, role, deputy)
        refused("permission.deputy_twice", self.name, role=role, **asked, valid_from=TO - timedelta(days=1),
                valid_to=TO + timedelta(days=5))  # fmt: skip
        self.name(people, role, deputy, valid_from=TO, valid_to=TO + timedelta(days=5))
        refused("permission.deputy_not_yours", end_deputy, deputy=row, by=people.head, at=NAMED)
        end_deputy(deputy=row, by=people.minister, at=NAMED)
        refused("permission.deputy_not_yours", end_deputy, deputy=row, by=people.minister, at=NAMED)


def test_every_signing_role_has_deputies() -> None:
    assert set(ROLES) == set(SIGNERS.values())
