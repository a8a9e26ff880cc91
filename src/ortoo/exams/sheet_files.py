"""Files of answer sheets: their columns, which follow from the forms of a sitting, and what is asked besides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ortoo.access.models import User
from ortoo.access.rules.grants import Grants
from ortoo.exams.access import can_keep_marks
from ortoo.exams.models import FormPlan
from ortoo.exams.operations.sheets import check_open, take_sheets
from ortoo.exams.queries import sitting_with_code
from ortoo.exams.queries.forms import form_plan_of
from ortoo.exams.queries.sheets import longest_form, open_plans
from ortoo.jobs.progress import Progress, silent
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from ortoo.people.cells import Code
from ortoo.spreadsheets.cells import Choice, Text
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.layout import Column, Layout
from ortoo.spreadsheets.read import read_table
from ortoo.spreadsheets.rows import Row, RowProblem, parse_rows

LONGEST = 50_000
"""Letters of an essay."""

NUMBER = Column(
    "number",
    {
        "en": ("Number", "Personnel number", "ID number"),
        "mn": ("Дугаар", "Хувийн хэргийн дугаар"),
        "ko": ("번호", "인사 번호"),
    },
    Code(30),
)
FORM = Column("form", {"en": ("Form", "Booklet"), "mn": ("Хувилбар",), "ko": ("검사지", "형")}, Text(2))
CENTRE = Column("centre", {"en": ("Centre", "Center"), "mn": ("Төв",), "ko": ("시험장",)}, Text(60))
LANGUAGE = Column(
    "language",
    {"en": ("Language",), "mn": ("Хэл",), "ko": ("언어",)},
    Choice(
        {
            "mn": {"en": ("Mongolian",), "mn": ("монгол",), "ko": ("몽골어",)},
            "en": {"en": ("English",), "mn": ("англи",), "ko": ("영어",)},
            "ko": {"en": ("Korean",), "mn": ("солонгос",), "ko": ("한국어",)},
        }
    ),
)

ENTRIES: dict[str, Promise] = {
    "1": gettext_lazy("First entry"),
    "2": gettext_lazy("Second entry, by another hand"),
}


def layout_for(places: int) -> Layout:
    """number, form, centre, language, and a column for each place of the longest form."""
    answers = (
        Column(str(place), dict.fromkeys(LANGUAGES, str(place)), Text(LONGEST, lines=True), may_be_empty=True)
        for place in range(1, places + 1)
    )
    return Layout("answer-sheets", (NUMBER, FORM, CENTRE, LANGUAGE, *answers))


def read_sheets(
    content: bytes, filename: str, progress: Progress = silent, *, sitting: str, entry: str
) -> tuple[list[Row], list[RowProblem]]:
    """Refused where the columns are not those of the forms: too many, too few, or others."""
    layout = layout_for(longest_form(plan_named(sitting)))
    return parse_rows(read_table(content, filename, layout), layout, progress)


def import_sheets(
    *,
    sitting: str,
    entry: str,
    rows: Sequence[Row],
    source: Source,
    dry_run: bool = False,
    by: User,
    at: datetime,
    progress: Progress = silent,
) -> ImportReport:
    return take_sheets(
        plan=plan_named(sitting), rows=rows, entry=int(entry), source=source, dry_run=dry_run, by=by, at=at,
        progress=progress,
    )  # fmt: skip


def entry_choices(grants: Grants) -> Sequence[tuple[str, str]]:
    """A first reading is brought by those who keep marks alone."""
    return [(entry, str(said)) for entry, said in ENTRIES.items() if entry == "2" or can_keep_marks(grants)]


def plan_named(sitting: str) -> FormPlan:
    """Refused where the sitting has no sealed forms, or its marks are released."""
    plan = form_plan_of(sitting_with_code(sitting))
    if plan is None:
        raise Refusal("scoring.not_sealed", sitting=sitting)
    check_open(plan)
    return plan


def plan_choices() -> Sequence[tuple[str, str]]:
    """Sittings whose sheets may come in."""
    return [(plan.sitting.code, plan.sitting.name.within(before=f"{plan.sitting.code} · ")) for plan in open_plans()]
