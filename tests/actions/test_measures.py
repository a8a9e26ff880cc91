"""Measures are proposed and their parts change: exactly one body leads on any day."""

from __future__ import annotations

from datetime import date

import pytest

from ortoo.access.rules.roles import Role
from ortoo.actions import operations
from ortoo.actions.models import Measure, MeasureCost, MeasureRole, ProgressReport
from ortoo.actions.queries import bodies_in, indicators_of, measures_of_lesson, measures_of_lessons, measures_on
from ortoo.people.models import Organization
from tests.actions.fixtures import Planners, at, end, refused
from tests.cast import person
from tests.factories.people import organization

pytestmark = pytest.mark.django_db

NAMES = {"en": "Another one", "mn": "Өөр нэг", "ko": "또 하나"}


def propose(planners: Planners, by: str = "MCUD", **more: object) -> Measure:
    given: dict[str, object] = {
        "code": "M-5", "names": NAMES, "about": {}, "lead": "MCUD", "begins": date(2026, 3, 1),
        "ends": date(2026, 12, 31), "by": planners[by], "at": at(4),
    }  # fmt: skip
    return operations.propose_measure(**(given | more))  # type: ignore[arg-type]


def test_a_measure_has_its_parts_from_the_first_day(measure: Measure) -> None:
    rows = measure.roles.order_by("pk").values_list("organization__code", "part", "valid_from", "valid_to")
    since = date(2026, 3, 1)
    assert list(rows) == [
        ("MCUD", "lead", since, None),
        ("MDDC", "co-lead", since, None),
        ("MOF", "consulted", since, None),
        ("CITY", "contributor", since, None),
    ]
    assert list(bodies_in(measure, date(2026, 3, 2))) == ["MCUD", "MDDC", "CITY", "MOF"]


def test_a_measure_is_refused_whole(planners: Planners) -> None:
    assert str(refused(propose, planners, others=[("MDDC", "lead")])) == (
        "M-5 is led by MCUD, and a measure has one lead; give MDDC the part co-lead, or hand the lead over to it."
    )
    assert refused(propose, planners, lead="").code == "actions.no_lead"
    assert refused(propose, planners, others=[("MCUD", "co-lead")]).code == "actions.two_parts"
    assert refused(propose, planners, others=[("MDDC", "friend")]).code == "actions.unknown_part"
    assert refused(propose, planners, others=[("XX", "co-lead")]).code == "actions.unknown_body"
    assert refused(propose, planners, ends=date(2026, 3, 1)).code == "actions.ends_before"
    assert refused(propose, planners, objective="9.9").code == "actions.unknown_objective"
    assert refused(propose, planners, indicators=["x"]).code == "actions.unknown_indicator"
    assert refused(propose, planners, lessons=["L-1"]).code == "actions.unknown_lesson"
    assert refused(propose, planners, names={"en": " "}).code == "actions.name_missing"
    assert refused(propose, planners, code="a b").code == "actions.code_shape"
    assert refused(propose, planners, by="MOF").code == "actions.not_of_the_measure"
    assert Measure.objects.filter(code="M-5").count() == 0
    assert MeasureRole.objects.count() == 0


def test_a_code_is_taken_once(measure: Measure, planners: Planners) -> None:
    assert refused(propose, planners, code="M-4").code == "actions.code_taken"


def test_an_outsider_and_a_planner_of_everything_propose_nothing(planners: Planners) -> None:
    planners = planners | {"nobody": person("nobody"), "wide": person("wide", Role.MINISTRY_PLANNER)}
    assert refused(propose, planners, by="nobody").code == "access.role_needed"
    assert refused(propose, planners, by="wide").code == "actions.not_of_the_measure"


def test_the_secretariat_may_propose_for_others(planners: Planners) -> None:
    planners = planners | {"cs": person("cs", Role.CABINET_SECRETARIAT)}
    assert propose(planners, by="cs").code == "M-5"


def test_an_ended_body_is_refused_with_its_successor_by_name(planners: Planners) -> None:
    end("MDDC", "MDDIC")
    assert str(refused(propose, planners, others=[("MDDC", "co-lead")], at=at(2, 5))) == (
        "MDDC is not in force on 2026-05-02; name its successor: Ministry of Digital Development (MDDIC)."
    )
    Organization.objects.filter(code="MOF").update(valid_to=date(2026, 4, 1))
    assert refused(propose, planners, others=[("MOF", "consulted")], at=at(2, 5)).code == "actions.body_not_in_force"


