"""Pages of answer sheets, essays, keys and scoring: whose turn it is, what they see, and what nobody sees."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.exams.models import AnswerSheet, EssayMark, FormItem, FormPlan, KeyCancellation, Scoring
from ortoo.exams.operations import enter_sheet, score_sheets
from ortoo.exams.queries.scoring import asked_on, latest_scoring
from ortoo.exams.queries.sheets import readings_of, sheet_state
from ortoo.exams.rules.items.reading import responses_from_csv
from ortoo.exams.rules.scoring.lines import lines_of
from ortoo.exams.waiting import waiting_for
from ortoo.jobs.imports import kind_named, take_in
from ortoo.jobs.models import Job
from ortoo.jobs.operations import do
from ortoo.multilingual.refusals import Refusal
from ortoo.people.models import Official
from tests.cast import AT, auditor, client_of, grants, outsider, person
from tests.exams.answering import drawn, entered_twice, marker, right_answer, taken
from tests.exams.building import four_cells, of_each_kind, planned, reviewer, sealed, sealed_of, writer
from tests.exams.test_pages import address, once, text
from tests.factories.people import officials

pytestmark = pytest.mark.django_db

NUMBERS = [f"N{place:02d}" for place in range(8)]


@pytest.fixture
def choices() -> FormPlan:
    four_cells()
    officials(*NUMBERS)
    return sealed(planned())


@pytest.fixture
def kinds() -> FormPlan:
    officials(*NUMBERS)
    return sealed_of(of_each_kind())


def manager() -> User:
    """Of the academy; made with the goals of the bank."""
    return User.objects.get(username="munkh")


def tasks(user: User) -> list[str]:
    with override("en"):
        return [str(task.what) for task in waiting_for(grants(user)) if str(task.what) != "Import the marks"]


def page(user: User, name: str, *arguments: object) -> str:
    return text(client_of(user).get(address(name, *arguments)))


def sent(user: User, where: str, answers: dict[str, Any]) -> Any:
    client = client_of(user)
    return client.post(where, {**answers, "once": once(client.get(where))})


class TestByHand:
    def test_a_sheet_is_entered_twice_and_nobody_sees_what_the_first_read(self, choices: FormPlan) -> None:
        form, answers = drawn(choices, NUMBERS)["N00"]
        where = address("enter-sheet", "F26")
        given = {"number": "N00", "form": form, "centre": "UB", "language": "mn", "line_1": lines_of(answers)[0]}
        assert sent(writer(), where, given).status_code == 302
        assert tasks(marker()) == ["Enter answer sheets a second time"]
        said = page(marker(), "enter-sheet", "F26")
        assert "1 sheet that others entered waits for you" in said
        assert lines_of(answers)[0] not in said
        assert sent(marker(), where, {**given, "line_1": lines_of(answers)[0].lower()}).status_code == 302
        assert sheet_state(choices).agree == 1
        refused = text(sent(reviewer(), where, given))
        assert "has been entered twice already" in refused

    def test_what_is_typed_wrongly_is_named_at_its_line(self, choices: FormPlan) -> None:
        given = {"number": "N00", "form": "A", "centre": "UB", "language": "mn", "line_1": "ABCDABCZ"}
        response = sent(writer(), address("enter-sheet", "F26"), given)
        assert response.status_code == 422
        said = text(response)
        assert "Answer 8: “Z”" in said or 'Answer 8: "Z"' in said.replace("&quot;", '"')
        assert not AnswerSheet.objects.everything(because="a test looks").exists()

    def test_a_third_hand_sees_both_and_settles(self, choices: FormPlan) -> None:
        form, answers = drawn(choices, NUMBERS)["N00"]
        other = ["A" if answers[0] == "B" else "B", *answers[1:]]
        sheet: dict[str, Any] = {
            "plan": choices,
            "number": "N00",
            "form": form,
            "centre": "UB",
            "language": "mn",
            "at": AT,
        }
        enter_sheet(**sheet, answers=answers, by=writer())
        enter_sheet(**sheet, answers=other, by=marker())
        assert tasks(reviewer()) == ["Settle answer sheets that differ"]
        said = page(reviewer(), "sheet-differences", "F26")
        assert "N00" in said
        first = AnswerSheet.objects.everything(because="a test looks").get(entry=1)
        where = address("settle-sheet", "F26", first.pk)
        assert client_of(marker()).get(where).status_code == 409
        watching = auditor()
        assert client_of(watching).get(where).status_code == 403
        given = {"form": form, "centre": "UB", "language": "mn", "line_1": lines_of(other)[0], "reason": "It says so."}
        assert sent(reviewer(), where, given).status_code == 302
        official = Official.objects.everything(because="a test looks").get(number="N00")
        assert readings_of(choices, official.pk)[3].answers == tuple(other)
        assert "It says so." in page(manager(), "sheets", "F26")
        assert "It says so." not in page(watching, "sheets", "F26")


class TestFiles:
    def file(self, plan: FormPlan) -> str:
        written = drawn(plan, NUMBERS)
        head = ["Хувийн хэргийн дугаар", "Хувилбар", "Төв", "Хэл", *map(str, range(1, 9))]
        rows = [[number, form, "Төв 1", "монгол", *answers] for number, (form, answers) in written.items()]
        return "\n".join(",".join(row) for row in [head, *rows])

    def test_a_file_of_two_hands(self, choices: FormPlan) -> None:
        for entry, by in (("1", writer()), ("2", marker())):
            report = take_in(
                kind=kind_named("answer-sheets"), content=self.file(choices).encode(), filename="sheets.csv",
                options={"sitting": "F26", "entry": entry}, dry_run=False, by=by, at=AT,
            )  # fmt: skip
            assert (report.new, report.problems) == (8, ())
        assert sheet_state(choices).ready

    def test_too_many_and_too_few_columns(self, choices: FormPlan) -> None:
        whole = self.file(choices)
        few = "\n".join(line.rsplit(",", 1)[0] for line in whole.splitlines())
        many = "\n".join(f"{line},{'9' if not place else ''}" for place, line in enumerate(whole.splitlines()))
        for content, code in ((few, "spreadsheets.missing_columns"), (many, "spreadsheets.unknown_columns")):
            with pytest.raises(Refusal) as refused:
                take_in(
                    kind=kind_named("answer-sheets"), content=content.encode(), filename="sheets.csv",
                    options={"sitting": "F26", "entry": "1"}, dry_run=True, by=writer(), at=AT,
                )  # fmt: skip
            assert refused.value.code == code

    def test_a_platforms_report_comes_in_alone(self, choices: FormPlan) -> None:
        asked = asked_on(choices)
        form = sorted(asked)[0]
        letter = choices.forms.get(pk=form).letter
        said = [one.question.options[ord(right_answer(one)) - 65].texts["en"].words for one in asked[form]]
        lines = ["ID number,Status," + ",".join(f"Response {place}" for place in range(1, 9))]
        lines += [f"{number},Finished," + ",".join(said) for number in NUMBERS[:3]]
        options = {"form": f"F26/{letter}", "language": "en"}
        arguments: dict[str, Any] = {"filename": "quiz.csv", "options": options, "by": writer(), "at": AT}
        kind = kind_named("platform-responses")
        report = take_in(kind=kind, content="\n".join(lines).encode(), dry_run=False, **arguments)
        assert (report.new, report.problems) == (3, ())
        assert [one.sentence("en") for one in report.notices] == [
            "Columns of the file of which nothing was taken: Status."
        ]
        assert sheet_state(choices).platform == 3
        strange = "\n".join([*lines, f"{NUMBERS[4]},Finished," + ",".join(["?", *said[1:]])])
        report = take_in(kind=kind, content=strange.encode(), dry_run=False, **arguments)
        assert [(one.row, one.column) for one in report.problems] == [(5, "Response 1")]
        assert score_sheets(plan=choices, by=writer(), at=AT).agrees


class TestEssays:
    def test_the_next_essay_without_a_name_and_without_anybodys_mark(self, kinds: FormPlan) -> None:
        [asked] = asked_on(kinds).values()
        answers = [right_answer(one) or "Миний эсээ" for one in asked]
        taken(kinds, {"N00": ("A", answers)}, 0)
        assert tasks(marker()) == ["Mark essays"]
        said = client_of(marker()).get(address("essays", "F26")).content.decode()
        [link] = set(re.findall(r'href="([^"]*/essays/[0-9]+/[0-9]+/)"', said))
        said = text(client_of(marker()).get(link))
        assert "Миний эсээ" in said
        assert "N00" not in said
        assert sent(marker(), link, {"mark": "0.725"}).status_code == 302
        assert "0.725" not in text(client_of(reviewer()).get(link))
        assert client_of(marker()).get(link).status_code == 409
        assert tasks(marker()) == []
        assert sent(reviewer(), link, {"mark": "0,8"}).status_code == 302
        marks = EssayMark.objects.everything(because="a test looks").order_by("turn")
        assert list(marks.values_list("thousandths", flat=True)) == [725, 800]
        assert tasks(writer()) == ["Score the sheets"]


class TestScoring:
    def test_scored_in_the_background_and_shown(self, choices: FormPlan) -> None:
        entered_twice(choices, NUMBERS)
        assert tasks(writer()) == ["Score the sheets"]
        assert "have not been scored yet" in page(manager(), "scoring", "F26")
        assert sent(writer(), address("score", "F26"), {}).status_code == 302
        do(job_id=Job.objects.get().pk)
        assert Job.objects.get().state == "done"
        said = page(auditor(), "scoring", "F26")
        assert "Both scorers agree" in said
        assert "Up to date" in said
        assert "How many have how many points" in said
        assert all(number not in said for number in NUMBERS)
        assert tasks(writer()) == ["Analyse the items", "Let the gate look"]

    def test_what_waits_is_said_instead(self, choices: FormPlan) -> None:
        taken(choices, drawn(choices, NUMBERS), 1)
        said = text(sent(writer(), address("score", "F26"), {}))
        assert "8 have been entered once" in said
        assert not Scoring.objects.exists()

    def test_a_key_is_taken_back_with_its_effect_before_it(self, choices: FormPlan) -> None:
        entered_twice(choices, NUMBERS)
        score_sheets(plan=choices, by=writer(), at=AT)
        item = FormItem.objects.filter(form__plan=choices).order_by("pk")[0]
        where = address("cancel-key", item.pk)
        said = text(client_of(writer()).get(where))
        assert "Marks that rise" in said
        assert "Everybody has it right" in said
        assert client_of(manager()).get(where).status_code == 403
        given = {"way": "full-mark", "reason": "The key named another option."}
        assert "Check your answers" in text(sent(writer(), where, given))
        assert not KeyCancellation.objects.exists()
        assert sent(writer(), where, {**given, "confirm": "1"}).status_code == 302
        assert KeyCancellation.objects.count() == 1
        said = page(manager(), "scoring", "F26")
        assert "Out of date: score again" in said
        assert "The key named another option." in said
        assert client_of(writer()).get(where).status_code == 409

    def test_responses_are_read_by_item_analysis(self, choices: FormPlan) -> None:
        entered_twice(choices, NUMBERS)
        score_sheets(plan=choices, by=writer(), at=AT)
        response = client_of(writer()).post(address("responses", "F26", "A"))
        found = responses_from_csv(response.content.decode())
        assert (found.persons, len(found.items)) == (4, 8)
        assert latest_scoring(choices) is not None
        assert client_of(manager()).post(address("responses", "F26", "A")).status_code == 403


@pytest.mark.parametrize("name", ["sheets", "essays", "scoring", "keys", "enter-sheet", "sheet-differences"])
def test_others_see_none_of_it(choices: FormPlan, name: str) -> None:
    for user in (outsider(), person("sel", Role.SELECTION_OFFICER)):
        assert client_of(user).get(address(name, "F26")).status_code == 403
    assert reverse(f"exams:{name}", args=["F26"])
