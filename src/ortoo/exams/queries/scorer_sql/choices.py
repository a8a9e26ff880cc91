"""Choices, true/false, match and order: by letters."""

# ruff: noqa: S608 - nothing of a statement comes from outside: keys and answers are read by it

from __future__ import annotations

from ortoo.exams.queries.scorer_sql.dialect import KEPT_DECIMALS, ZEROS, Dialect

LETTERS = "'ABCDEFGHIJKLMNOPQRSTUVWXYZ'"


def scaled(dialect: Dialect, words: str) -> str:
    """A decimal in words, times 10 to the KEPT_DECIMALS."""
    point = dialect.find(words, "'.'")
    fraction = f"CASE WHEN {point} > 0 THEN substr({words}, {point} + 1) ELSE '' END"
    before = f"CASE WHEN {point} > 0 THEN substr({words}, 1, {point} - 1) ELSE {words} END"
    return f"CAST(({before}) || substr(({fraction}) || '{ZEROS}', 1, {KEPT_DECIMALS}) AS BIGINT)"


def thousandths(weight: str) -> str:
    """Of a scaled weight: half up, from 0 to 1000; what misses 1000 by one is 1000."""
    one = 10**KEPT_DECIMALS
    rounded = f"CAST((({weight}) * 10 + {one // 2}) / {one} AS BIGINT)"
    return f"(CASE WHEN ({weight}) <= 0 THEN 0 WHEN {rounded} >= 999 THEN 1000 ELSE {rounded} END)"


def choices(dialect: Dialect) -> str:
    """worth_choice(item, language, answer, thousandths)."""
    return f"""
weight AS MATERIALIZED (
  SELECT key.item, w.key AS letter, {scaled(dialect, dialect.scalar("w"))} AS weight
  FROM key, {dialect.each_named(dialect.part("key.body", "weights"), "w")}
  WHERE key.kind IN ('single', 'multiple')
),
chosen AS MATERIALIZED (
  SELECT asked.item, asked.language, asked.answer, asked.kind,
    CAST(COALESCE(SUM(weight.weight), 0) AS BIGINT) AS weight
  FROM asked LEFT JOIN weight ON weight.item = asked.item AND {dialect.find("asked.answer", "weight.letter")} > 0
  WHERE asked.kind IN ('single', 'multiple')
  GROUP BY asked.item, asked.language, asked.answer, asked.kind
),
worth_choice AS (
  SELECT item, language, answer,
    CASE WHEN kind = 'single' AND length(answer) <> 1 THEN 0 ELSE {thousandths("weight")} END AS thousandths
  FROM chosen
),
worth_truth AS (
  SELECT asked.item, asked.language, asked.answer,
    CASE WHEN {dialect.true("key.body", "truth")} = (asked.answer = 'T') THEN 1000 ELSE 0 END AS thousandths
  FROM asked JOIN key ON key.item = asked.item WHERE asked.kind = 'true-false'
)"""


def arrangements(dialect: Dialect) -> str:
    """worth_match and worth_order, as choices. printed(item, nth, place): both from 1."""
    right = dialect.part("key.body", "right")
    return f"""
side AS MATERIALIZED (
  SELECT key.item, {dialect.place("s")} AS place, CAST(s.value AS TEXT) AS words
  FROM key, {dialect.each(right, "s")} WHERE key.kind = 'match'
),
gap AS MATERIALIZED (
  SELECT key.item, {dialect.place("g")} AS place, COUNT(*) OVER (PARTITION BY key.item) AS size
  FROM key, {dialect.each(dialect.part("key.body", "left"), "g")} WHERE key.kind = 'match'
),
worth_match AS (
  SELECT asked.item, asked.language, asked.answer,
    (2000 * SUM(CASE WHEN joined.words = own.words THEN 1 ELSE 0 END) + MAX(gap.size)) / (2 * MAX(gap.size))
      AS thousandths
  FROM asked JOIN gap ON gap.item = asked.item JOIN side AS own ON own.item = gap.item AND own.place = gap.place
  LEFT JOIN printed ON printed.item = asked.item
    AND printed.nth = {dialect.find(LETTERS, "substr(asked.answer, CAST(2 * gap.place - 1 AS INTEGER), 1)")}
  LEFT JOIN side AS joined ON joined.item = asked.item AND joined.place = printed.place
  WHERE asked.kind = 'match' GROUP BY asked.item, asked.language, asked.answer
),
laid AS MATERIALIZED (
  SELECT asked.item, asked.language, asked.answer, printed.place,
    {dialect.find("asked.answer", f"substr({LETTERS}, CAST(printed.nth AS INTEGER), 1)")} AS turn
  FROM asked JOIN printed ON printed.item = asked.item WHERE asked.kind = 'order'
),
worth_order AS (
  SELECT one.item, one.language, one.answer,
    (2000 * COUNT(next.turn) + COUNT(*) - 1) / (2 * (COUNT(*) - 1)) AS thousandths
  FROM laid AS one LEFT JOIN laid AS next ON next.item = one.item AND next.language = one.language
    AND next.answer = one.answer AND next.turn = one.turn + 1 AND next.place = one.place + 1
  GROUP BY one.item, one.language, one.answer
)"""
