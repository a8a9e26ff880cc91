"""A job from asking to its end: done, refused, cancelled, failed; once, also with two workers."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import TestCase
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from ortoo.access.models import User
from ortoo.jobs import operations
from ortoo.jobs.models import Job, Upload
from ortoo.jobs.operations import SILENCE
from ortoo.jobs.queries import jobs_of, time_left
from ortoo.multilingual.refusals import Refusal
from tests.cast import AT, academy_manager, grants, outsider
from tests.jobs.works import WORK


@pytest.fixture(autouse=True)
def _works(settings: Settings) -> None:
    settings.WORK = WORK


def asked(by: User, kind: str = "counts", **arguments: Any) -> Job:
    with TestCase.captureOnCommitCallbacks():
        return operations.ask(kind=kind, arguments=arguments, by=by, at=timezone.now())


def done(job: Job) -> Job:
    operations.do(job_id=job.pk)
    return Job.objects.get(pk=job.pk)


def written() -> list[str]:
    return list(Upload.objects.order_by("pk").values_list("name", flat=True))


def queued() -> list[int]:
    return [row.args_kwargs["args"][0] for row in DBTaskResult.objects.order_by("enqueued_at", "pk")]


@pytest.mark.django_db
class TestToItsEnd:
    def test_it_waits_until_a_worker_does_it(self) -> None:
        with TestCase.captureOnCommitCallbacks(execute=True):
            job = operations.ask(kind="counts", arguments={"rows": 5}, by=outsider(), at=AT)
            assert queued() == []
        assert (job.state, job.started_at, written(), queued()) == ("waiting", None, [], [job.pk])
        job = done(job)
        assert (job.state, job.done, job.total, job.outcome) == ("done", 5, 5, {"rows": 5})
        assert (job.result_path, written()) == (f"uploads/{Upload.objects.get().pk}/", ["written"])
        assert job.started_at is not None
        assert job.ended_at is not None
        assert job.started_at <= job.ended_at

    def test_there_is_no_job_of_an_unknown_kind(self) -> None:
        with pytest.raises(KeyError):
            operations.ask(kind="poems", arguments={}, by=outsider(), at=AT)
        assert not Job.objects.exists()

    def test_nothing_to_do_is_done_too(self) -> None:
        job = done(asked(outsider(), rows=0))
        assert (job.state, job.done, job.total) == ("done", 0, 0)

    def test_a_refusal_keeps_its_code_and_values(self) -> None:
        job = done(asked(outsider(), "refuses"))
        assert (job.state, job.outcome, job.result_path) == (
            "refused",
            {"code": "jobs.unknown_kind", "values": {"kind": "poems", "kinds": "officials, marks"}},
            "",
        )

    def test_a_fault_of_ours_ends_it_leaves_nothing_and_is_logged(self, caplog: pytest.LogCaptureFixture) -> None:
        job = done(asked(outsider(), "breaks"))
        assert (job.state, job.outcome, written()) == ("failed", {}, [])
        assert [record.getMessage() for record in caplog.records] == [f"job {job.pk} (breaks) failed"]
        assert "a fault of ours" in caplog.text

    @pytest.mark.parametrize("kind", ["counts", "refuses", "breaks"])
    def test_one_that_has_ended_is_not_done_again(self, kind: str) -> None:
        first = done(asked(outsider(), kind, rows=1))
        again = done(first)
        assert (again.state, again.ended_at, len(written())) == (first.state, first.ended_at, int(kind == "counts"))


@pytest.mark.django_db
class TestCancelling:
    def test_one_that_waits_never_begins(self) -> None:
        by = outsider()
        job = operations.ask_to_cancel(job=asked(by, rows=5), by=by, at=AT)
        assert (job.state, job.ended_at) == ("cancelled", AT)
        assert (done(job).state, written()) == ("cancelled", [])

    def test_one_that_runs_stops_at_its_next_word_and_writes_nothing(self) -> None:
        job = done(asked(outsider(), "is_cancelled"))
        assert (job.state, job.outcome, written()) == ("cancelled", {}, [])

    def test_one_that_has_ended_stays_as_it_ended(self) -> None:
        by = outsider()
        job = operations.ask_to_cancel(job=done(asked(by, rows=5)), by=by, at=AT)
        assert (job.state, job.outcome, written()) == ("done", {"rows": 5}, ["written"])

    def test_one_whose_worker_was_killed_ends_at_once(self) -> None:
        by = outsider()
        job = asked(by, rows=5)
        now = timezone.now()
        Job.objects.update(state="running", started_at=now, beat_at=now - SILENCE - timedelta(seconds=1))
        assert operations.ask_to_cancel(job=job, by=by, at=now).state == "cancelled"
        assert (done(job).state, written()) == ("cancelled", [])

    def test_only_who_asked_for_it_cancels(self) -> None:
        job = asked(outsider(), rows=5)
        with pytest.raises(Refusal) as caught:
            operations.ask_to_cancel(job=job, by=academy_manager(), at=AT)
        assert (caught.value.code, done(job).state) == ("jobs.not_yours", "done")


@pytest.mark.django_db
class TestSilence:
    def test_a_job_without_a_sign_of_life_is_queued_anew_and_done(self) -> None:
        by, now = outsider(), timezone.now()
        killed, lively, forgotten, fresh = (asked(by, rows=1) for _ in range(4))
        long_ago = now - SILENCE - timedelta(seconds=1)
        Job.objects.filter(pk=killed.pk).update(state="running", started_at=long_ago, beat_at=long_ago, done=3, total=9)
        Job.objects.filter(pk=lively.pk).update(state="running", started_at=long_ago, beat_at=now)
        Job.objects.filter(pk=forgotten.pk).update(asked_at=long_ago)
        assert operations.take_up_again(at=now) == 2
        assert sorted(queued()) == [killed.pk, forgotten.pk]
        assert [done(job).state for job in (killed, lively, forgotten, fresh)] == ["done", "running", "done", "done"]

    @pytest.mark.parametrize("arguments", [{}, {"refused_in_the_end": True}])
    def test_a_worker_that_was_only_slow_does_not_speak_for_the_one_that_took_over(
        self, arguments: dict[str, Any]
    ) -> None:
        job = done(asked(outsider(), "falls_silent", **arguments))
        assert (job.state, job.outcome, written()) == ("done", {"rows": 3}, ["first", "written"])


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_does_it() -> None:
    job = operations.ask(kind="counts", arguments={"rows": 20}, by=outsider(), at=timezone.now())
    start = Barrier(2)

    def work() -> None:
        try:
            start.wait(timeout=10)
            operations.do(job_id=job.pk)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert (Job.objects.get().state, written()) == ("done", ["written"])


@pytest.fixture
def _signals_as_before() -> Iterator[None]:
    """A worker answers to signals in its own way; here it is a guest."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("_signals_as_before")
