"""Two at the same moment, each in a connection of their own: one is kept, the other is told."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.exams.models import MarkCorrection, Sample, SecondEntry, Settlement, Sitting
from ortoo.exams.operations import draw_sample, seal_marks, settle_difference
from ortoo.exams.queries import standing
from ortoo.multilingual.refusals import Refusal
from tests.cast import AT, person
from tests.factories.second_entries import SEED, Hands, difference, drawn, entered, marked, three_hands

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hands() -> Hands:
    return three_hands()


@pytest.fixture
def sitting(hands: Hands) -> Sitting:
    return marked(hands, {"A1": 70_000, "A2": 60_000})


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What came of each: "done", or the code of the refusal; sorted."""
    start, said = Barrier(len(acts)), list[str]()

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(timeout=10)
            act()
            said.append("done")
        except Refusal as refusal:
            said.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(said)


def test_two_draw_one_sample(sitting: Sitting, hands: Hands) -> None:
    def draw(seed: str) -> Callable[[], object]:
        return lambda: draw_sample(sitting=sitting, share=50, seed=seed, by=hands.first, at=AT)

    assert at_once(draw(SEED), draw("ab" * 16)) == ["done", "exams.sample_drawn"]
    assert Sample.objects.count() == 1


def test_two_enter_the_same_mark_once(sitting: Sitting, hands: Hands) -> None:
    sample = drawn(sitting, hands)
    said = at_once(
        lambda: entered(sample, hands.second, {"A1": 70_000}), lambda: entered(sample, hands.third, {"A1": 71_000})
    )
    assert said == ["done", "exams.entered_meanwhile"]
    assert SecondEntry.objects.everything(because="a test looks").count() == 1


def test_two_settle_one_difference(sitting: Sitting, hands: Hands) -> None:
    entered(drawn(sitting, hands), hands.second, {"A1": 71_000, "A2": 60_000})
    entry, another = difference(sitting, "A1"), person("another", Role.MARKER)

    def settle(by: User, value: int) -> Callable[[], object]:
        return lambda: settle_difference(entry=entry, thousandths=value, reason="The paper says so", by=by, at=AT)

    assert at_once(settle(hands.third, 71_000), settle(another, 72_000)) == ["done", "exams.settled_already"]
    assert Settlement.objects.everything(because="a test looks").count() == 1
    assert MarkCorrection.objects.everything(because="a test looks").count() == 1


def test_a_seal_and_a_draw_do_not_pass_each_other(sitting: Sitting, hands: Hands) -> None:
    seen = standing(["E25"])
    said = at_once(
        lambda: seal_marks(codes=["E25"], seen=seen, at=AT), lambda: drawn(sitting, hands)
    )  # fmt: skip
    sealed, sampled = Sitting.objects.get().sealed_at is not None, Sample.objects.exists()
    assert (said, sealed, sampled) in (
        (["done", "exams.second_entry_sealed"], True, False),
        (["done", "exams.sample_not_compared"], False, True),
    )
