"""A sitting is opened: one dated exam on one scale."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_keep_marks
from ortoo.exams.models import Sitting
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal

CODE = re.compile(r"\A[\w-]{1,30}\Z")
"""A code stands in addresses and in headings of columns ("exam:CODE"), so it is one word."""


@transaction.atomic
def open_sitting(
    *,
    code: str,
    names: Mapping[str, str],
    held_on: date,
    scale_high: int,
    marker: str,
    scale_low: int = 0,
    letters: str = "",
    by: User,
    at: datetime,
) -> Sitting:
    """Opens a sitting. Scale in thousandths; `names` {language: name}; `letters` the code of a letter scale, or empty.

    Refused: a code that is taken or is not one word, a scale without room, a name in no language.
    """
    check_may_keep_marks(grants_at(by, at))
    if not CODE.fullmatch(code):
        raise Refusal("exams.code_shape", code=code, field="code")
    if Sitting.objects.filter(code=code).exists():
        raise Refusal("exams.code_taken", code=code, field="code")
    if scale_high <= scale_low:
        raise Refusal("exams.scale_without_room", field="scale_high")
    if not any(name.strip() for name in names.values()):
        raise Refusal("exams.name_missing", field="name_mn")
    sitting = Sitting.objects.create(
        code=code,
        held_on=held_on,
        scale_low=scale_low,
        scale_high=scale_high,
        letters=letters,
        marker=marker,
        opened_by=by,
        opened_at=at,
        **{f"name_{language}": name for language, name in names.items()},
    )
    body = {
        "sitting": code,
        "held_on": held_on.isoformat(),
        "scale_low": scale_low,
        "scale_high": scale_high,
        "letters": letters,
    }
    ledger.record(kind="programme.sitting-opened", body=body, by=by, at=at)
    return sitting
