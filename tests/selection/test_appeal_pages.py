"""Appeals through their pages: from one's own place to the ruling, each with their own hands."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ortoo.access.models import User
from ortoo.selection.models import Appeal, Round, Ruling, Run
from ortoo.selection.operations import confirm_ruling, run_selection, withdraw_appeal
from tests.cast import client_of, outsider
from tests.selection import appealing
from tests.visiting import main_part, page, sent
from tests.worlds import world

pytestmark = pytest.mark.django_db

PLAIN = {"ground": "mark", "sitting": "S25", "attribute": "", "text": appealing.TEXT}
UPHELD = {
    "outcome": "upheld", "reason": appealing.REASON, "remedy": "mark", "sitting": "S25", "mark": "92",
    "attribute": "", "value": "",
}  # fmt: skip


@world(after="drawn")
def fresh(drawn: Round, officer: User) -> Run:
    """A list of this moment, whose window is open on the pages."""
    return run_selection(round=drawn, by=officer, at=timezone.now())


def own_page(run: Run, number: str) -> str:
    return f"/en/selection/R1/place/{appealing.place(run, number).pk}/"


class TestTheOfficial:
    def test_own_rank_reason_and_form_are_three_clicks_from_signing_in(self, fresh: Run) -> None:
        client = client_of(appealing.account("N10"))
        assert 'href="/en/selection/mine/"' in page(client, "/en/")
        own = client.get("/en/selection/mine/")["Location"]
        shown = main_part(page(client, own))
        assert "Your rank is 10" in shown
        assert "Reserve: place 3 of 3." in shown
        assert "What you can do now" in shown
        assert f'href="{own}appeal/"' in shown
        assert "What is wrong, and how you know" in page(client, f"{own}appeal/")

    def test_the_clock_says_what_is_left(self, fresh: Run) -> None:
        client = client_of(appealing.account("N10"))
        assert re.search(
            r"Appeals are taken until .*23:59: \d+ days and \d+ hours are left\.", page(client, own_page(fresh, "N10"))
        )

    def test_files_reads_the_file_without_names_and_withdraws(self, fresh: Run, keeper: User, officer: User) -> None:
        client, own = client_of(appealing.account("N10")), own_page(fresh, "N10")
        assert sent(client, f"{own}appeal/", **PLAIN) == (302, "/en/selection/R1/appeals/1/")
        shown = main_part(page(client, "/en/selection/R1/appeals/1/"))
        assert appealing.TEXT in shown
        assert "The mark was entered" in shown
        assert keeper.shown_name not in shown
        assert officer.shown_name not in shown
        assert "Appeal R1/1" in page(client, own)
        assert sent(client, "/en/selection/R1/appeals/1/withdraw/") == (302, "/en/selection/R1/appeals/1/")
        assert "Withdrawn" in page(client, "/en/selection/R1/appeals/1/")

    def test_only_what_the_ground_speaks_of_is_kept(self, fresh: Run) -> None:
        client = client_of(appealing.account("N10"))
        sent(client, f"{own_page(fresh, 'N10')}appeal/", **{**PLAIN, "ground": "procedure", "attribute": "sex"})
        appeal = Appeal.objects.everything(because="a test looks").get()
        assert (appeal.ground, appeal.sitting, appeal.attribute) == ("procedure", None, "")

    def test_what_is_missing_is_said_at_its_field(self, fresh: Run) -> None:
        client = client_of(appealing.account("N10"))
        status, shown = sent(client, f"{own_page(fresh, 'N10')}appeal/", **{**PLAIN, "sitting": ""})
        assert status == 422
        assert "The exam is missing; choose one that counts in the record of this round." in shown

    def test_nobody_elses_form_or_file_is_there(self, fresh: Run) -> None:
        appealing.filed(fresh, at=timezone.now())
        other = client_of(appealing.account("N11"))
        page(other, f"{own_page(fresh, 'N10')}appeal/", 404)
        page(other, "/en/selection/R1/appeals/1/", 404)
        page(other, "/en/selection/R1/appeals/1/withdraw/", 404)
        page(other, "/en/selection/R1/appeals/", 403)

    def test_after_the_window_the_sentence_says_so(self, run: Run) -> None:
        client = client_of(appealing.account("N10"))
        shown = page(client, own_page(run, "N10"))
        assert "The window for appeals closed on 12 March 2026, 23:59." in shown
        assert "/appeal/" not in shown
        status, said = sent(client, f"{own_page(run, 'N10')}appeal/", **PLAIN)
        assert status == 422
        assert "The window for appeals closed on 2026-03-12 23:59" in said

    def test_a_form_sent_twice_is_one_appeal(self, fresh: Run) -> None:
        from tests.visiting import once

        client, address = client_of(appealing.account("N10")), f"{own_page(fresh, 'N10')}appeal/"
        token = once(client, address)
        assert [sent(client, address, token, **PLAIN)[0] for _ in range(2)] == [302, 302]
        assert Appeal.objects.everything(because="a test looks").count() == 1


class TestThePanel:
    @pytest.fixture
    def appeal(self, run: Run) -> Appeal:
        return appealing.filed(run)

    def test_sees_who_did_what_drafts_and_confirms(self, appeal: Appeal, keeper: User) -> None:
        one, other = (client_of(member) for member in appealing.panel())
        file = "/en/selection/R1/appeals/1/"
        assert file in page(one, "/en/selection/R1/appeals/")
        shown = main_part(page(one, file))
        assert keeper.shown_name in shown
        assert "Draft a ruling" in shown
        assert sent(one, f"{file}ruling/", **UPHELD) == (302, file)
        assert "Your draft waits for a second member of the panel." in page(one, file)
        shown = page(other, f"{file}confirm/")
        assert appealing.REASON in shown
        assert "92.000" in shown
        assert sent(other, f"{file}confirm/") == (302, file)
        assert "Upheld" in main_part(page(other, file))

    def test_what_would_follow_stands_beside_the_draft(self, appeal: Appeal) -> None:
        """With 92 in S25: 0.4 x 82 + 0.6 x 92, which nobody but N01 is above."""
        appealing.drafted(appeal)
        shown = main_part(page(client_of(appealing.panel()[1]), "/en/selection/R1/appeals/1/confirm/"))
        assert "82.000 → 88.000" in shown
        assert "10 → 2" in shown
        assert "Who is chosen, only the new run says." in shown

    def test_an_upheld_one_says_what_it_changes(self, appeal: Appeal) -> None:
        client, address = client_of(appealing.panel()[0]), "/en/selection/R1/appeals/1/ruling/"
        status, shown = sent(client, address, **{**UPHELD, "remedy": ""})
        assert status == 422
        assert "Say what the upheld appeal changes, even where it is nothing." in shown
        rejected = {"outcome": "rejected", "reason": appealing.NO_REASON}
        assert sent(client, address, **rejected) == (302, "/en/selection/R1/appeals/1/")

    def test_the_official_reads_a_ruling_when_it_is_confirmed(self, appeal: Appeal) -> None:
        own, file = client_of(appealing.account("N10")), "/en/selection/R1/appeals/1/"
        appealing.drafted(appeal)
        assert appealing.REASON not in page(own, file)
        draft = Ruling.objects.everything(because="a test looks").get()
        confirm_ruling(ruling=draft, by=appealing.panel()[1], at=appealing.CLOSED)
        assert appealing.REASON in page(own, file)

    def test_returns_with_a_reason(self, appeal: Appeal) -> None:
        draft = appealing.drafted(appeal)
        other, file = client_of(appealing.panel()[1]), "/en/selection/R1/appeals/1/"
        assert sent(other, f"{file}return/", reason="The page is not in the file.") == (302, file)
        draft = Ruling.objects.everything(because="a test looks").get(pk=draft.pk)
        assert draft.return_reason == "The page is not in the file."
        assert "Draft a ruling" in page(other, file)

    def test_who_is_involved_reads_why(self, appeal: Appeal) -> None:
        from tests.selection.test_appeals import _become_member

        member = appealing.account("N11")
        _become_member(member)
        shown = page(client_of(member), "/en/selection/R1/appeals/1/")
        assert "You work in the same organization as the official" in shown
        assert "Draft a ruling" not in shown

    def test_what_waits_is_on_the_start_page(self, appeal: Appeal) -> None:
        one, other = appealing.panel()
        assert "Rule on appeal R1/1" in page(client_of(one), "/en/")
        appealing.drafted(appeal, one)
        assert "R1/1" not in page(client_of(one), "/en/")
        assert "Confirm or return: appeal R1/1" in page(client_of(other), "/en/")

    def test_many_are_one_line_that_leads_to_the_list(self, run: Run) -> None:
        for number in range(11, 17):
            appealing.filed(run, f"N{number}")
        shown = page(client_of(appealing.panel()[0]), "/en/")
        assert "Rule on 6 appeals" in shown
        assert "Rule on appeal R1/1" not in shown

    def test_the_list_is_narrowed_to_what_waits(self, run: Run) -> None:
        appealing.both(run)
        withdrawn = appealing.filed(run, "N12")
        withdraw_appeal(appeal=withdrawn, by=appealing.account("N12"), at=appealing.WITHIN)
        appealing.filed(run, "N13")
        client = client_of(appealing.panel()[0])
        found = {
            state: re.findall(r"R1/\d", main_part(page(client, f"/en/selection/R1/appeals/?status={state}")))
            for state in ("open", "ruled", "withdrawn")
        }
        assert found == {"open": ["R1/4"], "ruled": ["R1/2", "R1/1"], "withdrawn": ["R1/3"]}

    def test_forms_are_the_panels(self, appeal: Appeal, officer: User) -> None:
        appealing.drafted(appeal)
        for name in ("ruling", "confirm", "return"):
            page(client_of(officer), f"/en/selection/R1/appeals/1/{name}/", 403)
        page(client_of(outsider()), "/en/selection/R1/appeals/1/", 404)


@pytest.mark.parametrize("number", ["one", "three"])
def test_a_list_of_appeals_costs(run: Run, officer: User, number: str, django_assert_num_queries: object) -> None:
    for one in ("N10", "N11", "N12")[: 1 if number == "one" else 3]:
        appealing.filed(run, one)
    client = client_of(officer)
    with django_assert_num_queries(7):  # type: ignore[operator]
        client.get("/en/selection/R1/appeals/")


def test_times_are_those_of_the_programme(run: Run) -> None:
    assert Round.objects.get().objections_until == appealing.LAST_SECOND
    assert isinstance(run.run_at + timedelta(days=10), datetime)
