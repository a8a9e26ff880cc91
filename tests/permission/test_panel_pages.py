"""Pages of the panel: what each role sees and sends, and what a member never sees."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.people.models import Official, Organization
from ortoo.permission import operations
from ortoo.permission.models import Call, Proposal, Rubric, Sheet
from ortoo.permission.queries.calls import calls_standing, standing_of, state
from ortoo.permission.rules.states import State, state_of
from tests.cast import auditor, client_of, outsider, person
from tests.permission import seconds
from tests.permission.test_panel import given_scores, withdraw
from tests.permission.twelve import AFTER, MEMBERS, account, dossier
from tests.visiting import main_part, page, sent

pytestmark = pytest.mark.django_db

HERE = "/en/permission/R1"
FORM = {
    "criterion_mn_1": "Асуудал", "criterion_en_1": "Problem", "criterion_ko_1": "문제", "weight_1": "40",
    "criterion_mn_3": "Төлөвлөгөө", "criterion_en_3": "Plan", "criterion_ko_3": "계획", "weight_3": "60",
    "seats": "4", "reserve": "3", "each_goal": "1", "gap": "10", "legal_basis": "Order 9",
    "attribute_1": "ministry", "most_1": "2",
}  # fmt: skip


def body(client: Client, address: str, status: int = 200) -> str:
    return main_part(page(client, address, status))


class TestTheRubric:
    def test_filled_in_checked_and_adopted(self, call: Call, officer: User) -> None:
        client = client_of(officer)
        status, asked = sent(client, f"{HERE}/rubric/adopt/", **FORM)
        assert status == 200
        assert "Check your answers" in asked
        assert "40.0 %" in asked
        assert "Criterion 2" not in asked, "lines left empty are not shown"
        status, address = sent(client, f"{HERE}/rubric/adopt/", **FORM, confirm="1")
        assert (status, address) == (302, f"{HERE}/rubric/")
        rubric = Rubric.objects.get()
        assert [(one.code, one.name_ko, one.weight) for one in rubric.criteria.order_by("place")] == [
            ("c1", "문제", 400), ("c2", "계획", 600),
        ]  # fmt: skip
        shown = body(client_of(account("T01")), address)
        for said in (
            "Problem",
            "40 %",
            "Ministry or governor: at most 2 of each",
            "Serves goal 9 of the plan: at least 1",
            "The score corrected for harsh and lenient members",
        ):
            assert said in shown

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"weight_3": "50"}, "The weights of the criteria add up to 900 thousandths"),
            ({"criterion_ko_1": ""}, "Name criterion 1 in all three languages."),
            ({"weight_1": ""}, "Say how much criterion 1 weighs."),
            ({"weight_1": "four"}, "takes a number with at most three decimals"),
            ({"most_1": ""}, "Say how many at least, or at most, on this line."),
            ({"attribute_1": ""}, "Say what the quota on this line is on."),
            ({"least_1": "3"}, "“At most” cannot be smaller than “at least” on one line."),
            ({"gap": "0"}, "takes a number from 0.001 to 100.000"),
            ({"seats": "0"}, "takes at least 1"),
        ],
    )
    def test_half_a_rubric(self, call: Call, officer: User, changed: dict[str, str], sentence: str) -> None:
        answers = {**FORM, **changed}
        status, shown = sent(client_of(officer), f"{HERE}/rubric/adopt/", **answers, confirm="1")
        assert status == 422
        assert sentence in shown
        assert not Rubric.objects.exists()

    def test_for_the_officer_alone(self, call: Call, keeper: User) -> None:
        page(client_of(keeper), f"{HERE}/rubric/adopt/", 403)
        page(client_of(outsider()), f"{HERE}/rubric/", 404)


class TestAMember:
    def test_declares_on_one_page(self, call: Call, officer: User) -> None:
        first, *_ = seconds.panel()
        seconds.ruled(call, officer)
        assert [str(task.what) for task in seconds.tasks_of_member(first)] == []
        seconds.handed_in()
        (task,) = seconds.tasks_of_member(first)
        assert (str(task.what), task.address) == ("Declare your interests", f"{HERE}/panel/interests/")
        number = dossier("T03").number
        client = client_of(first)
        status, shown = sent(client, task.address, **{f"conflict_{number}": "on", "read": "on"})
        assert (status, f"dossier {number} is declared without a reason" in shown) == (422, True)
        status, shown = sent(client, task.address, **{f"reason_{number}": "A cousin", "read": "on"})
        assert (status, f"You wrote a reason for dossier {number}" in shown) == (422, True)
        answers = {f"conflict_{number}": "on", f"reason_{number}": "A cousin", "read": "on"}
        assert sent(client, task.address, **answers) == (302, f"{HERE}/panel/mine/")
        assert seconds.tasks_of_member(first) == []
        assert "A cousin" in body(client, task.address), "what was declared stands there"

    def test_saves_goes_on_and_hands_in(self, call: Call, members: list[User]) -> None:
        sheet = next(one for one in seconds.sheets(call) if one.member == members[2])
        client, address = client_of(members[2]), f"{HERE}/panel/{sheet.dossier.number}/"
        assert "Waits for your scores" in body(client, f"{HERE}/panel/mine/")
        assert f"Problem {sheet.dossier.number}" in body(client, address)
        assert sent(client, address, score_problem="70,5") == (302, address)
        assert given_scores(sheet) == {"problem": 70_500}
        assert "Saved, unfinished" in body(client, f"{HERE}/panel/mine/")
        assert 'value="70.500"' in body(client, address)
        status, shown = sent(client, address, score_problem="70.5", hand_in="1", confirm="1")
        assert (status, "Fill in “The plan at home”." in shown) == (422, True)
        status, shown = sent(client, address, score_problem="70.5", score_plan="101", hand_in="1")
        assert (status, "takes a number from 0.000 to 100.000" in shown) == (422, True)
        whole = {"score_problem": "70.5", "score_plan": "60", "hand_in": "1"}
        status, shown = sent(client, address, **whole)
        assert (status, "Check your answers" in shown, 'name="hand_in" value="1"' in shown) == (200, True, True)
        assert sent(client, address, **whole, confirm="1") == (302, f"{HERE}/panel/mine/")
        final = body(client, address)
        # 70.5 x 0.4 + 60 x 0.6
        assert "64.200" in final
        assert "<form" not in final
        status, shown = post_again(client, address)
        assert (status, "was handed in and is final" in shown) == (422, True)

    def test_reports_a_conflict_and_the_sheet_goes(self, call: Call, members: list[User]) -> None:
        sheet = next(one for one in seconds.sheets(call) if one.member == members[0])
        client, address = client_of(members[0]), f"{HERE}/panel/{sheet.dossier.number}/"
        assert sent(client, f"{address}conflict/", reason="My brother-in-law") == (302, f"{HERE}/panel/mine/")
        page(client, address, 404)
        assert len(seconds.sheets(call)) == 22

    def test_has_no_sheet_of_another(self, call: Call, members: list[User]) -> None:
        theirs = {sheet.dossier.number for sheet in seconds.sheets(call) if sheet.member == members[0]}
        other = next(sheet.dossier.number for sheet in seconds.sheets(call) if sheet.dossier.number not in theirs)
        page(client_of(members[0]), f"{HERE}/panel/{other}/", 404)
        page(client_of(outsider()), f"{HERE}/panel/mine/", 403)
        page(client_of(members[0]), f"{HERE}/rubric/adopt/", 403)
        page(client_of(members[0]), f"{HERE}/propose/", 403)
        assert client_of(members[0]).get(f"{HERE}/panel/").headers["Location"] == f"{HERE}/panel/mine/"

    def test_a_dossier_withdrawn_leaves_the_list(self, call: Call, members: list[User]) -> None:
        sheet = next(one for one in seconds.sheets(call) if one.member == members[0])
        withdraw(sheet.dossier.official.number)
        assert f"Dossier {sheet.dossier.number}<" not in body(client_of(members[0]), f"{HERE}/panel/mine/")

    def test_queries_of_the_list(
        self, call: Call, members: list[User], django_assert_num_queries: pytest.FixtureRequest
    ) -> None:
        client = client_of(members[0])
        page(client, f"{HERE}/panel/mine/")
        for left in (4, 1):
            rows = [sheet for sheet in seconds.sheets(call) if sheet.member == members[0]]
            for sheet in rows[left:]:
                withdraw(sheet.dossier.official.number)
            with django_assert_num_queries(11):  # type: ignore[operator]
                page(client, f"{HERE}/panel/mine/")


def post_again(client: Client, address: str) -> tuple[int, str]:
    """As from a tab that was still open."""
    import secrets

    from tests.visiting import text

    response = client.post(address, {"once": secrets.token_urlsafe(16), "score_problem": "1"})
    return response.status_code, text(response)


def test_no_page_of_a_member_says_who_it_is(call: Call, officer: User, scored: list[User]) -> None:
    """Crawls whatever a member's pages lead to, from the start page on, before and after the proposal."""
    secrets_ = hidden()
    for at_last in (False, True):
        if at_last:
            operations.propose(call=call, by=officer, at=AFTER)
        shown = crawl(
            client_of(User.objects.get(username="panel-3")), ["/en/", f"{HERE}/panel/mine/", f"{HERE}/proposal/"]
        )
        assert f"{HERE}/panel/mine/" in shown
        assert (f"{HERE}/proposal/" in shown) is at_last
        for address, text in shown.items():
            found = [word for word in secrets_ if re.search(rf"\b{re.escape(word)}\b", main_part(text))]
            assert found == [], address


