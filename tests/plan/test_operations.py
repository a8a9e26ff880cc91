from __future__ import annotations

from importlib import resources

import pytest

from ortoo.access.models import User
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import Refusal
from ortoo.plan.models import Goal, Indicator, Objective, Plan, Programme, Target
from ortoo.plan.operations import set_up_programme
from tests.cast import AT, academy_manager, exam_officer
from tests.people.files import said, take

pytestmark = pytest.mark.django_db

DATA = resources.files("ortoo.site") / "programmes/mongolia"
VISION = (DATA / "vision2050.yaml").read_bytes()
PROGRAMME = {
    "title": {"en": "Vision 2050: one hundred"},
    "purpose": {"en": "Inter-departmental collaboration"},
    "legal_basis": "Resolution 52 of 2020",
    "objective": "5.4",
}


@pytest.fixture
def manager() -> User:
    user = academy_manager()
    for kind in ("regions", "organizations"):
        assert not take(kind, (DATA / f"{kind}.csv").read_bytes(), user).problems
    return user


def plan_entries() -> list[str]:
    kinds = ("programme.plan-imported", "programme.set-up")
    return list(Entry.objects.filter(kind__in=kinds).order_by("seq").values_list("kind", flat=True))


def test_the_plan_comes_in_once_and_a_second_time_changes_nothing(manager: User) -> None:
    first = take("plan", VISION, manager, filename="vision2050.yaml")
    assert (first.new, first.changed, first.unchanged, said(first)) == (1 + 9 + 17 + 12 + 36, 0, 0, [])
    again = take("plan", VISION, manager, filename="vision2050.yaml")
    assert (again.new, again.changed, again.unchanged) == (0, 0, 75)
    assert plan_entries() == ["programme.plan-imported"]
    assert (Plan.objects.count(), Goal.objects.count(), Objective.objects.count()) == (1, 9, 17)
    patents = Indicator.objects.get(code="1.patents")
    assert patents.owner is not None
    assert (patents.owner.code, patents.place, patents.direction_basis) == ("IPO", 1, "I")
    assert Target.objects.get(indicator=patents, year=2025).comparator == ">="


def test_a_dry_run_of_a_plan_writes_nothing(manager: User) -> None:
    report = take("plan", VISION, manager, dry_run=True, filename="vision2050.yaml")
    assert report.new == 75
    assert not Plan.objects.exists()


def test_a_changed_figure_is_one_change(manager: User) -> None:
    take("plan", VISION, manager, filename="vision2050.yaml")
    report = take("plan", VISION.replace(b"value: 0.301", b"value: 0.302"), manager, filename="vision2050.yaml")
    assert (report.new, report.changed, report.unchanged) == (0, 1, 74)
    assert Indicator.objects.get(code="2.gii").base_value == "0.302"


def test_what_is_wrong_in_a_plan_is_named_by_line_and_keys(manager: User) -> None:
    bad = VISION.replace(b"value: 0.301", b"value: NaN")
    report = take("plan", bad, manager, filename="vision2050.yaml")
    line = VISION[: VISION.index(b"value: 0.301")].count(b"\n") + 1
    assert said(report) == [
        f'vision2050.yaml, line {line}, indicators[5].baseline.value: "NaN" is not a number. Write digits with a full '
        'stop, such as 0.77, and a plus sign for "at least", such as 150+.'
    ]
    assert not Plan.objects.exists()


def test_an_owner_of_data_that_is_nowhere_is_named(manager: User) -> None:
    bad = VISION.replace(b"data_source_code: IPO", b"data_source_code: OPI")
    assert said(take("plan", bad, manager, filename="v.yaml")) == [
        'v.yaml, line 1, indicators.1.patents: no organization has the code "OPI". Correct the code, import the '
        "organization first, or leave it empty."
    ]
    assert not Plan.objects.exists()


def test_the_programme_is_one_row_and_serves_an_objective(manager: User) -> None:
    take("plan", VISION, manager, filename="vision2050.yaml")
    set_up_programme(**PROGRAMME, by=manager, at=AT)  # type: ignore[arg-type]
    set_up_programme(**PROGRAMME, by=manager, at=AT)  # type: ignore[arg-type]
    ours = Programme.objects.get()
    assert ours.objective is not None
    assert (ours.name_en, ours.purpose_en, ours.objective.number) == (
        "Vision 2050: one hundred", "Inter-departmental collaboration", "5.4",
    )  # fmt: skip
    assert plan_entries() == ["programme.plan-imported", "programme.set-up"]
    set_up_programme(**{**PROGRAMME, "title": {"en": "Another"}}, by=manager, at=AT)  # type: ignore[arg-type]
    assert (Programme.objects.get().name_en, len(plan_entries())) == ("Another", 3)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"objective": "9.9"}, "plan.unknown_objective"),
        ({"title": {"en": ""}}, "plan.programme_untitled"),
        ({"purpose": {}}, "plan.programme_untitled"),
    ],
)
def test_a_programme_without_title_or_objective_is_refused(
    manager: User, changed: dict[str, object], code: str
) -> None:
    take("plan", VISION, manager, filename="vision2050.yaml")
    with pytest.raises(Refusal) as refused:
        set_up_programme(**{**PROGRAMME, **changed}, by=manager, at=AT)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert not Programme.objects.exists()


def test_only_the_academy_and_the_secretariat_keep_the_plan() -> None:
    with pytest.raises(Refusal) as refused:
        take("plan", VISION, exam_officer(), filename="vision2050.yaml")
    assert refused.value.code == "access.role_needed"