@pytest.mark.django_db(transaction=True)
def test_a_real_worker_takes_it_from_the_queue() -> None:
    job = operations.ask(kind="counts", arguments={"rows": 2}, by=outsider(), at=timezone.now())
    call_command("db_worker", "--batch", "--no-startup-delay", "--no-reload", "-v0", interval=0)
    assert Job.objects.get(pk=job.pk).state == "done"


@pytest.mark.django_db
class TestReading:
    def test_everybody_sees_their_own_the_latest_first(self) -> None:
        mine, other = outsider(), academy_manager()
        first, second, _ = asked(mine), asked(mine), asked(other)
        assert list(jobs_of(grants(mine))) == [second, first]
        assert list(jobs_of(grants(None))) == []

    @pytest.mark.parametrize(
        ("state", "done", "total", "seconds"),
        [
            ("running", 50, 100, 10),
            ("running", 25, 100, 30),
            ("running", 5, 100, 190),
            ("running", 4, 100, None),
            ("running", 0, 0, None),
            ("waiting", 50, 100, None),
            ("done", 100, 100, None),
        ],
    )
    def test_time_left_goes_by_the_speed_so_far(self, state: str, done: int, total: int, seconds: int | None) -> None:
        """Ten seconds have passed."""
        job = Job(state=state, done=done, total=total, started_at=AT)
        left = None if seconds is None else timedelta(seconds=seconds)
        assert time_left(job, AT + timedelta(seconds=10)) == left