def test_a_second_lead_is_refused_and_the_lead_is_handed_over_in_one_act(measure: Measure, planners: Planners) -> None:
    by = planners["MCUD"]
    second = refused(operations.set_part, measure=measure, organization="MDDC", part="lead", by=by, at=at(9))
    assert second.code == "actions.two_leads"
    assert refused(operations.end_part, measure=measure, organization="MCUD", by=by, at=at(9)).code == (
        "actions.lead_cannot_go"
    )
    operations.hand_over_lead(measure=measure, organization="MDDC", stays_as="contributor", by=by, at=at(9))
    rows = measure.roles.filter(valid_to=None).order_by("pk").values_list("organization__code", "part")
    assert list(rows) == [("MOF", "consulted"), ("CITY", "contributor"), ("MDDC", "lead"), ("MCUD", "contributor")]
    leads = measure.roles.filter(part="lead").order_by("pk").values_list("organization__code", "valid_from", "valid_to")
    assert list(leads) == [("MCUD", date(2026, 3, 1), date(2026, 3, 9)), ("MDDC", date(2026, 3, 9), None)]


def test_parts_are_set_changed_and_ended(measure: Measure, planners: Planners) -> None:
    by = planners["CITY"]
    organization("CS")
    operations.set_part(measure=measure, organization="CS", part="consulted", by=by, at=at(9))
    operations.set_part(measure=measure, organization="MOF", part="contributor", by=by, at=at(9))
    operations.end_part(measure=measure, organization="CS", by=by, at=at(12))
    rows = measure.roles.filter(organization__code__in=("MOF", "CS")).order_by("pk")
    assert list(rows.values_list("organization__code", "part", "valid_from", "valid_to")) == [
        ("MOF", "consulted", date(2026, 3, 1), date(2026, 3, 9)),
        ("CS", "consulted", date(2026, 3, 9), date(2026, 3, 12)),
        ("MOF", "contributor", date(2026, 3, 9), None),
    ]
    ahead = refused(
        operations.set_part, measure=measure, organization="CS", part="consulted", on=date(2026, 4, 1), by=by, at=at(12)
    )
    assert ahead.code == "actions.part_ahead"


def test_reports_need_evidence_and_stand_beside_each_other(measure: Measure, planners: Planners) -> None:
    def report(by: str = "CITY", **more: object) -> ProgressReport:
        given: dict[str, object] = {
            "measure": measure, "organization": "CITY", "period_end": date(2026, 6, 1), "percent": 42_500,
            "text": {"en": "Half of it."}, "evidence": "Letter 1-10/364", "by": planners[by], "at": at(2, 6),
        }  # fmt: skip
        return operations.report_progress(**(given | more))  # type: ignore[arg-type]

    report()
    report(percent=60_000, text={"en": "Counted again.", "mn": ""})
    assert list(measure.reports.order_by("pk").values_list("percent", "text")) == [
        (42_500, {"en": "Half of it."}),
        (60_000, {"en": "Counted again."}),
    ]
    organization("CS")
    assert refused(report, evidence=" ").code == "actions.evidence_missing"
    assert refused(report, text={}).code == "actions.text_missing"
    assert refused(report, percent=100_001).code == "actions.percent_off_scale"
    assert refused(report, period_end=date(2026, 6, 3)).code == "actions.period_not_over"
    assert refused(report, by="MOF").code == "actions.not_your_report"
    assert measure.reports.count() == 2


def test_costs_are_planned_and_settled_once(measure: Measure, planners: Planners) -> None:
    def keep(**more: object) -> MeasureCost:
        given: dict[str, object] = {
            "measure": measure, "names": NAMES, "payer": "MOF", "currency": "MNT", "planned": 120_000,
            "by": planners["MCUD"], "at": at(9),
        }  # fmt: skip
        return operations.keep_cost(**(given | more))  # type: ignore[arg-type]

    line = keep()
    organization("CS")
    assert refused(keep, currency="tugrik").code == "actions.currency"
    assert refused(keep, planned=-1).code == "actions.sum_off_scale"
    assert refused(keep, payer="CS").code == "actions.no_part_yet"
    other = refused(operations.settle_cost, cost=line, actual=1, by=planners["MCUD"], at=at(10))
    assert str(other) == "MOF pays this; only a ministry planner of that body says what it came to. Ask them."
    operations.settle_cost(cost=line, actual=119_500, by=planners["MOF"], at=at(10))
    assert refused(operations.settle_cost, cost=line, actual=1, by=planners["MOF"], at=at(11)).code == (
        "actions.settled_already"
    )
    assert list(measure.costs.values_list("planned", "actual")) == [(120_000, 119_500)]


def test_measures_are_asked_for_by_what_they_are_tied_to(measure: Measure) -> None:
    assert list(measures_on(1)) == []
    assert list(measures_of_lesson(1)) == []
    assert measures_of_lessons([1, 2]) == {}
    assert list(indicators_of(measure)) == []
