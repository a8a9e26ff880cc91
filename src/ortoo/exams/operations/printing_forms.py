"""The secret papers of a sealed form: each print is an entry of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at, is_demonstration
from ortoo.documents.setting import Anything, pdf
from ortoo.exams.access import check_may_keep_items
from ortoo.exams.models import ExamForm
from ortoo.exams.queries.forms import printed_form
from ortoo.exams.rules.forms.papers import PrintedForm, answer_sheet, booklet
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import LANGUAGES, Refusal

BOOKLET, ANSWER_SHEET = "booklet", "answer-sheet"
PAPERS: Mapping[str, Callable[[PrintedForm, str], Anything]] = {BOOKLET: booklet, ANSWER_SHEET: answer_sheet}


def print_paper(*, form: ExamForm, paper: str, language: str, by: User, at: datetime) -> bytes:
    """The PDF of one paper of PAPERS in one language, the same bytes whoever prints it and whenever.

    Refused: before the seal, and who is no exam officer.
    """
    check_may_keep_items(grants_at(by, at))
    if form.plan.sealed_at is None:
        raise Refusal("forms.not_sealed", sitting=form.plan.sitting.code)
    made = set_paper(printed_form(form), paper, language, form.plan.sealed_at)
    _record(form, paper, language, made, by, at)
    return made


def set_paper(form: PrintedForm, paper: str, language: str, at: datetime) -> bytes:
    """Refusal `documents.no_glyph` for a sign that cannot be printed."""
    return pdf(PAPERS[paper](form, language), language=language, at=at, example=is_demonstration())


def how_many_papers(forms: int) -> int:
    return forms * len(PAPERS) * len(LANGUAGES)


@transaction.atomic
def _record(form: ExamForm, paper: str, language: str, made: bytes, by: User, at: datetime) -> None:
    body = {
        "sitting": form.plan.sitting.code,
        "form": form.letter,
        "paper": paper,
        "language": language,
        "file_sha256": sha256(made).hexdigest(),
    }
    ledger.record(kind="forms.printed", body=body, by=by, at=at)
