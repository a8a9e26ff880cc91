"""How sure a record is, in plain sentences."""

from __future__ import annotations

from django.utils.translation import get_language, gettext

from ortoo.multilingual.numbers import thousandths_text
from ortoo.record.models import Record
from ortoo.record.queries import error_of
from ortoo.record.rules.error import RecordError, interval


def doubts(record: Record, *, own: bool) -> list[str]:
    """Nothing where there is no record. `own`: said to the official."""
    if record.merit is None:
        return []
    error = error_of(record)
    if error is None:
        return [_unknown(own=own)]
    common = [_of_tables(error)] if error.shared else []
    return [_known(record.merit, error, own=own), *common]


def _unknown(*, own: bool) -> str:
    if own:
        return gettext("How far your record may be off is not known: not every mark behind it came with its error.")
    return gettext("How far this record may be off is not known: not every mark behind it came with its error.")


def _known(merit: int, error: RecordError, *, own: bool) -> str:
    low, high = interval(merit, error)
    said = gettext(
        "The record is %(merit)s, give or take %(error)s points, its standard error: with 95 %% confidence the true "
        "value lies between %(low)s and %(high)s."
    )
    if own:
        said = gettext(
            "Your record is %(merit)s, give or take %(error)s points, its standard error: with 95 %% confidence the "
            "true value lies between %(low)s and %(high)s."
        )
    # Outwards to tenths: more decimals would promise what the marks do not hold.
    ends = {"low": low // 100 * 100, "high": -(-high // 100) * 100}
    return said % {
        "merit": thousandths_text(merit, _language()), "error": _rough(error.total),
        **{name: _rough(end) for name, end in ends.items()},
    }  # fmt: skip


def _of_tables(error: RecordError) -> str:
    """The part of the error that sets apart nobody who has it too."""
    return gettext(
        "Of this error %(part)s points come from tables that equated marks; they are common to all whose marks went "
        "through the same table."
    ) % {"part": _rough(RecordError(0, error.shared).total)}


def _rough(thousandths: float) -> str:
    """With one decimal, or three where that would be nothing."""
    whole = round(thousandths)
    return thousandths_text(whole, _language(), places=1 if whole >= 100 else 3)


def _language() -> str:
    return get_language() or "en"
