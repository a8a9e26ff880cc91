"""Commitments: proposed, accepted or refused, delivered, confirmed or returned, by the right body and nobody else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.actions import operations
from ortoo.actions.models import Commitment, CommitmentAct, Measure
from ortoo.actions.queries import acting_for, owed_by, owed_to, plan_of, state_of
from ortoo.actions.reminders import reminders
from ortoo.actions.rules.delays import Planned, delays
from ortoo.ledger.models import Entry
from ortoo.messages.models import Message
from ortoo.people.models import Organization, Succession
from tests.actions.fixtures import Planners, at, end, refused
from tests.cast import person
from tests.factories.people import organization

pytestmark = pytest.mark.django_db

Plan = dict[str, Commitment]


def told(kind: str) -> list[str]:
    rows = Message.objects.everything(because="a test reads").filter(kind=f"actions.{kind}")
    return sorted(rows.values_list("to__username", flat=True))


def acts(row: Commitment) -> list[tuple[str, date, str]]:
    return list(row.acts.order_by("pk").values_list("act", "on", "organization__code"))


def test_the_whole_way(planned: Plan, planners: Planners) -> None:
    one = planned["C-1"]
    operations.deliver(commitment=one, evidence="Draft", by=planners["CITY"], at=at(1, 6))
    operations.send_back(commitment=one, reason="Two districts are missing", by=planners["MDDC"], at=at(3, 6))
    operations.deliver(
        commitment=one, evidence="Letter 5", on=date(2026, 6, 5), by=planners["CITY"], at=at(6, 6)
    )  # fmt: skip
    operations.confirm(commitment=one, by=planners["MDDC"], at=at(8, 6))
    assert acts(one) == [
        ("accept", date(2026, 3, 3), "CITY"),
        ("deliver", date(2026, 6, 1), "CITY"),
        ("return", date(2026, 6, 3), "MDDC"),
        ("deliver", date(2026, 6, 5), "CITY"),
        ("confirm", date(2026, 6, 8), "MDDC"),
    ]
    assert told("commitment_delivered") == ["of-mddc", "of-mddc", "second", "second"]
    assert told("commitment_returned") == ["of-city"]
    assert told("commitment_confirmed") == ["of-city"]
    assert told("commitment_may_begin") == ["second"]
    kinds = Entry.objects.order_by("seq").values_list("kind", flat=True)
    assert [kind for kind in kinds if kind.startswith("commitment.")][-5:] == [
        "commitment.accepted", "commitment.delivered", "commitment.returned", "commitment.delivered",
        "commitment.confirmed",
    ]  # fmt: skip


def test_who_may_not(planned: Plan, planners: Planners, measure: Measure) -> None:
    fresh = commit(measure, planners, code="C-7")
    assert str(refused(operations.accept, commitment=fresh, by=planners["MDDC"], at=at(4))) == (
        "C-7 is owed by CITY; only a ministry planner of that body accepts, refuses or delivers it. Ask them."
    )
    one = planned["C-1"]
    operations.deliver(commitment=one, evidence="x", by=planners["CITY"], at=at(1, 6))
    assert str(refused(operations.confirm, commitment=one, by=planners["CITY"], at=at(2, 6))) == (
        "C-1 is owed to MDDC; only a ministry planner of that body confirms or returns it. Ask them."
    )
    nobody = person("nobody")
    assert refused(operations.confirm, commitment=one, by=nobody, at=at(2, 6)).code == "access.role_needed"
    assert state_of(one) == "delivered"


def test_who_delivered_never_confirms_even_where_one_body_took_over_both(
    planned: Plan, planners: Planners, bodies: dict[str, Organization]
) -> None:
    """On 1 May one ministry takes over the giver and the receiver; its planner delivers, a colleague confirms."""
    after = end("MDDC", "MDDIC")
    Organization.objects.filter(code="MCUD").update(valid_to=date(2026, 5, 1))
    Succession.objects.create(organization=bodies["MCUD"], successor=after, place=1)
    first = person("first-of-new", Role.MINISTRY_PLANNER, scope=Scope.ORGANIZATION, code="MDDIC")
    colleague = person("colleague", Role.MINISTRY_PLANNER, scope=Scope.ORGANIZATION, code="MDDIC")
    two = planned["C-2"]
    operations.deliver(commitment=two, evidence="x", by=first, at=at(1, 6))
    assert refused(operations.confirm, commitment=two, by=first, at=at(2, 6)).code == "actions.own_delivery"
    operations.confirm(commitment=two, by=colleague, at=at(2, 6))
    assert acts(two)[1:] == [("deliver", date(2026, 6, 1), "MDDIC"), ("confirm", date(2026, 6, 2), "MDDIC")]


def test_a_successor_acts_and_old_rows_keep_the_body_of_their_day(planned: Plan, planners: Planners) -> None:
    after = end("MDDC", "MDDIC")
    heir = person("heir", Role.MINISTRY_PLANNER, scope=Scope.ORGANIZATION, code="MDDIC")
    two = planned["C-2"]
    old = refused(operations.deliver, commitment=two, evidence="x", by=planners["MDDC"], at=at(2, 6))
    assert old.code == "actions.not_the_giver"
    assert "Ministry of Digital Development (MDDIC)" in str(old)
    operations.deliver(commitment=two, evidence="x", by=heir, at=at(2, 6))
    assert acts(two) == [("accept", date(2026, 3, 3), "MDDC"), ("deliver", date(2026, 6, 2), "MDDIC")]
    assert Commitment.objects.get(pk=two.pk).giver.code == "MDDC"
    assert acting_for(two.giver, date(2026, 6, 2)) == after
    assert acting_for(two.giver, date(2026, 4, 30)) == two.giver
    assert plan_of(two.measure, date(2026, 6, 2))["C-2"].owner == "MDDIC"


def test_nobody_acts_for_a_body_that_nobody_followed(planned: Plan, planners: Planners) -> None:
    Organization.objects.filter(code="CITY").update(valid_to=date(2026, 5, 1))
    gone = refused(operations.deliver, commitment=planned["C-1"], evidence="x", by=planners["CITY"], at=at(2, 6))
    assert gone.code == "actions.nobody_acts"


def test_out_of_turn_and_without_words(planned: Plan, planners: Planners) -> None:
    one, by = planned["C-1"], planners["CITY"]
    assert refused(operations.accept, commitment=one, by=by, at=at(4)).code == "actions.not_now.accept"
    assert refused(operations.refuse, commitment=one, reason="x", by=by, at=at(4)).code == "actions.not_now.refuse"
    assert refused(operations.confirm, commitment=one, by=planners["MDDC"], at=at(4)).code == "actions.not_now.confirm"
    assert refused(operations.deliver, commitment=one, evidence=" ", by=by, at=at(4)).code == "actions.evidence_missing"
    early = refused(operations.deliver, commitment=one, evidence="x", on=date(2026, 3, 2), by=by, at=at(4))
    assert early.code == "actions.day_before"
    late = refused(operations.deliver, commitment=one, evidence="x", on=date(2026, 3, 5), by=by, at=at(4))
    assert late.code == "actions.day_ahead"
    assert CommitmentAct.objects.filter(commitment=one).count() == 1


def test_a_refused_commitment_is_owed_by_nobody(planned: Plan, planners: Planners, measure: Measure) -> None:
    fresh = commit(measure, planners, code="C-7", after=["C-9"])
    operations.refuse(commitment=fresh, reason="No budget", by=planners["CITY"], at=at(4))
    assert told("commitment_refused") == ["of-mddc", "second"]
    assert "C-7" not in plan_of(measure, date(2026, 6, 1))
    after = refused(commit, measure, planners, code="C-8", after=["C-7"])
    assert after.code == "actions.upstream_refused"


def commit(measure: Measure, planners: Planners, by: str = "MDDC", **more: object) -> Commitment:
    given: dict[str, object] = {
        "measure": measure, "code": "C-7", "names": {"en": "A thing"}, "giver": "CITY", "receiver": "MDDC",
        "acceptance_test": {"en": "It is there."}, "due": date(2026, 6, 1), "duration_days": 10,
        "by": planners[by], "at": at(3),
    }  # fmt: skip
    return operations.propose_commitment(**(given | more))  # type: ignore[arg-type]


def test_what_cannot_be_promised(planned: Plan, planners: Planners, measure: Measure) -> None:
    organization("CS")
    assert refused(commit, measure, planners, receiver="CITY").code == "actions.owed_to_itself"
    assert refused(commit, measure, planners, giver="CS").code == "actions.no_part_yet"
    assert refused(commit, measure, planners, acceptance_test={"en": ""}).code == "actions.test_missing"
    assert refused(commit, measure, planners, due=date(2027, 1, 1)).code == "actions.due_outside"
    assert refused(commit, measure, planners, duration_days=-1).code == "actions.duration"
    assert refused(commit, measure, planners, code="C-1").code == "actions.code_taken"
    assert refused(commit, measure, planners, after=["C-99"]).code == "actions.unknown_upstream"
    assert str(refused(commit, measure, planners, after=["C-1"], due=date(2026, 6, 18))) == (
        'Commitment "C-7" is due on 2026-06-18. It waits for "C-1", due on 2026-06-09, and takes 10 days, so it '
        "cannot be due before 2026-06-19; move a due date or shorten the duration."
    )
    assert Commitment.objects.count() == 4


def test_a_circle_is_refused_with_its_members(planned: Plan, planners: Planners, measure: Measure) -> None:
    same = date(2026, 6, 1)
    rows = [commit(measure, planners, code=code, due=same, duration_days=0) for code in ("A", "B", "C")]
    operations.add_dependency(commitment=rows[0], upstream="B", by=planners["MDDC"], at=at(4))
    operations.add_dependency(commitment=rows[1], upstream="C", by=planners["MDDC"], at=at(4))
    circle = refused(operations.add_dependency, commitment=rows[2], upstream="A", by=planners["MDDC"], at=at(4))
    assert (
        str(circle) == "These commitments wait for each other in a circle: A -> B -> C -> A; take one of the waits out."
    )
    itself = refused(operations.add_dependency, commitment=rows[2], upstream="C", by=planners["MDDC"], at=at(4))
    assert itself.values == {"members": "C -> C"}
    again = refused(operations.add_dependency, commitment=rows[0], upstream="B", by=planners["MDDC"], at=at(4))
    assert again.code == "actions.waits_already"
    assert rows[2].waits_for.count() == 0


def test_another_day_stands_beside_the_due_date(planned: Plan, planners: Planners) -> None:
    one, by = planned["C-1"], planners["CITY"]
    operations.expect_day(commitment=one, day=date(2026, 6, 20), reason="Snow", by=by, at=at(1, 6))
    assert Commitment.objects.get(pk=one.pk).due == date(2026, 6, 9)
    assert list(one.expected.values_list("day", "reason")) == [(date(2026, 6, 20), "Snow")]
    assert told("commitment_expected") == ["of-mddc", "second"]
    past = refused(operations.expect_day, commitment=one, day=date(2026, 5, 1), reason="x", by=by, at=at(1, 6))
    assert past.code == "actions.day_past"
    theirs = refused(
        operations.expect_day, commitment=one, day=date(2026, 7, 1), reason="x", by=planners["MDDC"], at=at(1, 6)
    )
    assert theirs.code == "actions.not_the_giver"
    operations.deliver(commitment=one, evidence="x", by=by, at=at(2, 6))
    done = refused(operations.expect_day, commitment=one, day=date(2026, 7, 1), reason="x", by=by, at=at(3, 6))
    assert done.code == "actions.is_delivered"


def test_the_plan_of_a_measure_blames_the_receiver_for_the_wait(
    planned: Plan, planners: Planners, measure: Measure
) -> None:
    """C-1 is delivered in time on 6 June and lies unconfirmed: on 20 June the receiver is eleven days behind."""
    operations.deliver(commitment=planned["C-1"], evidence="x", by=planners["CITY"], at=at(6, 6))
    plan = plan_of(measure, date(2026, 6, 20))
    assert plan == {
        "C-9": Planned("MOF", date(2026, 4, 15), 20),
        "C-1": Planned("CITY", date(2026, 6, 9), 30, date(2026, 6, 6)),
        "C-1+": Planned("MDDC", date(2026, 6, 9), 0, None, ("C-1",)),
        "C-2": Planned("MDDC", date(2026, 7, 10), 31, None, ("C-1+",)),
        "C-3": Planned("MCUD", date(2026, 9, 15), 60, None, ("C-2",), final=True),
    }
    found = delays(plan, as_of=date(2026, 6, 20)).commitments
    assert (found["C-1"].total, found["C-1+"].own) == (0, 11)


def test_what_is_owed_and_due_is_listed(planned: Plan, bodies: dict[str, Organization]) -> None:
    mddc = [bodies["MDDC"].pk]
    assert [row.code for row in owed_by(mddc)] == ["C-2"]
    assert [row.code for row in owed_to(mddc)] == ["C-9", "C-1"]


def test_reminders_come_two_weeks_before_when_late_and_for_receipts(planned: Plan, planners: Planners) -> None:
    def reminded(day: int, month: int) -> list[tuple[str, str]]:
        names = dict(User.objects.values_list("pk", "username"))
        return [(one.kind.removeprefix("actions."), names[one.to]) for one in reminders(at(day, month))]

    assert reminded(31, 3) == []
    assert reminded(1, 4) == [("due_soon", "of-mof")]
    assert reminded(16, 4) == [("late", "of-mof")]
    operations.deliver(commitment=planned["C-9"], evidence="x", by=planners["MOF"], at=at(17, 4))
    assert reminded(24, 4) == []
    assert reminded(25, 4) == [("receipt_waits", "of-mddc"), ("receipt_waits", "second")]
    operations.confirm(commitment=planned["C-9"], by=planners["MDDC"], at=at(26, 4))
    assert reminded(1, 8) == [("late", "of-city")], "C-2 and C-3 wait for C-1, and nobody is reminded of them"
    step = {one.once for one in reminders(at(1, 8))} - {one.once for one in reminders(at(1, 8) + timedelta(days=28))}
    assert len(step) == 1
