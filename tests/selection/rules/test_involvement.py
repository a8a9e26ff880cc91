"""Each way of being involved keeps out of a ruling, with a sentence of its own."""

from __future__ import annotations

import pytest

from ortoo.multilingual.refusals import Refusal, registry
from ortoo.selection.rules.involvement import Involved, check_not_involved, how_involved


@pytest.mark.parametrize("how", list(Involved))
def test_each_way_is_refused_by_its_name(how: Involved) -> None:
    with pytest.raises(Refusal) as caught:
        check_not_involved(7, {how: {3, 7}})
    assert caught.value.code == f"selection.involved.{how}"
    assert caught.value.code in registry()


def test_the_nearest_way_is_named_first() -> None:
    assert how_involved(7, {Involved.SIGNED: {7}, Involved.OFFICIAL: {7}}) is Involved.OFFICIAL


def test_who_is_not_involved_may_rule() -> None:
    check_not_involved(7, {how: {3} for how in Involved})
    check_not_involved(7, {})
