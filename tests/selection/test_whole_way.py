"""The whole way of the forty leaves the house as an export and verifies; and of two who act at once one does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.cli.rerun import decide_again
from ortoo.jobs.progress import silent
from ortoo.ledger.models import Entry, Export
from ortoo.ledger.rules.verifier.check import verify
from ortoo.multilingual.refusals import Refusal
from ortoo.selection.models import Run
from ortoo.selection.operations import confirm_ruling, leave_list, publish_final, record_order, sign_list
from ortoo.site.exporting import export
from tests.cast import AT, auditor, person
from tests.selection import appealing, forty
from tests.selection.appealing import CLOSED

LATER = CLOSED + timedelta(days=20)


def exported(by: User) -> bytes:
    arguments = {"name": "audit", "because": "the yearly audit", "with_sealed": True}
    export(arguments=arguments, by=by, at=LATER, progress=silent)
    return bytes(Export.objects.latest("pk").content)


@pytest.mark.django_db
class TestVerified:
    def test_with_an_upheld_and_a_rejected_appeal_up_to_the_final_list(
        self, run: Run, keeper: User, officer: User
    ) -> None:
        reader = auditor()
        appealing.both(run)
        assert verify(exported(reader)).rounds == 1
        again = appealing.run_again(run, keeper, officer)
        assert verify(exported(reader), rerun=decide_again).notes == ()
        appealing.final(again, officer)
        assert verify(exported(reader), rerun=decide_again).notes == ()

    def test_between_the_new_seal_and_the_new_run_it_says_so(self, run: Run, keeper: User) -> None:
        appealing.both(run)
        appealing.carried_out(run, keeper)
        assert verify(exported(auditor())).notes == ("round R1: sealed, and not run yet",)

    def test_after_a_departure_and_an_order_too(self, run: Run, keeper: User, officer: User) -> None:
        appealing.final(run, officer)
        leave_list(place=appealing.place(run, "N01"), reason="Asked for it on 20 March.", by=officer, at=LATER)
        appeal = record_order(
            place=appealing.place(run, "N10"), ground="mark", sitting=appealing.sitting(), text=appealing.TEXT,
            reference="Court, 12, 2026-03-30", by=person("third", Role.APPEALS_PANEL), at=LATER,
        )  # fmt: skip
        appealing.upheld(appeal, LATER)
        appealing.final(appealing.run_again(run, keeper, officer, LATER), officer, LATER)
        assert verify(exported(auditor()), rerun=decide_again).notes == ()
        assert [entry.kind for entry in Entry.objects.order_by("seq") if entry.kind.startswith(("list", "appeal"))] == [
            "list.provisional", "list.signed", "list.final", "list.left", "appeal.filed", "appeal.ruled",
            "list.provisional", "list.signed", "list.final", "list.left",
        ]  # fmt: skip


def at_once(act: Callable[[], object]) -> list[str]:
    """What two who act at the same moment are told: "done", or the code of their refusal."""
    return both_at_once(act, act)


def both_at_once(*acts: Callable[[], object]) -> list[str]:
    said: list[str] = []
    start = Barrier(len(acts))

    def work(act: Callable[[], object]) -> None:
        try:
            start.wait(timeout=10)
            act()
            said.append("done")
        except Refusal as refusal:
            said.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=work, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(said)


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    @pytest.fixture
    def decided(self) -> tuple[Run, User, User]:
        from tests.cast import exam_officer, selection_officer

        keeper, officer = exam_officer(), selection_officer()
        return forty.run(keeper, officer), keeper, officer

    def test_of_two_who_confirm_and_return_one_decides(self, decided: tuple[Run, User, User]) -> None:
        run = decided[0]
        draft = appealing.drafted(appealing.filed(run))
        other, third = appealing.panel()[1], person("third", Role.APPEALS_PANEL)
        said = both_at_once(
            lambda: confirm_ruling(ruling=draft, by=other, at=CLOSED),
            lambda: confirm_ruling(ruling=draft, by=third, at=CLOSED),
        )
        assert said == ["done", "selection.ruled_already"]
        assert Entry.objects.filter(kind="appeal.ruled").count() == 1

    def test_of_two_who_draft_one_does(self, decided: tuple[Run, User, User]) -> None:
        appeal = appealing.filed(decided[0])
        one, other = appealing.panel()
        said = both_at_once(lambda: appealing.drafted(appeal, one), lambda: appealing.drafted(appeal, other))
        assert said == ["done", "selection.ruling_drafted_already"]

    def test_an_appeal_sent_twice_is_one(self, decided: tuple[Run, User, User]) -> None:
        run = decided[0]
        appealing.account("N10")
        assert at_once(lambda: appealing.filed(run)) == ["done", "selection.appeal_open_already"]

    def test_upheld_appeals_are_carried_out_once(self, decided: tuple[Run, User, User]) -> None:
        run, keeper, _ = decided
        appealing.both(run)
        assert at_once(lambda: appealing.carried_out(run, keeper)) == ["done", "selection.not_now.carry-out"]
        assert Entry.objects.filter(kind="mark.corrected").count() == 1

    def test_a_list_is_signed_and_published_once(self, decided: tuple[Run, User, User]) -> None:
        run, _, officer = decided
        head = appealing.head()
        assert at_once(lambda: sign_list(round=run.round, by=head, at=CLOSED)) == ["done", "selection.not_now.sign"]
        assert at_once(lambda: publish_final(round=run.round, by=officer, at=CLOSED)) == [
            "done", "selection.not_now.publish",
        ]  # fmt: skip

    def test_one_seat_is_left_once(self, decided: tuple[Run, User, User]) -> None:
        run, _, officer = decided
        appealing.final(run, officer)
        place = appealing.place(run, "N01")
        said = at_once(lambda: leave_list(place=place, reason="Asked for it in March.", by=officer, at=LATER))
        assert said == ["done", "selection.not_on_final_list"]


def test_the_story_begins_when_the_list_does() -> None:
    assert AT < appealing.WITHIN < appealing.LAST_SECOND < CLOSED
