"""What the scorer in SQL reads, as temporary tables that lie before those of the house: a form in a few rows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from django.db import connection

from ortoo.exams.queries.scorer_sql import scored_by_sql
from ortoo.exams.rules.bank.body import body_of
from ortoo.exams.rules.bank.question import Kind, Question

TABLES = {
    "ortoo_formplan": "id int, essay_gap int",
    "ortoo_examform": "id int, plan_id int",
    "ortoo_itemversion": "id int, kind text, body text",
    "ortoo_formitem": "id int, form_id int, place int, scored boolean, version_id int",
    "ortoo_keycancellation": "item_id int, way text",
    "ortoo_official": "id int, number text",
    "ortoo_answersheet": "id int, plan_id int, form_id int, official_id int, entry int, language text, answers text",
    "ortoo_essaymark": "item_id int, official_id int, turn int, thousandths int",
}


def laid() -> None:
    with connection.cursor() as cursor:
        for table, columns in TABLES.items():
            cursor.execute(f"DROP TABLE IF EXISTS {'temp' if connection.vendor == 'sqlite' else 'pg_temp'}.{table}")
            cursor.execute(f"CREATE TEMPORARY TABLE {table} ({columns})")


def put(table: str, rows: Sequence[Sequence[int | bool | str]]) -> None:
    with connection.cursor() as cursor:
        if rows:
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {table} VALUES ({places})", rows)


def found(
    form: Sequence[Question],
    sheets: Sequence[tuple[str, Sequence[str]]],
    *,
    cancelled: Mapping[int, str] = {},
    essays: Mapping[tuple[str, int], Sequence[int]] = {},
    untried: Sequence[int] = (),
    gap: int = 250,
) -> dict[str, tuple[int, int, dict[int, int]]]:
    """Number "1", "2" … of a sheet (language, answers) -> points, most, {place: thousandths}; places from 1."""
    laid()
    put("ortoo_formplan", [(1, gap)])
    put("ortoo_examform", [(1, 1)])
    placed = list(enumerate(form, start=1))
    put("ortoo_itemversion", [(place, one.kind.value, body_of(one)) for place, one in placed])
    put("ortoo_formitem", [(place, 1, place, place not in untried, place) for place, _ in placed])
    put("ortoo_keycancellation", list(cancelled.items()))
    put("ortoo_official", [(one, str(one)) for one in range(1, len(sheets) + 1)])
    rows = [(one, 1, 1, one, 0, of, json.dumps(list(said))) for one, (of, said) in enumerate(sheets, start=1)]
    put("ortoo_answersheet", rows)
    marks = [(place, int(who), turn, mark) for (who, place), of in essays.items() for turn, mark in enumerate(of, 1)]
    put("ortoo_essaymark", marks)
    orders = [(place, printed(one)) for place, one in placed if one.kind in (Kind.MATCH, Kind.ORDER)]
    return {number: (points, most, items) for number, _, points, most, items in scored_by_sql(1, orders)}


def printed(question: Question) -> tuple[int, ...]:
    """Backwards."""
    return tuple(reversed(range(len(question.right or question.sequence))))
