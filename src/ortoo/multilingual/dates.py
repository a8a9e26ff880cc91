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
