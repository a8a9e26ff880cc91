"""Pages from the rulings to the final list, each with its own hands."""

from __future__ import annotations

import re

import pytest
from django.test import Client, TestCase

from ortoo.access.models import User
from ortoo.jobs import operations as jobs
from ortoo.jobs.models import Job
from ortoo.selection.models import Run
from tests.cast import auditor, client_of, outsider
from tests.selection import appealing, forty
from tests.visiting import main_part, page, sent

pytestmark = pytest.mark.django_db

PLAIN = {"ground": "mark", "sitting": "S25", "attribute": "", "text": appealing.TEXT}


def own_page(run: Run, number: str) -> str:
    return f"/en/selection/R1/place/{appealing.place(run, number).pk}/"


def done(client: Client, address: str) -> Job:
    with TestCase.captureOnCommitCallbacks():
        status, leads = sent(client, address)
    job = Job.objects.latest("pk")
    assert (status, leads) == (302, f"/en/jobs/{job.pk}/")
    jobs.do(job_id=job.pk)
    return Job.objects.get(pk=job.pk)


class TestToTheFinalList:
    def test_each_step_by_its_hand(self, run: Run, keeper: User, officer: User) -> None:
        appealing.both(run)
        sealing, selecting, signing = client_of(keeper), client_of(officer), client_of(appealing.head())
        assert "/en/selection/R1/carry-out/" in page(sealing, "/en/selection/R1/")
        assert done(sealing, "/en/selection/R1/carry-out/").outcome["count"] == 39
        job = done(selecting, "/en/selection/R1/rerun/")
        assert (job.state, job.result_path) == ("done", "selection/R1/changes/")
        shown = main_part(page(selecting, "/en/selection/R1/changes/"))
        assert "The mark of Exam S25 was corrected from 82.000 to 92.000." in shown
        assert "B.BoldN10 stands ahead now, because a record was corrected." in shown
        assert "7 other officials moved by rank alone" in shown
        assert sent(signing, "/en/selection/R1/sign/") == (302, "/en/selection/R1/")
        assert sent(selecting, "/en/selection/R1/publish/") == (302, "/en/selection/R1/final/")
        shown = main_part(page(selecting, "/en/selection/R1/final/"))
        assert "Final list, version 1" in shown
        assert len(re.findall(r"B\.BoldN\d\d", shown)) == 8
        assert "Final list" in page(selecting, "/en/selection/")

    def test_on_the_affected_officials_own_page(self, run: Run, keeper: User, officer: User) -> None:
        appealing.both(run)
        again = appealing.run_again(run, keeper, officer)
        client = client_of(appealing.account("N10"))
        own = client.get("/en/selection/mine/")["Location"]
        assert own == own_page(again, "N10")
        shown = main_part(page(client, own))
        assert "Before: rank 10, reserve. Now: rank 2, chosen." in shown
        assert "The merit of the record was 82.000 and is 88.000." in shown
        assert "This list was replaced by a later one" in page(client, own_page(run, "N10"))

    def test_an_auditor_reads_pseudonyms(self, run: Run, keeper: User, officer: User) -> None:
        appealing.both(run)
        again = appealing.run_again(run, keeper, officer)
        appealing.final(again, officer)
        client = client_of(auditor())
        for address in ("changes/", "final/"):
            shown = main_part(page(client, f"/en/selection/R1/{address}"))
            assert not re.search(r"Bold|\bN\d\d\b", shown)
            assert appealing.place(again, "N10").pseudonym[:5].upper() in shown
        page(client, "/en/selection/R1/appeals/", 403)

    def test_where_no_list_is_possible_any_more(self, keeper: User, officer: User) -> None:
        run = forty.run(keeper, officer, forty.RULE.replace("at_least = 2", "at_least = 3"))
        appeal = appealing.filed(run, "N30", ground="attribute", attribute="sex", sitting=None)
        appealing.upheld(appeal, remedy="attribute", attribute="sex", value="woman")
        appealing.run_again(run, keeper, officer)
        shown = page(client_of(officer), "/en/selection/R1/")
        assert "Sex: Man, at least 3" in shown
        assert "The provisional list stands beside this, and cannot become final" in shown
        assert "B.BoldN01" in page(client_of(officer), "/en/selection/R1/list/")
        page(client_of(officer), "/en/selection/R1/changes/", 404)

    def test_an_order_and_a_departure_from_the_page_of_a_place(self, run: Run, officer: User) -> None:
        appealing.final(run, officer)
        member, selecting, own = client_of(appealing.panel()[0]), client_of(officer), own_page(run, "N01")
        assert f"{own}order/" in page(member, own)
        assert f"{own}leave/" in page(selecting, own)
        reason = {"reason": "Asked for it on 20 March."}
        assert sent(selecting, f"{own}leave/", **reason) == (302, "/en/selection/R1/final/")
        order = {**PLAIN, "reference": "Court, 12, 2026-03-30"}
        assert sent(member, f"{own_page(run, 'N10')}order/", **order) == (302, "/en/selection/R1/appeals/1/")
        assert "An order has reopened the published list" in page(member, own_page(run, "N10"))

    @pytest.mark.parametrize("name", ["carry-out", "rerun", "sign", "publish"])
    def test_forms_are_their_officers(self, run: Run, name: str) -> None:
        page(client_of(outsider()), f"/en/selection/R1/{name}/", 403)
        page(client_of(appealing.panel()[0]), f"/en/selection/R1/{name}/", 403)

    def test_there_is_no_final_list_before_it_is_published(self, run: Run, officer: User) -> None:
        page(client_of(officer), "/en/selection/R1/final/", 404)
        page(client_of(officer), "/en/selection/R1/changes/", 404)


@pytest.mark.parametrize("language", ["mn", "en", "ko"])
def test_pages_in_three_languages(run: Run, keeper: User, officer: User, language: str) -> None:
    appealing.both(run)
    again = appealing.run_again(run, keeper, officer)
    appealing.final(again, officer)
    client = client_of(officer)
    place = appealing.place(again, "N10").pk
    for address in ("R1/", "R1/appeals/", "R1/appeals/1/", "R1/changes/", "R1/final/", f"R1/place/{place}/"):
        assert f'<html lang="{language}"' in page(client, f"/{language}/selection/{address}")