def hidden() -> list[str]:
    """Names, numbers and pseudonyms of the officials, and their bodies."""
    officials = Official.objects.everything(because="a test looks")
    people = [word for one in officials for word in (one.number, one.short_name)]
    pseudonyms = [dossier(number).place.pseudonym for number in MEMBERS]
    return [*people, *pseudonyms, *(one.code for one in Organization.objects.all())]


def crawl(client: Client, start: list[str]) -> dict[str, str]:
    """Every page below permission and the start page that links lead to."""
    found: dict[str, str] = {}
    queue = list(start)
    while queue:
        address = queue.pop().split("?")[0].split("#")[0]
        if address in found or not (address == "/en/" or address.startswith("/en/permission/")):
            continue
        response = client.get(address, follow=True)
        if response.status_code != 200:
            continue
        found[address] = response.content.decode()
        queue += re.findall(r'href="([^"]+)"', found[address])
    return found


class TestTheOfficer:
    def test_gives_sheets_and_follows_them(self, call: Call, officer: User) -> None:
        client = client_of(officer)
        members = seconds.panel()
        assert [str(task.what) for task in seconds.tasks_of_officer(officer)] == ["Adopt the rubric"]
        assert list(calls_standing()) == [(call, state_of(standing_of(call)))]
        seconds.ruled(call, officer)
        seconds.handed_in()
        withdraw("T12")
        status, shown = sent(client, f"{HERE}/panel/give/")
        assert (status, "Panel-1, Panel-2, Panel-3, Panel-4, Panel-5" in shown) == (422, True)
        seconds.declared(call, members)
        assert sent(client, f"{HERE}/panel/give/") == (302, f"{HERE}/panel/")
        assert state(call) is State.SCORING
        shown = body(client, f"{HERE}/panel/")
        assert "of 22" in shown
        seconds.score_all(call)
        assert [str(task.what) for task in seconds.tasks_of_officer(officer)] == ["Make the proposal"]
        assert list(calls_standing()) == [(call, state_of(standing_of(call)))]
        assert sent(client, f"{HERE}/propose/") == (302, f"{HERE}/proposal/")
        assert state(call) is State.PROPOSED

    def test_records_a_conflict(self, call: Call, officer: User, members: list[User]) -> None:
        sheet: Sheet = seconds.sheets(call)[0]
        answers: dict[str, Any] = {"number": sheet.dossier.number, "member": sheet.member.pk, "reason": "Told by mail"}
        status, shown = sent(client_of(officer), f"{HERE}/panel/conflict/", **answers)
        assert (status, sheet.member.shown_name in shown) == (200, True)
        assert sent(client_of(officer), f"{HERE}/panel/conflict/", **answers, confirm="1") == (302, f"{HERE}/panel/")
        assert not [one for one in seconds.sheets(call) if (one.dossier, one.member) == (sheet.dossier, sheet.member)]


