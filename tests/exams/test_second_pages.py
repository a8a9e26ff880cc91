"""Pages of the second entry: whose turn it is, what they see, and what nobody sees."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.exams.models import Mark, Sample, SecondEntry, Sitting
from ortoo.exams.operations import compare_entries, correct_mark, define_letter_scale, seal_marks, settle_difference
from ortoo.exams.queries import marks_for, standing
from ortoo.exams.waiting import waiting_for
from tests.cast import AT, academy_manager, auditor, client_of, grants, outsider, person
from tests.exams.test_pages import address, once, post, send, text
from tests.factories import exams
from tests.factories.people import official, officials
from tests.factories.second_entries import Hands, difference, drawn, entered, keys, marked, three_hands

pytestmark = pytest.mark.django_db

MARKS = {"A1": 70_000, "A2": 60_125}


@pytest.fixture
def hands() -> Hands:
    return three_hands()


@pytest.fixture
def sitting(hands: Hands) -> Sitting:
    return marked(hands, MARKS)


def tasks(user: User) -> list[tuple[str, str]]:
    with override("en"):
        return [(str(task.what), task.address) for task in waiting_for(grants(user))]


def page(user: User, name: str, *arguments: object) -> str:
    return text(client_of(user).get(address(name, *arguments)))


class TestNobodySeesAFirstValue:
    """An exam officer may be the second hand, and sees marks otherwise."""

    def test_until_the_comparison_the_sample_is_not_listed_for_whose_turn_it_may_be(
        self, sitting: Sitting, hands: Hands
    ) -> None:
        other = person("other", Role.EXAM_OFFICER)
        assert "70.000" in page(other, "sitting", "E25")
        sample = drawn(sitting, hands, share=100)
        said = page(other, "sitting", "E25")
        assert "70.000" not in said
        assert "The marks of the sample are not listed for you until they are compared" in said
        csv: Any = client_of(other).get(address("sitting", "E25") + "?format=csv")
        assert b"70.000" not in b"".join(csv.streaming_content if csv.streaming else [csv.content])
        whole = Mark.objects.everything(because="a test looks").first()
        assert whole
        assert client_of(other).get(address("mark", whole.pk)).status_code == 404
        for knowing in (hands.first, person("head", Role.HEAD_OF_ACADEMY)):
            assert "70.000" in page(knowing, "sitting", "E25")
        entered(sample, hands.second, MARKS)
        assert "70.000" in page(other, "sitting", "E25")


def test_every_official_sees_which_sittings_there_were_and_no_marks_of_others(sitting: Sitting, hands: Hands) -> None:
    """Nobody grants an official a role: being on the register is enough."""
    own = person("own")
    official("A9", account=own)
    assert "Exam" in page(own, "home")
    said = page(own, "sitting", "E25")
    assert "70.000" not in said
    assert "You see no marks here except your own, and there is none." in said
    assert client_of(outsider()).get(address("home")).status_code == 403


class TestDrawing:
    def test_the_page_of_a_sitting_says_that_no_sample_is_needed_and_offers_one(
        self, sitting: Sitting, hands: Hands
    ) -> None:
        said = page(hands.first, "sitting", "E25")
        assert "Second entry No sample No sample has been drawn. The sitting can be sealed without one." in said
        assert "Draw a sample" in said
        assert "Draw a sample" not in page(hands.second, "sitting", "E25")

    def test_a_sample_is_checked_and_drawn_by_a_seed_that_nobody_chose(self, sitting: Sitting, hands: Hands) -> None:
        office, where = client_of(hands.first), address("draw-sample", "E25")
        check = send(office, where, share="50")
        assert (check.status_code, "Check your answers" in text(check)) == (200, True)
        answer = post(office, where, once=once(check), confirm="1", share="50")
        assert (answer.status_code, answer.url) == (302, address("sitting", "E25"))
        sample = Sample.objects.get()
        assert (len(sample.seed), int(sample.seed, 16) > 0, sample.drawn_by) == (32, True, hands.first)
        said = text(office.get(answer.url))
        assert "50 % of 2 marks, drawn on" in said
        assert f"Seed {sample.seed}" in said
        assert "0 of 1 papers have been entered a second time." in said

    @pytest.mark.parametrize("share", ["0", "101", "ten", ""])
    def test_a_share_that_is_none_is_refused_at_its_field(self, sitting: Sitting, hands: Hands, share: str) -> None:
        answer = send(client_of(hands.first), address("draw-sample", "E25"), share=share, confirm="1")
        assert (answer.status_code, Sample.objects.count()) == (422, 0)
        assert "Share of the marks, in per cent" in text(answer)

    def test_who_keeps_no_marks_draws_none(self, sitting: Sitting, hands: Hands) -> None:
        assert client_of(hands.second).get(address("draw-sample", "E25")).status_code == 403


class TestEntering:
    @pytest.fixture
    def sample(self, sitting: Sitting, hands: Hands) -> Sample:
        return drawn(sitting, hands)

    def test_it_waits_for_those_who_may_and_for_nobody_else(self, sample: Sample, hands: Hands) -> None:
        what = ("Enter marks a second time", address("enter-again", "E25"))
        assert [tasks(hand) for hand in (hands.first, hands.second, hands.third)] == [[], [what], [what]]
        assert tasks(academy_manager()) == tasks(person("local", Role.MARKER, scope=Scope.REGION, code="MN-1")) == []
        assert "so the second entry is made by somebody else" in page(hands.first, "sitting", "E25")

    def test_the_form_is_blind(self, sample: Sample, hands: Hands) -> None:
        answer = client_of(hands.second).get(address("enter-again", "E25"))
        content = answer.content.decode()
        assert "scale 0.000 to 100.000. Still missing: 2." in text(answer)
        assert "A1" in content
        for hidden in ("70.0", "70,0", "70000", "60.125", "60125", "Bold"):
            assert hidden not in content

    def test_marks_are_entered_and_the_last_one_compares(self, sample: Sample, hands: Hands) -> None:
        paper, second = keys(sample), client_of(hands.second)
        where = address("enter-again", "E25")
        answer = send(second, where, **{f"paper_{paper['A1']}": "70"})
        assert (answer.status_code, answer.url) == (302, address("sitting", "E25"))
        said = text(second.get(answer.url))
        assert "1 of 2 papers have been entered a second time." in said
        assert "Agree" not in said
        assert "A1" not in text(second.get(where))
        send(second, where, **{f"paper_{paper['A2']}": "60,5"})
        said = text(second.get(answer.url))
        assert "1 difference waits for a third hand." in said
        assert "Agree 1 Differ 1 Not entered a second time 0" in said
        assert "Rate of differences 50.0 % 95 % interval 9.5 % to 90.5 %, after Wilson" in said

    def test_what_is_no_mark_is_said_at_its_number_and_nothing_is_kept(self, sample: Sample, hands: Hands) -> None:
        paper = keys(sample)
        given = {f"paper_{paper['A1']}": "101", f"paper_{paper['A2']}": "60"}
        answer = send(client_of(hands.second), address("enter-again", "E25"), **given)
        assert answer.status_code == 422
        assert "“A1” takes a number from 0" in text(answer)
        empty = send(client_of(hands.second), address("enter-again", "E25"))
        assert (empty.status_code, "No mark is filled in." in text(empty)) == (422, True)
        assert SecondEntry.objects.everything(because="a test looks").count() == 0

    def test_letters_of_the_day_are_taken(self, hands: Hands) -> None:
        define_letter_scale(
            code="GPA", letters={"A": 95_000}, valid_from=date(2020, 1, 1), legal_basis="Order 1", by=hands.first, at=AT
        )
        officials("B1")
        exams.given(exams.sitting("E26", hands.first, letters="GPA").code, {"B1": "A"}, hands.first)
        sample = drawn(Sitting.objects.get(code="E26"), hands)
        send(client_of(hands.second), address("enter-again", "E26"), **{f"paper_{keys(sample)['B1']}": "a"})
        assert SecondEntry.objects.everything(because="a test looks").get().thousandths == 95_000

    def test_a_double_click_enters_once(self, sample: Sample, hands: Hands) -> None:
        second, where = client_of(hands.second), address("enter-again", "E25")
        given = {"once": once(second.get(where)), f"paper_{keys(sample)['A1']}": "70"}
        assert [post(second, where, **given).status_code for _ in range(2)] == [302, 302]
        assert SecondEntry.objects.everything(because="a test looks").count() == 1

    def test_a_first_hand_is_told_before_anything_is_filled_in(self, sample: Sample, hands: Hands) -> None:
        for name in ("enter-again", "compare"):
            answer = client_of(hands.first).get(address(name, "E25"))
            assert (answer.status_code, "You entered or corrected marks" in text(answer)) == (409, True)

    def test_the_missing_are_left_out_on_purpose(self, sample: Sample, hands: Hands) -> None:
        entered(sample, hands.second, {"A1": 70_000})
        second, where = client_of(hands.second), address("compare", "E25")
        check = send(second, where)
        assert "Entered a second time 1 Stay without a second entry 1" in text(check)
        assert post(second, where, once=once(check), confirm="1").status_code == 302
        assert "The sample was compared and no difference is open." in page(hands.second, "sitting", "E25")

    def test_a_file_is_sent_from_the_page_of_the_sitting(self, sample: Sample, hands: Hands) -> None:
        second = client_of(hands.second)
        with override("en"):
            where = f"{reverse('jobs:import', args=['second-entries'])}?sitting=E25"
        assert where.split("?")[0] in second.get(address("sitting", "E25")).content.decode()
        file = SimpleUploadedFile("s.csv", b"number,mark\r\nA1,70\r\n")
        answer = send(second, where, sitting="E25", file=file)
        assert answer.status_code == 302


class TestSettling:
    @pytest.fixture
    def entry(self, sitting: Sitting, hands: Hands) -> SecondEntry:
        entered(drawn(sitting, hands), hands.second, {"A1": 71_000, "A2": 60_125})
        return difference(sitting, "A1")

    def test_it_waits_for_a_third_hand(self, entry: SecondEntry, hands: Hands) -> None:
        what = [("Settle the differences", address("differences", "E25"))]
        assert [tasks(hand) for hand in (hands.first, hands.second, hands.third)] == [[], [], what]
        corrects = person("corrects", Role.EXAM_OFFICER)
        assert tasks(corrects) == what
        correct_mark(mark=exams.mark("E25", "A1"), thousandths=1, reason="Page 3 was lost", by=corrects, at=AT)
        assert tasks(corrects) == []

    def test_both_entries_are_seen_and_the_chosen_one_counts(self, entry: SecondEntry, hands: Hands) -> None:
        third, where = client_of(hands.third), address("settle", entry.pk)
        assert "A1 70.000 71.000" in page(hands.third, "differences", "E25")
        shown = text(third.get(where))
        assert "First entry 70.000 Second entry 71.000" in shown
        given = {"choice": "second", "other": "", "reason": "The paper shows 71"}
        check = send(third, where, **given)
        assert "Settled as 71.000" in text(check)
        answer = post(third, where, once=once(check), confirm="1", **given)
        assert (answer.status_code, answer.url) == (302, address("differences", "E25"))
        assert "71.000 71.000 Third The paper shows 71 Settled" in text(third.get(answer.url))
        assert marks_for(["E25"])[entry.sampled.mark.official_id] == {"E25": 71_000}
        again = third.get(where)
        assert (again.status_code, "This difference was settled on" in text(again)) == (409, True)

    def test_another_value_needs_one(self, entry: SecondEntry, hands: Hands) -> None:
        third, where = client_of(hands.third), address("settle", entry.pk)
        given = {"choice": "other", "reason": "The paper shows 72.5", "confirm": "1"}
        answer = send(third, where, **given)
        assert (answer.status_code, "Give the value that stands on the paper" in text(answer)) == (422, True)
        assert send(third, where, **{**given, "other": "72,5"}).status_code == 302
        assert marks_for(["E25"])[entry.sampled.mark.official_id] == {"E25": 72_500}

    @pytest.mark.parametrize("hand", ["first", "second"])
    def test_neither_hand_before_opens_the_form(self, entry: SecondEntry, hands: Hands, hand: str) -> None:
        answer = client_of(getattr(hands, hand)).get(address("settle", entry.pk))
        assert (answer.status_code, "a difference is settled by somebody who did neither" in text(answer)) == (
            409,
            True,
        )

    def test_who_sees_the_differences(self, entry: SecondEntry, hands: Hands) -> None:
        assert "A1 70.000 71.000" in page(academy_manager(), "differences", "E25")
        assert client_of(auditor()).get(address("differences", "E25")).status_code == 403
        far = person("far", Role.MARKER, scope=Scope.ORGANIZATION, code="MOH")
        assert "No difference is known here." in page(far, "differences", "E25")

    def test_before_the_comparison_there_is_no_difference_to_see(self, hands: Hands) -> None:
        other = marked(hands, {"B1": 1_000, "B2": 2_000}, "E26")
        entered(drawn(other, hands), hands.second, {"B1": 9_000})
        assert "No difference is known here." in page(hands.third, "differences", "E26")
        hidden = SecondEntry.objects.everything(because="a test looks").get()
        assert client_of(hands.third).get(address("settle", hidden.pk)).status_code == 404

    def test_the_list_makes_as_many_queries_for_one_row_as_for_three(
        self, hands: Hands, django_assert_num_queries: Any
    ) -> None:
        marks = {"C1": 1_000, "C2": 2_000, "C3": 3_000}
        for code, shown in (("E27", {"C1": 1_000}), ("E28", {f"D{number}": value for number, value in marks.items()})):
            other = marked(hands, shown, code)
            entered(drawn(other, hands), hands.second, {number: value + 1 for number, value in shown.items()})
            reader = client_of(hands.third)
            with django_assert_num_queries(6):
                reader.get(address("differences", code))


def test_behind_the_seal_the_section_tells_and_offers_nothing(sitting: Sitting, hands: Hands) -> None:
    entered(drawn(sitting, hands), hands.second, {"A1": 71_000})
    compare_entries(sitting=sitting, by=hands.second, at=AT)
    settle_difference(
        entry=difference(sitting, "A1"), thousandths=70_000, reason="The paper shows 70", by=hands.third, at=AT
    )
    seal_marks(codes=["E25"], seen=standing(["E25"]), at=AT)
    said = page(hands.third, "sitting", "E25")
    assert "The sample was compared and no difference is open." in said
    assert "See the differences" in said
    assert "Settle the differences" not in said
    other = exams.sitting("E26", hands.first)
    seal_marks(codes=[other.code], seen=standing([other.code]), at=AT)
    assert "No sample of these marks was entered a second time before the seal." in page(hands.first, "sitting", "E26")


def test_a_sitting_without_a_sample_has_none_of_its_forms(sitting: Sitting, hands: Hands) -> None:
    for name in ("enter-again", "compare"):
        answer = Client()
        answer.force_login(hands.second)
        found = answer.get(address(name, "E25"))
        assert (found.status_code, "No sample of the sitting" in text(found)) == (409, True)
