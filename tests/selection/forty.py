"""Forty officials and one round of eight seats whose outcome can be worked out by hand.

Marks are out of 100 in two sittings, S24 (weight 0.4) and S25 (0.6, at least 40). N01 to N36 are eligible:

    N01 89  N02 88  N03 87 Gobi  N04 86 Gobi, man  N05 85 Gobi  N06 84 (S25 90)  N07 84 (S25 84)  N08 83  N09 83
    N10 82, and from N11 on 90 minus the number: N20 70, man; N30 60, man; N36 54.

Everybody else is a woman from the Western region. N37 has no mark in S25, N38 has 39 there, N39 has no post on the day
of the seal, and N40 has no mark at all.

The rule: at least two men, at most two from Gobi. So N04 and N20 go first as the two men with most merit; N03 and N04
are the two from Gobi, which leaves N05 out; then N01, N02, N06, N07, and the last seat goes by lot to N08 or N09.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ortoo.access.models import User
from ortoo.record.models import Formula
from ortoo.selection.models import Place, Round, Run
from ortoo.selection.operations import adopt_rule, draw_lot, open_round, run_selection, seal_round
from tests.cast import AT
from tests.factories import exams, records
from tests.factories.people import appointed, official, region

AS_OF = date(2026, 1, 1)
VALUE = "07 12 23 31 36 40"
NAMES = {"mn": "2026 оны найм", "en": "The eight of 2026", "ko": "2026년 8인"}
MEN = ("N04", "N20", "N30")
GOBI = ("N03", "N04", "N05")
MERITS = {
    "N01": 89, "N02": 88, "N03": 87, "N04": 86, "N05": 85, "N06": 84, "N07": 84, "N08": 83, "N09": 83, "N10": 82,
    **{f"N{number}": 90 - number for number in range(11, 37)},
}  # fmt: skip
RULE = """
title = "Eight"
seats = 8
reserve = 3
id = "pseudonym"
merit = "merit"
eligible = "eligible"
then = ["exam:S25"]

[[quota]]
attribute = "sex"
value = "man"
at_least = 2

[[quota]]
attribute = "region_group"
value = "Gobi"
at_most = 2
"""
IMPOSSIBLE = RULE.replace("at_least = 2", "at_least = 3").replace("at_most = 2", "at_most = 0")
"""Only N20 and N30 are men from elsewhere."""
PUBLISHED: dict[str, Any] = {
    "objective": "total", "floors": "each", "seats": 8, "merit": "merit", "eligible": "eligible", "proof": "prices",
    "total": 671_000, "bound": 671_000, "price_bound": 671_000, "cut": 83_000,
    "adjustments": [
        {"attribute": "sex", "value": "man", "adjustment": 13_000, "bound": "at_least", "count": 2},
        {"attribute": "region_group", "value": "Gobi", "adjustment": -2_000, "bound": "at_most", "count": 2},
    ],
    "counts": {"sex": {"man": 2, "woman": 6}, "region_group": {"Gobi": 2, "Western": 6}}, "borderline": None,
}  # fmt: skip
"""What the list says of its decision: 70 + 13 is the line for N20, and 85 - 2 for N05."""


def register() -> None:
    """The forty, each in a post from 2021 on; that of N39 ended last year."""
    western, gobi = region("MN-043", "Western"), region("MN-065", "Gobi")
    for number in (f"N{place:02}" for place in range(1, 41)):
        one = official(number, "man" if number in MEN else "woman")
        until = date(2025, 7, 1) if number == "N39" else None
        appointed(one, place=gobi if number in GOBI else western, until=until)


def marks() -> dict[str, dict[str, int | str]]:
    """{sitting: {number: thousandths}}."""
    both = {number: merit * 1000 for number, merit in MERITS.items()}
    more = {"N38": 90_000, "N39": 80_000}
    return {
        "S24": {**both, "N06": 75_000, "N37": 90_000, **more},
        "S25": {**both, "N06": 90_000, **more, "N38": 39_000},
    }


def marked(keeper: User, by: User) -> Formula:
    """The forty registered and marked, and the formula adopted."""
    register()
    for code, given in marks().items():
        exams.sitting(code, keeper)
        exams.given(code, given, keeper)
    return records.formula([records.part("S24", 400), records.part("S25", 600, 40_000)], by)


def opened(formula: Formula, by: User, code: str = "R1") -> Round:
    return open_round(code=code, names=NAMES, formula=formula, by=by, at=AT)


def ruled(round: Round, by: User, text: str = RULE, **changed: Any) -> Round:
    asked = {"legal_basis": "Order 7", "lot_source": "The state lottery of 3 March", **changed}
    adopt_rule(round=round, text=text, by=by, at=AT, **asked)
    return Round.objects.get(pk=round.pk)


def sealed(round: Round, keeper: User) -> Round:
    seal_round(round=round, as_of=AS_OF, by=keeper, at=AT)
    return Round.objects.get(pk=round.pk)


def drawn(round: Round, by: User) -> Round:
    draw_lot(round=round, value=VALUE, by=by, at=AT)
    return Round.objects.get(pk=round.pk)


def ready(keeper: User, by: User, text: str = RULE) -> Round:
    """A round that waits for its run."""
    return drawn(sealed(ruled(opened(marked(keeper, by), by), by, text), keeper), by)


def run(keeper: User, by: User, text: str = RULE) -> Run:
    return run_selection(round=ready(keeper, by, text), by=by, at=AT)


def places(run: Run) -> list[Place]:
    """In the order of the list."""
    whole = Place.objects.everything(because="a test looks")
    return list(whole.filter(run=run).select_related("official", "record").order_by("place"))
