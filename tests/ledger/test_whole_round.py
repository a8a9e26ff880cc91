"""A real round from its formula to its list: exported, verified, solved again; and what an edited database gives."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ortoo.access.models import User
from ortoo.cli.rerun import decide_again
from ortoo.jobs.progress import silent
from ortoo.ledger.models import Export
from ortoo.ledger.rules.verifier.archive import pack, unpack
from ortoo.ledger.rules.verifier.check import verify
from ortoo.ledger.rules.verifier.findings import Failed, Malformed
from ortoo.multilingual.refusals import Refusal
from ortoo.record.models import Record
from ortoo.selection import operations as selection
from ortoo.selection.models import Round, Run
from ortoo.site.exporting import export
from tests.cast import AT, TODAY, academy_manager, auditor, exam_officer, selection_officer
from tests.factories import exams, people, records

RULE = 'title = "Two of six"\nseats = 2\nreserve = 1\nid = "pseudonym"\nmerit = "merit"\neligible = "eligible"\n'
MARKS: dict[str, int | str] = {"1": 90_000, "2": 80_000, "3": 80_000, "4": 70_000, "5": 60_000}


@dataclass
class Told:
    run: Run
    auditor: User


@pytest.fixture
def told(db: None) -> Told:
    """Five officials with marks, two of them equal at the cut."""
    officer, chooser = exam_officer(), selection_officer()
    people.officials(*MARKS)
    exams.sitting("2025", officer)
    exams.given("2025", MARKS, officer)
    formula = records.formula([records.part("2025", 1000)], chooser)
    names = {"mn": "Сонгон шалгаруулалт", "en": "The round", "ko": "라운드"}
    opened = selection.open_round(code="2026", names=names, formula=formula, by=chooser, at=AT)
    selection.adopt_rule(round=opened, text=RULE, legal_basis="Order 7", lot_source="the draw", by=chooser, at=AT)
    selection.seal_round(round=opened, as_of=TODAY, by=officer, at=AT)
    opened = Round.objects.get(pk=opened.pk)
    selection.draw_lot(round=opened, value="17 4 21", by=chooser, at=AT)
    run = selection.run_selection(round=Round.objects.get(pk=opened.pk), by=chooser, at=AT)
    return Told(run, auditor())


def exported(told: Told, *, with_sealed: bool = True) -> bytes:
    arguments = {"name": "audit", "because": "the yearly audit", "with_sealed": with_sealed}
    export(arguments=arguments, by=told.auditor, at=AT, progress=silent)
    return bytes(Export.objects.latest("pk").content)


def test_an_auditor_verifies_the_round_and_solves_it_again(told: Told) -> None:
    data = exported(told)
    report = verify(data, rerun=decide_again)
    assert (report.rounds, report.rows, report.notes) == (1, 5, ())
    assert list(unpack(data))[-2:] == ["sealed/2026/candidates.csv", "sealed/2026/rows.jsonl"]


def test_without_sealed_records_all_but_the_solving_can_be_checked(told: Told) -> None:
    data = exported(told, with_sealed=False)
    assert verify(data).rows == 0
    with pytest.raises(Malformed, match="--rerun needs the sealed rows"):
        verify(data, rerun=decide_again)


def test_a_job_asks_again_who_may_have_the_sealed_records(told: Told) -> None:
    told.auditor = academy_manager()
    assert verify(exported(told, with_sealed=False)).rows == 0
    with pytest.raises(Refusal, match="Auditor"):
        exported(told)


def test_nobody_is_named_in_it(told: Told) -> None:
    data = exported(told)
    for word in ("Болд", "Bold", "Anar", "anar", "Saran"):
        assert word.encode() not in data


def test_a_sealed_record_that_was_edited_is_found(told: Told) -> None:
    edited = Record.objects.everything(because="an insider edits").order_by("pseudonym").first()
    assert edited is not None
    files = unpack(exported(told))
    rows = files["sealed/2026/rows.jsonl"]
    assert edited.row.encode() in rows
    with pytest.raises(Failed, match=r"sealed/2026: rows\.jsonl, row 1"):
        verify(pack(files | {"sealed/2026/rows.jsonl": rows.replace(b'"merit":"', b'"merit":"1', 1)}))