class TestTheProposal:
    @pytest.fixture
    def proposal(self, proposed: Proposal) -> Proposal:
        return proposed

    def test_for_who_may_know_names(self, proposal: Proposal, officer: User) -> None:
        shown = body(client_of(officer), f"{HERE}/proposal/")
        for said in (
            dossier("T01").official.short_name,
            "330.000",
            "4 seats filled; the reserve follows in this order",
            "more harshly than the others",
            "more leniently than the others",
            "like the others",
            "Points fewer",
            "What each quota costs",
            "Serves goal 2 of the plan: at least 1",
            "6.000",
            "True place",
            "The scores tell the last of the proposed apart from everybody else.",
            "Not handed in",
            "Goal 2",
        ):
            assert said in shown, said
        assert len(re.findall(r'class="spreads"[^>]*>\s*<svg', shown)) == 11

    def test_for_an_auditor_by_number(self, proposal: Proposal) -> None:
        client = client_of(auditor())
        shown = body(client, f"{HERE}/proposal/1/")
        assert dossier("T01").official.short_name not in shown
        assert f"Dossier {dossier('T01').number}" in shown
        assert "Points fewer" in shown
        page(client, f"{HERE}/proposal/2/", 404)
        table = page(client, f"{HERE}/proposal/1/dossiers.csv")
        assert table.startswith("id,score,merit,ministry,goal:5,goal:9,goal:2,eligible ")
        assert dossier("T01").place.pseudonym in table
        page(client_of(User.objects.get(username="panel-1")), f"{HERE}/proposal/1/dossiers.csv", 403)

    def test_a_sending_ministry_reads_its_own_names(self, proposal: Proposal) -> None:
        from ortoo.access.rules.roles import Scope

        reader = person("nara", Role.SENDING_MINISTRY, scope=Scope.ORGANIZATION, code="MOH")
        shown = body(client_of(reader), f"{HERE}/proposal/")
        assert dossier("T06").official.short_name in shown
        assert dossier("T01").official.short_name not in shown

    def test_not_for_everybody(self, proposal: Proposal) -> None:
        page(client_of(account("T01")), f"{HERE}/proposal/", 403)

    @pytest.mark.parametrize("language", ["mn", "ko"])
    def test_in_other_languages(self, proposal: Proposal, officer: User, language: str) -> None:
        body(client_of(officer), f"/{language}/permission/R1/proposal/")
        body(client_of(officer), f"/{language}/permission/R1/panel/")
        body(client_of(officer), f"/{language}/permission/R1/rubric/")
