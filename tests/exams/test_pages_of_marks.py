"""Pages from scored sheets to released marks: the road in the browser, what is said, and who may not look."""

from __future__ import annotations

from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.exams.models import Equating, Gate, ItemAnalysis, Mark, Measurement, Release, Scoring
from ortoo.exams.operations import (
    analyse,
    cancel_key,
    equate_forms,
    look_at_gate,
    release_marks,
    score_sheets,
)
from ortoo.exams.waiting import waiting_for
from ortoo.jobs import operations as jobs
from ortoo.jobs.models import Job
from ortoo.people.models import Official
from tests.cast import auditor, client_of, grants, outsider, person
from tests.exams.scored import AT, Drawn, items_for, officer, scored, sealed
from tests.exams.test_pages import address, once, post, send, text

pytestmark = pytest.mark.django_db

READ = [
    ("analysis", "E26"), ("form-analysis", "E26", "A"), ("item-analysis", "E26", "A", 3), ("equating", "E26"),
    ("table", "E26", "B"), ("gate", "E26"), ("release", "E26"),
]  # fmt: skip
WRITE = [("analyse", "E26"), ("equate", "E26"), ("look", "E26"), ("release-marks", "E26")]


@pytest.fixture
def scoring() -> Scoring:
    return scored(sealed("E26", items_for(2, 12), 2), Drawn(persons=240))


@pytest.fixture
def released(scoring: Scoring) -> Scoring:
    for step in (analyse, equate_forms, look_at_gate, release_marks):
        step(scoring=scoring, by=officer(), at=AT)
    return scoring


def page(user: User, *name: object) -> str:
    answer = client_of(user).get(address(str(name[0]), *name[1:]))
    assert answer.status_code == 200
    return text(answer)


def done(answer: Any) -> Job:
    assert answer.status_code == 302
    job = Job.objects.order_by("-pk")[0]
    jobs.do(job_id=job.pk)
    job.refresh_from_db()
    return job


def tasks(user: User) -> list[str]:
    return [str(task.what) for task in waiting_for(grants(user))]


def test_the_road_in_the_browser(scoring: Scoring) -> None:
    user = officer()
    office = client_of(user)
    assert "The latest scoring is not analysed yet." in page(user, "analysis", "E26")
    assert tasks(user) == ["Analyse the items", "Let the gate look"]
    assert done(send(office, address("analyse", "E26"), cut="50")).result_path == "exams/sittings/E26/analysis/"
    assert ItemAnalysis.objects.count() == 2
    assert tasks(user) == ["Equate the forms", "Let the gate look"]
    assert done(send(office, address("equate", "E26"))).result_path == "exams/sittings/E26/equating/"
    assert done(send(office, address("look", "E26"))).result_path == "exams/sittings/E26/gate/"
    assert (Equating.objects.count(), Gate.objects.count()) == (1, 1)
    assert tasks(user) == ["Release the marks"]
    check = send(office, address("release-marks", "E26"))
    said = text(check)
    assert (check.status_code, "Check your answers" in said) == (200, True)
    assert "120 marks, raw" in said
    answer = post(office, address("release-marks", "E26"), once=once(check), confirm="1")
    assert (answer.status_code, answer.url) == (302, address("release", "E26"))
    assert (Release.objects.count(), tasks(user)) == (1, [])
    assert "What lies open now" in page(user, "release", "E26")


def test_what_is_refused_in_the_background_is_said(scoring: Scoring) -> None:
    job = done(send(client_of(officer()), address("equate", "E26")))
    assert (job.state, job.outcome["code"]) == ("refused", "equating.not_analysed")


def test_who_answers_for_the_exam_reads_everything_and_nobody_else(released: Scoring) -> None:
    readers = [officer(), person("manager", Role.ACADEMY_MANAGER), auditor(), person("head", Role.HEAD_OF_ACADEMY)]
    others = [person("marker", Role.MARKER), person("chooser", Role.SELECTION_OFFICER), outsider()]
    for name in READ:
        where = address(str(name[0]), *name[1:])
        assert {client_of(one).get(where).status_code for one in readers} == {200}, name
        assert {client_of(one).get(where).status_code for one in others} == {403}, name
    for name in WRITE:
        where = address(str(name[0]), *name[1:])
        assert {client_of(one).get(where).status_code for one in [*others, *readers[1:]]} == {403}, name


