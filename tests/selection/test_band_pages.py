"""The page of the borderline band, and a rule that declares what holds in it, through the forms of their officer."""

from __future__ import annotations

import re
import tomllib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ortoo.access.models import User
from ortoo.selection.models import BorderlineBand, Round, Rule
from ortoo.selection.operations import run_selection
from tests.cast import AT, auditor, client_of
from tests.selection.appealing import panel, place
from tests.selection.test_bands import BY_EVIDENCE, BY_LOT, REASON, waiting
from tests.selection.test_pages import RULE as ANSWERS
from tests.selection.test_pages import asked
from tests.visiting import main_part, page, sent

pytestmark = pytest.mark.django_db

BAND = "/en/selection/R1/band/"


def test_it_is_found_by_a_form_and_shown_before_the_run(keeper: User, officer: User) -> None:
    waiting(keeper, officer)
    client = client_of(officer)
    assert BAND in page(client, "/en/selection/R1/")
    assert "Nobody has looked yet." in page(client, BAND)
    job = asked(client, f"{BAND}find/")
    assert (job.state, job.result_path) == ("done", "selection/R1/band/")
    shown = main_part(page(client, BAND))
    assert "Of 20 eligible, the marks do not say of 2 whether they are truly among the 8 best." in shown
    assert "The rule declares nothing about them: it decides by the marks as they are." in shown
    rows = re.findall(r'<th scope="row">(\w{5})</th>', shown)
    names = [one["id"][:5].upper() for one in BorderlineBand.objects.get().body["people"] if one["inside"]]
    assert rows == names
    assert shown.count('class="c-reach"') >= 20
    assert BorderlineBand.objects.get().sha256[:16] in shown


def test_before_the_run_it_is_the_selection_officers_alone(keeper: User, officer: User) -> None:
    round, outside = waiting(keeper, officer), auditor()
    assert page(client_of(keeper), BAND, 403)
    assert page(client_of(outside), BAND, 403)
    assert BAND not in page(client_of(keeper), "/en/selection/R1/")
    run_selection(round=round, by=officer, at=AT)
    for reader in (keeper, outside):
        assert "In the band" in page(client_of(reader), BAND)
        assert BAND in page(client_of(reader), "/en/selection/R1/")
    assert page(client_of(keeper), f"{BAND}find/", 403)


@pytest.mark.parametrize("language", ["mn", "ko"])
def test_in_other_languages(keeper: User, officer: User, language: str) -> None:
    run_selection(round=waiting(keeper, officer, BY_LOT), by=officer, at=AT)
    page(client_of(officer), f"/{language}/selection/R1/band/")
    page(client_of(officer), f"/{language}/selection/R1/")


def test_what_is_not_known_is_said(drawn: Round, officer: User) -> None:
    client = client_of(officer)
    job = asked(client, f"{BAND}find/")
    assert (job.state, job.outcome["code"]) == ("refused", "selection.band_unknown")
    run_selection(round=drawn, by=officer, at=AT)
    assert "of somebody eligible no standard error was sealed" in page(client, BAND)


def test_before_the_seal_there_is_nothing_yet(ruled: Round, officer: User) -> None:
    assert "It is found after the records are sealed and the lot is drawn." in page(client_of(officer), BAND)


def test_evidence_is_counted_and_leads_to_its_files(keeper: User, officer: User) -> None:
    run_selection(round=waiting(keeper, officer, BY_EVIDENCE), by=officer, at=AT)
    client = client_of(officer)
    shown = page(client, BAND)
    assert "Evidence: 0 of 2 entered and confirmed." in shown
    assert "Kind of evidence: Marked once more by others." in shown
    assert "The adopted rule asks for further evidence" in page(client, "/en/selection/R1/appeals/")
    assert "Marked once more by others" in page(client, "/en/selection/R1/appeals/1/")


def test_evidence_is_entered_from_a_file_by_the_panel(keeper: User, officer: User) -> None:
    run = run_selection(round=waiting(keeper, officer, BY_EVIDENCE), by=officer, at=AT)
    client = client_of(panel()[0])
    assert f"{BAND}evidence/" not in page(client_of(officer), BAND)
    lines = ["pseudonym,sitting,mark,reason", f"{place(run, 'N08').pseudonym},S25,84.5,{REASON}", ""]
    file = SimpleUploadedFile("evidence.csv", "\n".join(lines).encode())
    assert sent(client, f"{BAND}evidence/", file=file) == (302, "/en/selection/R1/appeals/")
    assert "Waits for a second member" in page(client, "/en/selection/R1/appeals/")
    wrong = SimpleUploadedFile("evidence.csv", b"pseudonym,sitting,mark,reason\nnobody,,,x\n")
    status, shown = sent(client, f"{BAND}evidence/", file=wrong)
    assert (status, "Row 2 of the file:" in shown) == (422, True)
    assert page(client_of(officer), f"{BAND}evidence/", 403)


@pytest.mark.parametrize(
    ("answers", "table"),
    [
        ({"borderline": "lot"}, {"then": "lot"}),
        ({"borderline": "extra-paper"}, {"then": "evidence", "kind": "extra-paper"}),
        (
            {"borderline": "interview", "rubric": "Annex 2"},
            {"then": "evidence", "kind": "interview", "rubric": "Annex 2"},
        ),
    ],
)
def test_a_rule_declares_it_by_the_form(
    opened: Round, officer: User, answers: dict[str, str], table: dict[str, str]
) -> None:
    client = client_of(officer)
    assert sent(client, "/en/selection/R1/rule/", **ANSWERS, **answers, confirm="1") == (302, "/en/selection/R1/")
    kept = tomllib.loads(Rule.objects.get().text)
    assert (kept["borderline"], kept["standard_error"]) == (table, "standard_error")
    assert "Where the marks cannot say" in page(client, "/en/selection/R1/")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"borderline": "interview"}, "Say where the rubric of the interview is laid down."),
        ({"borderline": "lot", "rubric": "x"}, "A rubric belongs to an interview"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(
    opened: Round, officer: User, answers: dict[str, str], said: str
) -> None:
    status, shown = sent(client_of(officer), "/en/selection/R1/rule/", **ANSWERS, **answers, confirm="1")
    assert (status, said in shown) == (422, True)
    assert not Rule.objects.exists()
