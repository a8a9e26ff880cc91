"""What letters are worth is defined from a day on; a later definition ends the one before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_keep_marks
from ortoo.exams.models import LetterScale
from ortoo.exams.rules.mark_cells import LETTER
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal


@transaction.atomic
def define_letter_scale(
    *, code: str, letters: Mapping[str, int], valid_from: date, legal_basis: str, by: User, at: datetime
) -> list[LetterScale]:
    """Letter -> thousandths, for sittings held on `valid_from` or later that name the scale `code`.

    Refused: no letters, what is not a letter, and a day that is not after the first day of the scale before.
    """
    check_may_keep_marks(grants_at(by, at))
    if not letters:
        raise Refusal("exams.letters_missing", field="letters")
    for letter in letters:
        if not LETTER.fullmatch(letter):
            raise Refusal("exams.letter_shape", letter=letter, field="letters")
    before = list(LetterScale.objects.select_for_update().filter(code=code).order_by("-valid_from"))
    if before and valid_from <= before[0].valid_from:
        latest = before[0].valid_from.isoformat()
        raise Refusal("exams.letters_too_early", code=code, latest=latest, field="valid_from")
    LetterScale.objects.filter(code=code, valid_to=None).update(valid_to=valid_from)
    made = LetterScale.objects.bulk_create(
        LetterScale(code=code, letter=letter.upper(), thousandths=worth, valid_from=valid_from, legal_basis=legal_basis)
        for letter, worth in letters.items()
    )
    body = {"scale": code, "letters": dict(letters), "from": valid_from.isoformat(), "legal_basis": legal_basis}
    ledger.record(kind="programme.letters-defined", body=body, by=by, at=at)
    return made
