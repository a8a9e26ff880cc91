"""A round through its pages: every form for its officer, once, with a sentence at every field."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from django.test import Client, TestCase

from ortoo.access.models import User
from ortoo.jobs import operations as jobs
from ortoo.jobs.models import Job
from ortoo.record.models import Formula, Seal
from ortoo.selection.models import Lot, Round, Rule, Run
from tests.cast import client_of, outsider, person
from tests.factories.people import official
from tests.selection import forty
from tests.visiting import main_part, once, page, sent

pytestmark = pytest.mark.django_db

ROUND = {"code": "R1", "name_mn": "2026 оны найм", "name_en": "The eight of 2026", "name_ko": "2026년 8인"}
RULE: dict[str, Any] = {
    "seats": 8, "reserve": 3, "objective": "total", "floors": "each", "first_tie": "exam:S25", "second_tie": "",
    "legal_basis": "Order 7", "lot_source": "The state lottery of 3 March",
    "objection_days": 10, "after_appeal": "add-seats",
    "attribute_1": "sex", "value_1": "man", "least_1": 2,
    "attribute_2": "region_group", "value_2": "Gobi", "most_2": 2,
}  # fmt: skip


def asked(client: Client, address: str, **answers: Any) -> Job:
    """The job that a form asks for, done."""
    with TestCase.captureOnCommitCallbacks():
        status, leads = sent(client, address, **answers)
    job = Job.objects.latest("pk")
    assert (status, leads) == (302, f"/en/jobs/{job.pk}/")
    jobs.do(job_id=job.pk)
    return Job.objects.get(pk=job.pk)


class TestFromOpeningToTheList:
    def test_each_step_is_done_by_its_hand_and_leads_to_the_next(
        self, formula: Formula, keeper: User, officer: User
    ) -> None:
        selecting, sealing = client_of(officer), client_of(keeper)
        assert "No round has been opened yet." in page(selecting, "/en/selection/")
        assert sent(selecting, "/en/selection/open/", **ROUND, formula=formula.pk) == (302, "/en/selection/R1/")
        shown = page(selecting, "/en/selection/R1/")
        assert "The round is open. Next, a rule is adopted." in shown
        assert "No rule has been adopted yet." in shown

        assert sent(selecting, "/en/selection/R1/rule/", **RULE, confirm="1") == (302, "/en/selection/R1/")
        shown = page(selecting, "/en/selection/R1/")
        assert "Sex: Man, at least 2" in shown
        assert "Region of planning: Gobi, at most 2" in shown
        assert "Exam S25, then the lot" in shown

        job = asked(sealing, "/en/selection/R1/seal/", as_of="2026-01-01", understood="on")
        assert (job.state, job.result_path) == ("done", "selection/R1/")
        assert "Go to the result" in page(sealing, f"/en/jobs/{job.pk}/")
        assert "39" in page(sealing, "/en/selection/R1/")

        assert sent(selecting, "/en/selection/R1/lot/", value=forty.VALUE, confirm="1") == (302, "/en/selection/R1/")
        job = asked(selecting, "/en/selection/R1/run/")
        assert (job.state, job.result_path) == ("done", "selection/R1/list/")
        assert "Provisional list, under rule 1 of 8 seats." in page(selecting, "/en/selection/R1/list/")
        assert "Provisional list" in page(selecting, "/en/selection/")

    def test_the_rule_of_the_form_is_the_one_of_the_file(self, opened: Round, officer: User) -> None:
        """The same list as by the rule in TOML; only the quotas on values may name one that nobody has."""
        sent(client_of(officer), "/en/selection/R1/rule/", **RULE, confirm="1")
        expected = tomllib.loads(forty.RULE)
        expected["title"] = "The eight of 2026"
        expected |= {"objective": "total", "floors": "each"}
        for quota in expected["quota"]:
            quota["may_be_absent"] = True
        assert tomllib.loads(Rule.objects.get().text) == expected

    def test_answers_are_checked_before_anything_is_done(self, opened: Round, officer: User) -> None:
        client = client_of(officer)
        status, shown = sent(client, "/en/selection/R1/rule/", **RULE)
        assert status == 200
        assert "Check your answers" in shown
        assert "The state lottery of 3 March" in shown
        assert "Days on which appeals are taken" in shown
        assert "Who was named stays: seats are added" in shown
        assert "Quota 1: on" in shown
        assert "Quota 6: on" not in shown.split("<form class", 1)[0]
        assert not Rule.objects.exists()

    @pytest.mark.parametrize("name", ["rule", "seal", "lot", "run"])
    def test_a_form_is_its_officers(self, opened: Round, keeper: User, officer: User, name: str) -> None:
        other = officer if name == "seal" else keeper
        assert "This needs one of these roles" in page(client_of(other), f"/en/selection/R1/{name}/", 403)
        assert client_of().get(f"/en/selection/R1/{name}/").status_code == 302

    def test_only_who_may_is_offered_to_open_a_round(self, officer: User, keeper: User) -> None:
        assert "/en/selection/open/" in page(client_of(officer), "/en/selection/")
        assert "/en/selection/open/" not in page(client_of(keeper), "/en/selection/")
        assert page(client_of(keeper), "/en/selection/open/", 403)
        assert page(client_of(outsider()), "/en/selection/", 403)

    def test_an_official_is_led_to_their_own_place(self) -> None:
        own = person("own")
        official("A1", account=own)
        answer = client_of(own).get("/en/selection/")
        assert (answer.status_code, answer["Location"]) == (302, "/en/selection/mine/")


class TestOnceOnly:
    def test_sent_twice_it_is_done_once(self, opened: Round, officer: User) -> None:
        client = client_of(officer)
        token = once(client, "/en/selection/R1/rule/")
        for _ in range(2):
            answer = sent(client, "/en/selection/R1/rule/", token, **RULE, confirm="1")
            assert answer == (302, "/en/selection/R1/")
        assert Rule.objects.count() == 1
        assert "This form had been sent already. It was not done a second time." in page(client, "/en/selection/R1/")

    def test_a_job_is_asked_for_once(self, opened: Round, officer: User, keeper: User) -> None:
        forty.ruled(opened, officer)
        client = client_of(keeper)
        token = once(client, "/en/selection/R1/seal/")
        answers = [sent(client, "/en/selection/R1/seal/", token, as_of="2026-01-01", understood="on") for _ in range(2)]
        assert answers == [(302, f"/en/jobs/{Job.objects.get().pk}/")] * 2

    def test_in_two_tabs_the_second_is_told_why_not(self, opened: Round, officer: User, keeper: User) -> None:
        client = client_of(officer)
        tabs = [once(client, "/en/selection/R1/lot/") for _ in range(2)]
        forty.sealed(forty.ruled(opened, officer), keeper)
        sent(client, "/en/selection/R1/lot/", tabs[0], value="17", confirm="1")
        status, shown = sent(client, "/en/selection/R1/lot/", tabs[1], value="18", confirm="1")
        assert status == 422
        assert "The lot is drawn once, after the records are sealed." in shown
        assert Lot.objects.get().value == "17"

    def test_two_runs_asked_for_in_two_tabs_give_one_list(self, keeper: User, officer: User) -> None:
        forty.ready(keeper, officer)
        client = client_of(officer)
        first, second = asked(client, "/en/selection/R1/run/"), asked(client, "/en/selection/R1/run/")
        assert (first.state, second.state, Run.objects.count()) == ("done", "refused", 1)
        assert "The selection is run once, after the public draw." in page(client, f"/en/jobs/{second.pk}/")

    def test_after_going_back_a_rule_behind_the_seal_is_refused(
        self, opened: Round, officer: User, keeper: User
    ) -> None:
        client = client_of(officer)
        token = once(client, "/en/selection/R1/rule/")
        forty.sealed(forty.ruled(opened, officer), keeper)
        status, shown = sent(client, "/en/selection/R1/rule/", token, **RULE, confirm="1")
        assert status == 422
        assert "The records of this round are sealed, and a rule is adopted before the seal." in shown
        assert Rule.objects.count() == 1


class TestWhatIsWrongIsSaidAtItsField:
    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"seats": ""}, "Fill in “Seats”."),
            ({"seats": 0}, "“Seats” takes at least 1."),
            ({"least_1": ""}, "Say how many at least, or at most, on this line."),
            ({"attribute_1": ""}, "Say what the quota on this line is on."),
            ({"attribute_2": "", "most_2": ""}, "Say what the quota on this line is on."),
            ({"most_1": 1}, "“At most” cannot be smaller than “at least” on one line."),
            ({"least_3": -1}, "“Quota 3: at least” takes at least 0."),
            ({"attribute_1": "age"}, "Choose one of the answers"),
            ({"first_tie": "exam:S23"}, "Choose one of the answers"),
            ({"objective": ""}, "Fill in “Which list is the best”."),
            ({"legal_basis": " "}, "Fill in “Legal basis”."),
        ],
    )
    def test_in_a_rule(self, opened: Round, officer: User, changed: dict[str, Any], sentence: str) -> None:
        status, shown = sent(client_of(officer), "/en/selection/R1/rule/", **{**RULE, **changed}, confirm="1")
        assert status == 422
        assert sentence in shown
        assert not Rule.objects.exists()

    @pytest.mark.parametrize(
        ("code", "sentence"),
        [
            ("R1", "A round with the code R1 exists already."),
            ("open", "Write it in capital letters, digits and hyphens"),
            ("", "Fill in “Code”."),
            ("R" * 31, "at most 30 characters"),
        ],
    )
    def test_in_a_round(self, opened: Round, officer: User, code: str, sentence: str) -> None:
        answers: dict[str, Any] = {**ROUND, "code": code, "formula": opened.formula.pk}
        status, shown = sent(client_of(officer), "/en/selection/open/", **answers)
        assert status == 422
        assert sentence in shown
        assert Round.objects.count() == 1

    @pytest.mark.parametrize(
        ("answers", "sentence"),
        [
            ({"as_of": "2026-01-01"}, "Fill in “I know that the marks behind the seal can no longer change.”."),
            ({"as_of": "yesterday", "understood": "on"}, "takes a day of the calendar"),
            ({"as_of": "2999-01-01", "understood": "on"}, "the posts of a day to come are not known"),
        ],
    )
    def test_in_a_seal(
        self, opened: Round, officer: User, keeper: User, answers: dict[str, str], sentence: str
    ) -> None:
        forty.ruled(opened, officer)
        status, shown = sent(client_of(keeper), "/en/selection/R1/seal/", **answers)
        assert status == 422
        assert sentence in shown
        assert (Job.objects.count(), Seal.objects.count()) == (0, 0)


class TestNoListIsPossible:
    def test_the_round_names_the_clauses_that_conflict(self, keeper: User, officer: User) -> None:
        forty.run(keeper, officer, forty.IMPOSSIBLE)
        client = client_of(officer)
        shown = main_part(page(client, "/en/selection/R1/"))
        assert "No list is possible" in shown
        assert "These clauses together allow no list" in shown
        rows = re.findall(r'<th scope="row" class="main">(.*?)</th><td.*?>(.*?)</td>', shown)
        assert rows == [
            ("Sex: Man, at least 3", "At least 2 could be met."),
            ("Region of planning: Gobi, at most 0", "At most 1 would be enough."),
        ]
        assert "one change is not enough" not in shown
        assert "See the list" not in shown
        page(client, "/en/selection/R1/list/", 404)
