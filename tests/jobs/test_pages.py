"""A job's page with its bar, with a script and without; the list of one's own jobs."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, TestCase
from django.utils import timezone

from ortoo.access.models import User
from ortoo.jobs import operations
from ortoo.jobs.models import Job
from ortoo.jobs.views import KINDS, STATES
from ortoo.site.work import WORK
from tests.cast import academy_manager, client_of, outsider

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return outsider()


@pytest.fixture
def client(owner: User) -> Client:
    return client_of(owner)


@pytest.fixture
def job(owner: User) -> Job:
    with TestCase.captureOnCommitCallbacks():
        return operations.ask(kind="selection.run", arguments={"round": 1}, by=owner, at=timezone.now())


def page_of(client: Client, job: Job, language: str = "en", **changed: Any) -> str:
    Job.objects.filter(pk=job.pk).update(**changed)
    response = client.get(f"/{language}/jobs/{job.pk}/")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_every_kind_of_work_and_every_state_has_a_word() -> None:
    assert set(KINDS) == set(WORK)
    assert set(STATES) == set(Job.STATES)


class TestTheBar:
    def test_while_it_waits_the_page_asks_again_by_itself(self, client: Client, job: Job) -> None:
        page = page_of(client, job)
        assert "<h1>Run the selection</h1>" in page
        assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
        assert 'hx-get="" hx-trigger="load delay:400ms" hx-select="#work"' in page
        assert "Waits for its turn" in page
        assert "Not begun yet" in page
        assert f'action="/en/jobs/{job.pk}/cancel/"' in page

    def test_later_it_asks_less_often(self, client: Client, job: Job) -> None:
        page = page_of(client, job, state="running", asked_at=timezone.now() - timedelta(seconds=6))
        assert 'hx-trigger="load delay:1000ms"' in page

    def test_half_way_it_says_how_far_and_how_long_still(self, client: Client, job: Job) -> None:
        since = timezone.now() - timedelta(seconds=30)
        page = page_of(client, job, state="running", done=6_000, total=12_000, started_at=since, beat_at=since)
        assert "6,000 of 12,000" in page
        assert re.search(r"About (29|30|31) seconds left", page)
        assert 'value="6000" max="12000"' in page

    def test_before_the_first_word_it_counts(self, client: Client, job: Job) -> None:
        page = page_of(client, job, state="running", started_at=timezone.now())
        assert "Counting what there is to do" in page
        assert "left" not in page

    def test_done_it_leads_to_the_result_and_asks_no_more(self, client: Client, job: Job) -> None:
        page = page_of(client, job, "ko", state="done", done=9, total=9, result_path="selection/2022/list/")
        assert 'href="/ko/selection/2022/list/"' in page
        assert "refresh" not in page
        assert "hx-get" not in page
        assert "/cancel/" not in page

    def test_refused_it_says_why_in_the_language_of_the_page(self, client: Client, job: Job) -> None:
        outcome = {"code": "selection.not_now.run", "values": {}}
        page = page_of(client, job, state="refused", outcome=outcome)
        assert "The selection is run once, after the public draw." in page
        assert "The selection is run once" not in page_of(client, job, "mn")

    def test_failed_it_says_that_nothing_was_changed(self, client: Client, job: Job) -> None:
        page = page_of(client, job, state="failed")
        assert "This stopped through a fault of ours. Nothing was changed." in page

    def test_cancelled_it_says_so(self, client: Client, job: Job) -> None:
        response = client.post(f"/en/jobs/{job.pk}/cancel/", follow=True)
        assert response.redirect_chain == [(f"/en/jobs/{job.pk}/", 302)]
        assert "Cancelled" in response.content.decode()
        assert "refresh" not in response.content.decode()

    def test_a_link_cancels_nothing(self, client: Client, job: Job) -> None:
        assert client.get(f"/en/jobs/{job.pk}/cancel/").status_code == 405
        job.refresh_from_db()
        assert job.state == "waiting"


class TestWhose:
    def test_another_persons_job_is_not_there(self, job: Job) -> None:
        other = client_of(academy_manager())
        assert other.get(f"/en/jobs/{job.pk}/").status_code == 404
        assert other.post(f"/en/jobs/{job.pk}/cancel/").status_code == 404
        job.refresh_from_db()
        assert job.state == "waiting"

    def test_the_public_is_asked_to_sign_in(self, job: Job) -> None:
        for address in ("/en/jobs/", f"/en/jobs/{job.pk}/"):
            assert client_of().get(address)["Location"] == f"/en/access/sign-in/?next={address}"

    def test_the_list_holds_ones_own(self, client: Client, owner: User, job: Job) -> None:
        with TestCase.captureOnCommitCallbacks():
            other = operations.ask(kind="record.seal", arguments={}, by=academy_manager(), at=timezone.now())
        page = client.get("/en/jobs/").content.decode()
        assert f"/en/jobs/{job.pk}/" in page
        assert f"/en/jobs/{other.pk}/" not in page
        assert "Run the selection" in page
        assert "Seal the records" not in page

    def test_the_list_costs_the_same_with_many(
        self, client: Client, owner: User, job: Job, django_assert_num_queries: pytest.FixtureRequest
    ) -> None:
        for count in (0, 20):
            with TestCase.captureOnCommitCallbacks():
                for _ in range(count):
                    operations.ask(kind="record.seal", arguments={}, by=owner, at=timezone.now())
            with django_assert_num_queries(5):  # type: ignore[operator]
                client.get("/en/jobs/")


def test_a_file_that_was_refused_leads_to_another_and_shows_no_bar(client: Client, job: Job) -> None:
    outcome = {"code": "spreadsheets.empty_file", "values": {"file": "a.csv"}}
    arguments = {"kind": "officials", "upload": 1, "options": {}}
    page = page_of(client, job, kind="import.check", arguments=arguments, state="refused", outcome=outcome)
    assert "The file &quot;a.csv&quot; is empty." in page
    assert 'href="/en/jobs/imports/officials/">Send another file</a>' in page
    assert "<progress" not in page
