"""Two deciders at the same moment: one order, and the other is told its number. On both engines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import connection

from ortoo.access.rules.roles import Role
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.models import Order, PermissionDecision, SignOff
from ortoo.permission.operations import decide
from ortoo.permission.rules.states import SignStep
from tests.cast import exam_officer, person, selection_officer
from tests.permission import deciding, twelve
from tests.permission.deciding import AT, CHOSEN, DATED, said, signed

pytestmark = pytest.mark.django_db(transaction=True)


def told(acts: Sequence[Callable[[], object]]) -> list[str]:
    """What comes of acts that begin at the same moment: "done", or the code of the refusal."""
    start, found = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
            found.append("done")
        except Refusal as refusal:
            found.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def test_of_two_deciders_and_two_signers_at_once_one_each_wins() -> None:
    officer = selection_officer()
    proposal = deciding.proposal(twelve.call(exam_officer(), officer), officer)
    people, second = deciding.cast(), person("second", Role.PRIME_MINISTERS_OFFICE)
    assert told([lambda: signed(proposal, SignStep.ACADEMY, people.head)] * 2) == [
        "done", "permission.already_signed",
    ]  # fmt: skip
    for body in deciding.BODIES:
        signed(proposal, SignStep.MINISTRIES, people.ministries, body)
    signed(proposal, SignStep.SECRETARIAT, people.secretary)
    decisions = said()
    deciders = [
        partial(
            decide, proposal=proposal, decisions=decisions, number=number, dated=DATED, by=by, at=AT, confirmed_at=AT
        )
        for by, number in ((people.minister, "12"), (second, "13"))
    ]
    assert told(deciders) == ["done", "permission.already_decided"]
    assert Order.objects.count() == 1
    assert PermissionDecision.objects.everything(because="a test counts").count() == len(CHOSEN)
    assert SignOff.objects.count() == 5
