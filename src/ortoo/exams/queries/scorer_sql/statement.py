"""The one statement: which sheets count, what was asked of them, and what each is worth."""

# ruff: noqa: S608 - nothing of a statement comes from outside: keys and answers are read by it

from __future__ import annotations

from functools import cache

from ortoo.exams.queries.scorer_sql.choices import arrangements, choices
from ortoo.exams.queries.scorer_sql.dialect import DIALECTS, Dialect
from ortoo.exams.queries.scorer_sql.numbers import numbers
from ortoo.exams.queries.scorer_sql.words import words

WORTH = ("choice", "truth", "match", "order", "number", "word")


@cache
def statement(vendor: str) -> str:
    """Parameters: printed orders as JSON [{"item": …, "places": [from 0, …]}, …], and three times the plan.

    Rows: personnel number, form, points, most (thousandths of a point), "place:thousandths" of the items that count, by
    commas. -1 is an answer that this scorer cannot tell.
    """
    dialect = DIALECTS[vendor]
    parts = [_printed(dialect), _standing(dialect), _given(dialect), choices(dialect), arrangements(dialect)]
    parts += [numbers(dialect), words(dialect), _worth(), _earned()]
    return "WITH RECURSIVE" + ",".join(parts) + _points(dialect)


def _printed(dialect: Dialect) -> str:
    given = dialect.json("%s")
    item, order = dialect.text("one.value", "item"), dialect.part("one.value", "places")
    return f"""
printed AS MATERIALIZED (
  SELECT CAST({item} AS BIGINT) AS item, {dialect.place("two")} AS nth,
    CAST({dialect.scalar("two")} AS INTEGER) + 1 AS place
  FROM {dialect.each(given, "one")}, {dialect.each(order, "two")}
)"""


def _standing(dialect: Dialect) -> str:
    """Sheets that count: what a third settled, else the only or the first reading. Items as they are placed."""
    return f"""
standing AS MATERIALIZED (
  SELECT s.id AS sheet, s.form_id, s.official_id, s.language, {dialect.json("s.answers")} AS answers
  FROM ortoo_answersheet AS s WHERE s.plan_id = %s AND s.entry = (
    SELECT CASE WHEN MAX(o.entry) = 3 THEN 3 ELSE MIN(o.entry) END FROM ortoo_answersheet AS o
    WHERE o.plan_id = s.plan_id AND o.official_id = s.official_id)
),
placed AS MATERIALIZED (
  SELECT i.id AS item, i.form_id, i.place, i.scored, v.kind, c.way
  FROM ortoo_formitem AS i JOIN ortoo_examform AS f ON f.id = i.form_id
  JOIN ortoo_itemversion AS v ON v.id = i.version_id LEFT JOIN ortoo_keycancellation AS c ON c.item_id = i.id
  WHERE f.plan_id = %s
),
key AS MATERIALIZED (
  SELECT placed.item, placed.kind, {dialect.json("v.body")} AS body
  FROM placed JOIN ortoo_formitem AS i ON i.id = placed.item JOIN ortoo_itemversion AS v ON v.id = i.version_id
),
essay AS MATERIALIZED (
  SELECT item_id AS item, official_id, one, two, three, gap,
    CASE WHEN one < two THEN one ELSE two END AS low, CASE WHEN one < two THEN two ELSE one END AS high
  FROM (
    SELECT m.item_id, m.official_id, p.essay_gap AS gap, MAX(CASE WHEN m.turn = 1 THEN m.thousandths END) AS one,
      MAX(CASE WHEN m.turn = 2 THEN m.thousandths END) AS two, MAX(CASE WHEN m.turn = 3 THEN m.thousandths END) AS three
    FROM ortoo_essaymark AS m JOIN ortoo_formitem AS i ON i.id = m.item_id
    JOIN ortoo_examform AS f ON f.id = i.form_id JOIN ortoo_formplan AS p ON p.id = f.plan_id
    WHERE p.id = %s GROUP BY m.item_id, m.official_id, p.essay_gap) AS marks
),
settled AS MATERIALIZED (
  SELECT item, official_id,
    CASE WHEN high - low <= gap THEN CASE WHEN three IS NULL THEN (high + low + 1) / 2 END
      WHEN three <= low THEN CASE WHEN low - three = high - low THEN low
        WHEN low - three < high - low THEN (three + low + 1) / 2 ELSE (low + high + 1) / 2 END
      WHEN three >= high THEN CASE WHEN three - high = high - low THEN high
        WHEN three - high < high - low THEN (three + high + 1) / 2 ELSE (low + high + 1) / 2 END
      WHEN three - low = high - three THEN three
      WHEN three - low < high - three THEN (three + low + 1) / 2 ELSE (three + high + 1) / 2 END AS mark
  FROM essay
)"""


def _given(dialect: Dialect) -> str:
    """Every answer; and each that was given, once."""
    return f"""
given AS MATERIALIZED (
  SELECT standing.sheet, placed.place, placed.item, placed.kind,
    CASE WHEN placed.kind = 'short' THEN standing.language ELSE '' END AS language, {dialect.scalar("a")} AS answer
  FROM standing, {dialect.each("standing.answers", "a")}, placed
  WHERE placed.form_id = standing.form_id AND placed.place = {dialect.place("a")}
    AND placed.scored AND placed.way IS NULL AND placed.kind <> 'essay'
),
asked AS MATERIALIZED (
  SELECT DISTINCT item, kind, language, answer FROM given WHERE answer <> ''
)"""


def _worth() -> str:
    tables = " UNION ALL ".join(f"SELECT item, language, answer, thousandths FROM worth_{name}" for name in WORTH)
    return f"\nworth AS MATERIALIZED ({tables})"


def _earned() -> str:
    """One row for each sheet and each item that counts for it."""
    return """
earned AS (
  SELECT given.sheet, given.place, CASE WHEN given.answer = '' THEN 0 ELSE COALESCE(worth.thousandths, -1) END AS worth
  FROM given LEFT JOIN worth
    ON worth.item = given.item AND worth.language = given.language AND worth.answer = given.answer
  UNION ALL
  SELECT standing.sheet, placed.place, CASE WHEN placed.way = 'full-mark' THEN 1000 ELSE COALESCE(settled.mark, -1) END
  FROM standing JOIN placed ON placed.form_id = standing.form_id
  LEFT JOIN settled ON settled.item = placed.item AND settled.official_id = standing.official_id
  WHERE placed.scored AND (placed.way = 'full-mark' OR (placed.way IS NULL AND placed.kind = 'essay'))
)"""


def _points(dialect: Dialect) -> str:
    item = "CAST(place AS TEXT) || ':' || CAST(worth AS TEXT)"
    return f"""
SELECT o.number, standing.form_id, CAST(summed.points AS BIGINT), summed.most, summed.listed
FROM (
  SELECT sheet, SUM(worth) AS points, 1000 * COUNT(*) AS most, {dialect.listed(item)} AS listed
  FROM earned GROUP BY sheet) AS summed
JOIN standing ON standing.sheet = summed.sheet JOIN ortoo_official AS o ON o.id = standing.official_id"""
