"""Days as they are written in each language. In Mongolian the word behind the month's number depends on the number."""

from __future__ import annotations

from datetime import date

from ortoo.multilingual.languages import language_data


def date_text(day: date, language: str, short: bool = False) -> str:
    """ "2022 оны 12 дугаар сарын 12", "12 December 2022", "2022년 12월 12일"; `short`: "2022.12.12", "12 Dec 2022"."""
    data = language_data(language)["dates"]
    return data["short" if short else "long"].format(
        year=day.year,
        month=day.month,
        day=day.day,
        month_word=data["months"][day.month - 1],
        month_short=data["months_short"][day.month - 1],
    )


def days_text(first: date, last: date, language: str) -> str:
    """From `first` to `last`: "12–16 December 2022" within a month, else both days in full."""
    whole = date_text(last, language)
    if first == last:
        return whole
    if (first.year, first.month) != (last.year, last.month):
        return f"{date_text(first, language)} \N{EN DASH} {whole}"
    before, _, after = whole.rpartition(str(last.day)) if language != "en" else whole.partition(str(last.day))
    return f"{before}{first.day}\N{EN DASH}{last.day}{after}"
