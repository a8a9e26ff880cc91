"""Draft rules tried on the sealed records of the forty, or on a file, before one of them is adopted."""

from __future__ import annotations

import hashlib

import pytest
from django.db import IntegrityError, transaction

from ortoo.access.models import User
from ortoo.ledger.models import Entry
from ortoo.ledger.rules.canonical import canonical
from ortoo.multilingual.refusals import Refusal
from ortoo.record.models import Formula
from ortoo.selection.models import Round, Run, Trial
from ortoo.selection.operations import try_rule
from ortoo.selection.queries import latest_trial, sealed_before
from ortoo.selection.rules.rule import rule_from_toml
from tests.cast import AT
from tests.expecting import refused
from tests.selection import forty

pytestmark = pytest.mark.django_db


@pytest.fixture
def coming(run: Run, formula: Formula, officer: User) -> Round:
    """The next round, still without a rule; the one before it has a list."""
    return forty.opened(formula, officer, "R2")


def tried(coming: Round, officer: User, text: str = forty.RULE, **changed: object) -> Trial:
    asked = {"earlier": Round.objects.get(code="R1"), "answers": {"seats": 8}, **changed}
    return try_rule(round=coming, text=text, by=officer, at=AT, **asked)  # type: ignore[arg-type]


def test_the_eight_under_three_rules(coming: Round, officer: User) -> None:
    """By hand, as in tests/selection/forty.py: with every quota 89+88+87+86+84+84+83+70 = 671.

    Without the floor of two men N20 (70) makes room for 83: 13 points, one person. Without the ceiling of Gobi N05 (85)
    takes the seat of an 83: 2 points, one person. Without both N01 to N07 and one of 83: 686, and N20 alone goes.
    """
    made = tried(coming, officer)
    result = made.result
    assert (made.number, made.earlier.code if made.earlier else "", made.file) == (1, "R1", "")
    assert (result["candidates"], result["eligible"], result["missing"]) == (39, 36, [])
    assert [(way["objective"], way["floors"], way["draft"], way["total"]) for way in result["ways"]] == [
        ("total", "each", True, 671_000), ("lexicographic", "each", False, 671_000), ("total", "one", False, 671_000),
    ]  # fmt: skip
    assert result["prices"] == [
        {"attribute": "sex", "value": "man", "bound": "at_least", "total_lost": 13_000, "replaced": 1},
        {"attribute": "region_group", "value": "Gobi", "bound": "at_most", "total_lost": 2_000, "replaced": 1},
    ]
    assert result["together"] == {"total": 686_000, "lost": 15_000, "replaced": 1}
    assert [row[:4] for row in result["shares"]["sex"]] == [["woman", 36, 33, 6], ["man", 3, 3, 2]]
    assert made.sha256 == hashlib.sha256(canonical(result)).hexdigest()


def test_the_entry_names_the_trial_and_the_adoption_names_it_again(coming: Round, officer: User) -> None:
    made = tried(coming, officer)
    said = Entry.objects.get(kind="rule.tried").said
    assert {key: value for key, value in said.items() if key not in ("at", "by", "kind", "seq")} == {
        "round": "R2", "number": 1, "rule_sha256": made.rule_sha256, "earlier": "R1",
        "table_sha256": made.table_sha256, "trial_sha256": made.sha256,
    }  # fmt: skip
    assert made.rule_sha256 == rule_from_toml(forty.RULE).sha256
    forty.ruled(coming, officer)
    adopted = Entry.objects.filter(kind="rule.adopted").order_by("-seq")
    assert [entry.said.get("trial_sha256") for entry in adopted] == [made.sha256, None]


def test_another_rule_than_the_one_that_was_tried_names_no_trial(coming: Round, officer: User) -> None:
    tried(coming, officer)
    other = forty.RULE.replace("seats = 8", "seats = 7")
    assert latest_trial(coming, rule_from_toml(other).sha256) is None
    forty.ruled(coming, officer, other)
    assert "trial_sha256" not in Entry.objects.filter(kind="rule.adopted").latest("seq").said


def test_what_is_not_possible_is_kept_with_its_conflict(coming: Round, officer: User) -> None:
    result = tried(coming, officer, forty.IMPOSSIBLE).result
    assert [way["total"] for way in result["ways"][:2]] == [None, None]
    assert {"attribute": "sex", "value": "man", "at_least": 3} in result["ways"][0]["conflict"]
    assert result["prices"] is None


def test_a_file_is_counted_and_nobody_in_it_is_kept(coming: Round, officer: User) -> None:
    rows = "".join(
        f"Secret-{n},{90 - n}.5,yes,{'man' if n % 3 == 0 else 'woman'},{'Gobi' if n % 4 == 0 else 'Western'}\n"
        for n in range(20)
    )
    content = ("pseudonym,merit,eligible,sex,region_group\n" + rows).encode()
    made = tried(coming, officer, earlier=None, file=("last year.csv", content))
    assert (made.earlier, made.file, made.table_sha256) == (None, "last year.csv", hashlib.sha256(content).hexdigest())
    assert made.result["missing"] == ["exam:S25"]
    assert sorted(made.result["shares"]) == ["region_group", "sex"]
    assert "Secret" not in str(made.result)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"pseudonym,merit,eligible,sex\na,1,yes,man\n", "select.column_missing"),
        (b"pseudonym,merit,eligible,sex,region_group\na,x,yes,man,Gobi\n", "select.not_a_number"),
        (b"pseudonym,merit,eligible,sex,region_group\na,1,yes,man,Gobi\n", "select.too_many_seats"),
        (b"", "select.file_empty"),
    ],
)
def test_a_file_is_refused_as_ortoo_select_refuses_it(coming: Round, officer: User, content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as raised:
        tried(coming, officer, earlier=None, file=("f.csv", content))
    assert raised.value.code == code
    assert not Trial.objects.exists()


def test_it_needs_records_that_are_sealed_and_a_round_that_still_waits(
    coming: Round, officer: User, keeper: User, formula: Formula
) -> None:
    refused("selection.trial_without_records", tried, coming=coming, officer=officer, earlier=None)
    refused("selection.trial_not_sealed", tried, coming=coming, officer=officer, earlier=coming)
    with pytest.raises(Refusal):
        tried(coming, keeper)
    with pytest.raises(Refusal):
        tried(Round.objects.get(code="R1"), officer)
    assert [round.code for round in sealed_before(coming)] == ["R1"]
    assert not Trial.objects.exists()


def test_a_trial_is_never_changed(coming: Round, officer: User) -> None:
    made = tried(coming, officer)
    for change in (lambda: Trial.objects.update(sha256="0" * 64), made.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert tried(coming, officer).number == 2
