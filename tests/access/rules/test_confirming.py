"""Five minutes, to the second."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ortoo.access.rules.confirming import check_confirmed, is_fresh
from ortoo.multilingual.refusals import Refusal

AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "fresh"),
    [(0, True), (300, True), (301, False), (-1, False), (None, False)],
)
def test_a_confirmation_lasts_five_minutes_and_none_comes_from_the_future(ago: int | None, fresh: bool) -> None:
    confirmed = None if ago is None else AT - timedelta(seconds=ago)
    assert is_fresh(confirmed, AT) is fresh
    if fresh:
        check_confirmed(confirmed, AT)
    else:
        with pytest.raises(Refusal) as caught:
            check_confirmed(confirmed, AT)
        assert caught.value.code == "access.confirm_again"
