"""Files of answer sheets: their columns, which follow from the forms of a sitting, and what is asked besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ortoo.access.models import User
from ortoo.access.rules.grants import Grants
from ortoo.exams.access import can_keep_marks
from ortoo.exams.models import ExamForm, FormPlan
from ortoo.exams.models.sheets import PLATFORM
from ortoo.exams.operations.sheets import check_open, take_sheets
from ortoo.exams.queries import sitting_with_code
from ortoo.exams.queries.forms import form_plan_of
from ortoo.exams.queries.scoring import asked_on
from ortoo.exams.queries.sheets import forms_by_letter, longest_form, open_plans
from ortoo.exams.rules.scoring.platform import Responses, responses_of
from ortoo.jobs.progress import Progress, silent
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from ortoo.people.layouts import NUMBER
from ortoo.spreadsheets.cells import Choice, Text
from ortoo.spreadsheets.kinds import ImportReport, Notice, Source
from ortoo.spreadsheets.layout import Column, Layout
from ortoo.spreadsheets.read import read_table
from ortoo.spreadsheets.rows import Row, RowProblem, parse_rows

LONGEST = 50_000
"""Letters of an essay."""

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


def read_responses(
    content: bytes, filename: str, progress: Progress = silent, *, form: str, language: str
) -> tuple[Responses, list[RowProblem]]:
    """Moodle's report of responses to the quiz that was this form ("E25/A"), in this language."""
    found = form_named(form)
    asked = asked_on(found.plan)[found.pk]
    table = read_table(content, filename)
    read = responses_of(table, found.letter, language, [one.question for one in asked], [one.printed for one in asked])
    progress(len(read.rows), len(read.rows))
    return read, list(read.problems)


def take_platform_file(
    *,
    form: str,
    language: str,
    rows: Responses,
    source: Source,
    dry_run: bool = False,
    by: User,
    at: datetime,
    progress: Progress = silent,
) -> ImportReport:
    """What `read_responses` read, as readings of a platform alone; columns that were left out are said."""
    plan = form_named(form).plan
    report = take_sheets(
        plan=plan, rows=rows.rows, entry=PLATFORM, source=source, dry_run=dry_run, by=by, at=at, progress=progress
    )
    said = Notice("scoring.platform_left_out", {"columns": ", ".join(rows.left_out)})
    return replace(report, notices=(said,) if rows.left_out else ())


def form_named(code: str) -> ExamForm:
    """ "E25/A". Refused where there is none that may be answered."""
    sitting, _, letter = code.partition("/")
    plan = plan_named(sitting)
    forms = forms_by_letter(plan)
    if letter not in forms:
        raise Refusal("scoring.letter_of_form", value=letter, letters=", ".join(forms))
    found = forms[letter]
    found.plan = plan
    return found


def form_choices() -> Sequence[tuple[str, str]]:
    """Every form that may be answered."""
    rows = ExamForm.objects.filter(plan__in=open_plans()).select_related("plan__sitting")
    found = rows.order_by("plan__sitting__held_on", "plan__sitting__code", "letter")
    return [
        (code, one.plan.sitting.name.within(before=f"{code} · "))
        for one in found
        for code in [f"{one.plan.sitting.code}/{one.letter}"]
    ]


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