def test_figures_are_said_in_sentences(released: Scoring) -> None:
    user = officer()
    said = page(user, "form-analysis", "E26", "A")
    assert "Another set of such items would move a total by" in said
    assert "At the cut, 6.0 points, the standard error of measurement is 1.81 points." in said
    assert "120 sheets: on average" in said
    item = page(user, "item-analysis", "E26", "A", 3)
    assert "Who chose which option, by score" in item
    assert "(key)" in item
    table = page(user, "table", "E26", "B")
    assert "on form B is worth" in table
    assert "give or take" in table
    assert "The equated mark decides: that was stated on" in table
    assert "The gate is open: of" in page(user, "gate", "E26")


def test_only_those_to_look_at(released: Scoring) -> None:
    office = client_of(officer())
    whole = text(office.get(address("form-analysis", "E26", "A")))
    narrowed = office.get(address("form-analysis", "E26", "A") + "?see=flagged")
    assert narrowed.status_code == 200
    assert len(text(narrowed)) <= len(whole) + 200


def test_an_official_reads_their_own_raw_and_equated_mark_with_its_error(released: Scoring) -> None:
    account = person("sat")
    rows = Measurement.objects.everything(because="a test looks").filter(table="E26/B")
    measured = rows.select_related("mark__official")[0]
    whole = Official.objects.everything(because="a test gives an account")
    whole.filter(pk=measured.mark.official_id).update(account=account)
    said = page(account, "mark", measured.mark_id)
    for words in ("Raw mark", "Equated mark", "by the table of form B", "The equated mark decides", "is never exact"):
        assert words in said
    other = Mark.objects.everything(because="a test looks").exclude(pk=measured.mark_id)[0]
    assert client_of(account).get(address("mark", other.pk)).status_code == 404


class TestAFinding:
    @pytest.fixture
    def found(self) -> Scoring:
        scoring = scored(sealed("E26", items_for(1, 24), 1, decides="raw", method=""), Drawn(900, wrong_key=("A", 5)))
        for step in (analyse, look_at_gate):
            step(scoring=scoring, by=officer(), at=AT)
        return scoring

    def test_it_is_said_and_another_person_answers_it(self, found: Scoring) -> None:
        first, second = officer(), officer("second")
        said = page(first, "gate", "E26")
        assert "The gate is shut: 1 finding waits for an answer." in said
        item = found.plan.forms.get().items.get(place=5).version.item.code
        assert f"Form A, item {item}: of the" in said
        assert "Take the key back" in said
        assert client_of(first).get(address("answer", "E26", 1)).status_code == 409
        assert client_of(second).get(address("answer", "E26", 2)).status_code == 404
        assert (tasks(first), tasks(second)) == ([], ["Answer what the gate found"])
        office = client_of(second)
        short = send(office, address("answer", "E26", 1), reason="no", confirm="1")
        assert short.status_code == 422
        check = send(office, address("answer", "E26", 1), reason="The key is right: two read the source.")
        answer = post(
            office, address("answer", "E26", 1), once=once(check), confirm="1",
            reason="The key is right: two read the source.",
        )  # fmt: skip
        assert answer.status_code == 302
        assert "The gate is open: every finding has its answer." in page(first, "gate", "E26")
        assert tasks(first) == ["Release the marks"]

    def test_a_key_taken_back_begins_anew(self, found: Scoring) -> None:
        item = found.plan.forms.get().items.get(place=5)
        cancel_key(item=item, way="dropped", reason="The key named a wrong option.", by=officer(), at=AT)
        assert tasks(officer("second")) == ["Score the sheets"]
        again = score_sheets(plan=found.plan, by=officer(), at=AT)
        for step in (analyse, look_at_gate, release_marks):
            step(scoring=again, by=officer(), at=AT)
        assert again.gate.findings == 0
        assert Measurement.objects.everything(because="a test looks").count() == 900
