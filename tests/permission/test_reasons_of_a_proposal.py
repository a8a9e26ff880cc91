"""A proposal gives reasons in its own words: scores and proposed, where a list speaks of merit and chosen."""

from __future__ import annotations

import pytest

from ortoo.multilingual.refusals import registry
from ortoo.permission.models import Proposal
from tests.cast import client_of, hands
from tests.visiting import main_part, page

SHARED = {"select.reason.ineligible", "select.reason.no_list", "select.reason.reserve"}
"""They speak of neither merit nor of who is chosen."""
OF_RECORDS = {
    *("select.reason.rank_apart", "select.reason.ranks_together", "select.reason.chance_of_top"),
    *("select.reason.borderline", "select.reason.borderline_lot", "select.reason.borderline_evidence"),
}
"""They speak of errors, which scores of a panel do not carry."""


def test_every_reason_has_words_of_its_own_with_the_same_places() -> None:
    known = registry()
    reasons = {code.removeprefix("select.reason.") for code in known if code.startswith("select.reason.")} - {
        code.removeprefix("select.reason.") for code in SHARED | OF_RECORDS
    }
    assert {code.removeprefix("permission.reason.") for code in known if code.startswith("permission.reason.")} == (
        reasons
    )
    for code in reasons:
        for language in ("en", "mn", "ko"):
            theirs, own = known[f"select.reason.{code}"][language], known[f"permission.reason.{code}"][language]
            assert [part in own for part in ("{adjusted}", "{margin}", "{cut}", "{rank}", "{clauses}")] == [
                part in theirs for part in ("{adjusted}", "{margin}", "{cut}", "{rank}", "{clauses}")
            ]


@pytest.mark.django_db
def test_the_page_says_proposed_and_score(proposed: Proposal) -> None:
    shown = main_part(page(client_of(hands()[1]), "/en/permission/R1/proposal/"))
    assert "Proposed: the score adjusted for the quotas, " in shown
    assert "Chosen:" not in shown
    assert "adjusted merit" not in shown
    assert "A corrected score may lie outside that bar" in shown
