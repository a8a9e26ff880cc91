"""A draft rule is tried from its form to the page of the trial, and from there adopted."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase

from ortoo.access.models import User
from ortoo.jobs import operations as jobs
from ortoo.jobs.models import Job, Upload
from ortoo.ledger.models import Entry
from ortoo.record.models import Formula
from ortoo.selection.models import Round, Rule, Run, Trial
from tests.cast import client_of, outsider, person
from tests.selection import forty
from tests.visiting import main_part, page, sent

pytestmark = pytest.mark.django_db

DRAFT: dict[str, Any] = {
    "seats": 8, "reserve": 3, "objective": "total", "floors": "each", "first_tie": "exam:S25", "second_tie": "",
    "attribute_1": "sex", "value_1": "man", "least_1": 2,
    "attribute_2": "region_group", "value_2": "Gobi", "most_2": 2,
}  # fmt: skip
ADOPTION: dict[str, Any] = {
    "legal_basis": "Order 7", "lot_source": "The state lottery of 3 March", "objection_days": 10,
    "after_appeal": "add-seats",
}  # fmt: skip
IMPOSSIBLE = {**DRAFT, "least_1": 3, "most_2": 0}


@pytest.fixture
def coming(run: Run, formula: Formula, officer: User) -> Round:
    return forty.opened(formula, officer, "R2")


def tried(client: Client, **answers: Any) -> Job:
    with TestCase.captureOnCommitCallbacks():
        status, leads = sent(client, "/en/selection/R2/try/", **answers)
    job = Job.objects.latest("pk")
    assert (status, leads) == (302, f"/en/jobs/{job.pk}/")
    jobs.do(job_id=job.pk)
    return Job.objects.get(pk=job.pk)


def test_a_draft_is_tried_and_then_adopted_with_its_trial(coming: Round, officer: User) -> None:
    client = client_of(officer)
    assert "/en/selection/R2/try/" in page(client, "/en/selection/R2/rule/")
    job = tried(client, earlier="R1", **DRAFT)
    assert (job.state, job.result_path) == ("done", "selection/R2/trials/1/")
    assert "Try a rule on earlier records" in page(client, f"/en/jobs/{job.pk}/")
    shown = main_part(page(client, "/en/selection/R2/trials/1/"))
    assert "All quotas together cost 15.000 points of 686.000" in shown
    assert "Sex: Man, at least 2" in shown
    assert "13.000" in shown
    assert "It is a choice of policy, made in the open" in shown
    assert "Highest total" in shown
    assert "Best first" in shown
    assert "Shares at each step" in shown

    filled = page(client, "/en/selection/R2/rule/?trial=1")
    assert 'value="Gobi"' in filled
    status, checked = sent(client, "/en/selection/R2/rule/", **DRAFT, **ADOPTION)
    assert status == 200
    assert "/en/selection/R2/trials/1/" in checked
    assert "All quotas together cost" in checked
    sent(client, "/en/selection/R2/rule/", **DRAFT, **ADOPTION, confirm="1")
    adopted = Entry.objects.filter(kind="rule.adopted").latest("seq").said
    assert adopted["trial_sha256"] == Trial.objects.get().sha256
    assert "The adopted rule" in page(client, "/en/selection/R2/")


def test_who_adopts_another_rule_is_told_that_it_was_not_tried(coming: Round, officer: User) -> None:
    client = client_of(officer)
    tried(client, earlier="R1", **DRAFT)
    status, checked = sent(client, "/en/selection/R2/rule/", **{**DRAFT, "seats": 7}, **ADOPTION)
    assert (status, "Not tried" in checked) == (200, True)


def test_what_is_not_possible_says_what_would_be_enough(coming: Round, officer: User) -> None:
    client = client_of(officer)
    tried(client, earlier="R1", **IMPOSSIBLE)
    shown = main_part(page(client, "/en/selection/R2/trials/1/"))
    assert "On these records the draft allows no list." in shown
    assert "Highest total: these clauses together allow no list" in shown
    assert "At least 2 could be met." in shown
    assert "At most 1 would be enough." in shown
    assert "No price can be told where no list is possible." in shown


def test_the_first_round_is_offered_a_file(opened: Round, officer: User) -> None:
    client = client_of(officer)
    shown = page(client, "/en/selection/R1/try/")
    assert "This is the first round of the programme" in shown
    assert "Choose an earlier round, or send a file of candidates." in sent(client, "/en/selection/R1/try/", **DRAFT)[1]
    rows = "".join(f"p{n},{90 - n},yes,{'man' if n % 3 else 'woman'},Gobi,MOF\n" for n in range(20))
    content = ("pseudonym,merit,eligible,sex,region_group,ministry\n" + rows).encode()
    file = SimpleUploadedFile("last year.csv", content)
    with TestCase.captureOnCommitCallbacks():
        sent(client, "/en/selection/R1/try/", earlier="", file=file, **{**DRAFT, "most_2": 20})
    jobs.do(job_id=Job.objects.latest("pk").pk)
    shown = main_part(page(client, "/en/selection/R1/trials/1/"))
    assert "20 records of last year.csv, 20 of them eligible" in shown
    assert "These records do not have them: between equals a lot of the trial decided." in shown
    assert bytes(Upload.objects.get().content) == b"", "read once and forgotten"


def test_a_wrong_file_ends_the_job_with_its_sentence(opened: Round, officer: User) -> None:
    client = client_of(officer)
    file = SimpleUploadedFile("x.csv", b"pseudonym,merit,eligible\na,1,yes\n")
    with TestCase.captureOnCommitCallbacks():
        sent(client, "/en/selection/R1/try/", file=file, **DRAFT)
    job = Job.objects.latest("pk")
    jobs.do(job_id=job.pk)
    assert Job.objects.get(pk=job.pk).state == "refused"
    assert "sex" in main_part(page(client, f"/en/jobs/{job.pk}/"))
    assert not Trial.objects.exists()


def test_after_the_adoption_and_the_seal_there_is_nothing_to_try(sealed: Round, officer: User) -> None:
    client = client_of(officer)
    file = SimpleUploadedFile("x.csv", b"pseudonym,merit,eligible\na,1,yes\n")
    status, shown = sent(client, "/en/selection/R1/try/", file=file, **DRAFT)
    assert (status, "sealed" in shown) == (422, True)
    assert not Job.objects.filter(kind="selection.try").exists()


def test_who_may_see_it(coming: Round, officer: User, keeper: User) -> None:
    tried(client_of(officer), earlier="R1", **DRAFT)
    assert page(client_of(keeper), "/en/selection/R2/try/", 403)
    shown = main_part(page(client_of(keeper), "/en/selection/R2/trials/1/"))
    assert "Adopt this rule" not in shown
    assert page(client_of(outsider()), "/en/selection/R2/trials/1/", 403)
    assert client_of().get("/en/selection/R2/trials/1/").status_code == 302
    assert page(client_of(person("x")), "/en/selection/R2/trials/9/", 403)
    assert page(client_of(officer), "/en/selection/R2/trials/9/", 404)
    assert not Rule.objects.filter(round=coming).exists()
