"""Numeric answers: taken apart by counting digits, and compared as text whose order is that of the numbers.

A number 0.d × 10^e is written as sign, e and d; so bounds of any key compare exactly, without decimals too.
"""

# ruff: noqa: S608 - nothing of a statement comes from outside: keys and answers are read by it

from __future__ import annotations

from ortoo.exams.queries.scorer_sql.choices import scaled, thousandths
from ortoo.exams.queries.scorer_sql.dialect import ZEROS, Dialect, literal

DIGITS = "'0123456789'"
BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())


def numbers(dialect: Dialect) -> str:
    """worth_number(item, language, answer, thousandths)."""
    return ",".join([_parted(dialect), _read(dialect), _bounds(dialect), _worth(dialect)])


def digit(character: str) -> str:
    return f"({character} <> '' AND ltrim({character}, {DIGITS}) = '')"


def leading(text: str) -> str:
    """How many digits a text begins with."""
    return f"(length({text}) - length(ltrim({text}, {DIGITS})))"


def ordered(dialect: Dialect, negative: str, digits: str, exponent: str) -> str:
    """Digits × 10^exponent as text in the order of numbers."""
    size = f"ltrim({digits}, '0')"
    power = f"(5000 + length({size}) + {exponent})"
    held = f"rtrim({size}, '0')"
    [mirrored] = dialect.exchange(held, dict(zip("0123456789", "jihgfedcba", strict=True)))
    return dialect.binary(
        f"CASE WHEN {size} = '' THEN '1' WHEN {negative}"
        f" THEN '0' || substr(CAST(20000 - {power} AS TEXT), 2) || {mirrored} || '~'"
        f" ELSE '2' || substr(CAST(10000 + {power} AS TEXT), 2) || {held} END"
    )


def _parted(dialect: Dialect) -> str:
    """Answers without the blanks between thousands. `seen` is `left` with one kind of blank, letter for letter."""
    at = dialect.find("seen", "' '")
    before = f"CASE WHEN {at} > 1 THEN substr(seen, {at} - 1, 1) ELSE '' END"
    three, fourth = f"substr(seen, {at} + 1, 3)", f"substr(seen, {at} + 4, 1)"
    between = f"{digit(f'({before})')} AND length({three}) = 3 AND {digit(three)} AND NOT {digit(fourth)}"
    return f"""
trimmed AS MATERIALIZED (
  SELECT item, language, answer, trim(answer, {literal(BLANKS)}) AS t FROM asked WHERE kind = 'numeric'
),
{_seen(dialect)}
parting(item, language, answer, done, left_over, seen) AS (
  SELECT item, language, answer, '', t, seen FROM seen_last
  UNION ALL
  SELECT item, language, answer,
    done || substr(left_over, 1, {at} - 1) || CASE WHEN {between} THEN '' ELSE substr(left_over, {at}, 1) END,
    substr(left_over, {at} + 1), substr(seen, {at} + 1)
  FROM parting WHERE {at} > 0
),
parted AS MATERIALIZED (
  SELECT item, language, answer, done || left_over AS t FROM parting WHERE {at} = 0
)"""


def _seen(dialect: Dialect) -> str:
    """The same with one kind of blank."""
    last = "trimmed"
    tables = []
    for number, step in enumerate(dialect.exchange("seen", dict.fromkeys(BLANKS.replace(" ", ""), " "))):
        of_last = last if number else "(SELECT *, t AS seen FROM trimmed) AS first"
        tables.append(
            f"seen_{number} AS MATERIALIZED (SELECT item, language, answer, t, {step} AS seen FROM {of_last}),\n"
        )
        last = f"seen_{number}"
    return f"{''.join(tables)}seen_last AS (SELECT * FROM {last}),"


def _read(dialect: Dialect) -> str:
    """Sign, digits before and behind the point, exponent and unit; none of what does not begin with a number."""
    return f"""
signed AS MATERIALIZED (
  SELECT item, language, answer, substr(t, 1, 1) = '-' AS negative,
    CASE WHEN substr(t, 1, 1) IN ('+', '-') THEN substr(t, 2) ELSE t END AS t
  FROM parted
),
whole AS MATERIALIZED (
  SELECT item, language, answer, negative,
    substr(t, 1, CASE WHEN {leading("t")} > 20 THEN 20 ELSE {leading("t")} END) AS before,
    substr(t, CASE WHEN {leading("t")} > 20 THEN 21 ELSE {leading("t")} + 1 END) AS t
  FROM signed
),
behind AS MATERIALIZED (
  SELECT item, language, answer, negative, before,
    CASE WHEN substr(t, 1, 1) IN ('.', ',') AND (before <> '' OR {digit("substr(t, 2, 1)")})
      THEN substr(t, 2, CASE WHEN {leading("substr(t, 2)")} > 20 THEN 20 ELSE {leading("substr(t, 2)")} END)
      ELSE NULL END AS fraction,
    t
  FROM whole
),
tail AS MATERIALIZED (
  SELECT item, language, answer, negative, before || COALESCE(fraction, '') AS digits,
    length(COALESCE(fraction, '')) AS decimals,
    CASE WHEN fraction IS NULL THEN t ELSE substr(t, length(fraction) + 2) END AS t
  FROM behind WHERE before <> '' OR fraction IS NOT NULL
),
lifted AS MATERIALIZED (
  SELECT item, language, answer, negative, digits, decimals, t,
    CASE WHEN substr(t, 1, 1) NOT IN ('e', 'E') THEN 0
      WHEN {digit("substr(t, 2, 1)")} THEN CASE WHEN {digit("substr(t, 3, 1)")} THEN 3 ELSE 2 END
      WHEN substr(t, 2, 1) IN ('+', '-') AND {digit("substr(t, 3, 1)")}
        THEN CASE WHEN {digit("substr(t, 4, 1)")} THEN 4 ELSE 3 END
      ELSE 0 END AS size
  FROM tail
),
measured AS MATERIALIZED (
  SELECT item, language, answer, negative, digits,
    CASE WHEN size > 0 THEN CAST(ltrim(substr(t, 2, size - 1), '+') AS INTEGER) ELSE 0 END - decimals AS exponent,
    trim(substr(t, size + 1), {literal(BLANKS)}) AS unit
  FROM lifted
),
figure AS MATERIALIZED (
  SELECT item, language, answer, unit, {ordered(dialect, "negative", "digits", "exponent")} AS figure FROM measured
)"""


def _bounds(dialect: Dialect) -> str:
    """Of each number of a key in each unit: (value ± tolerance) × multiplier, from the digits as they are kept."""

    def decimals(words: str) -> str:
        point = dialect.find(words, "'.'")
        return f"CASE WHEN {point} > 0 THEN length({words}) - {point} ELSE 0 END"

    def whole(words: str, more: str = "0") -> str:
        return f"replace({words}, '.', '') || substr('{ZEROS}', 1, {more})"

    value, tolerance = whole("value", "scale - of_value"), whole("tolerance", "scale - of_tolerance")
    value, tolerance = dialect.integer(value), dialect.integer(tolerance)
    times = dialect.integer(whole("multiplier"))
    size = f"(length({whole('value', 'scale - of_value')}) + length(replace(multiplier, '.', '')))"
    more = f"(length({whole('tolerance', 'scale - of_tolerance')}) + length(replace(multiplier, '.', '')))"
    numbers = dialect.each(dialect.part("key.body", "numbers"), "n")
    units = dialect.each(dialect.part("key.body", "units"), "u")
    low, high = (
        ordered(dialect, f"{edge} < 0", f"ltrim(CAST({edge} AS TEXT), '-')", "- decimals") for edge in ("low", "high")
    )
    return f"""
measure AS MATERIALIZED (
  SELECT key.item, {dialect.text("u.value", "name")} AS unit, {dialect.text("u.value", "multiplier")} AS multiplier,
    {dialect.place("u")} AS place
  FROM key, {units} WHERE key.kind = 'numeric' AND {dialect.text("u.value", "name")} <> ''
  UNION ALL SELECT item, '', '1', 0 FROM key WHERE kind = 'numeric'
),
number AS MATERIALIZED (
  SELECT key.item, {dialect.text("n.value", "value")} AS value, {dialect.text("n.value", "tolerance")} AS tolerance,
    {scaled(dialect, dialect.text("n.value", "weight"))} AS weight
  FROM key, {numbers} WHERE key.kind = 'numeric'
),
counted AS MATERIALIZED (
  SELECT number.item, measure.unit, weight, value, tolerance, multiplier, {decimals("value")} AS of_value,
    {decimals("tolerance")} AS of_tolerance, {decimals("multiplier")} AS of_multiplier
  FROM number JOIN measure ON measure.item = number.item WHERE value IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM measure AS later
    WHERE later.item = measure.item AND later.unit = measure.unit AND later.place > measure.place)
),
common AS MATERIALIZED (
  SELECT counted.*, CASE WHEN of_value > of_tolerance THEN of_value ELSE of_tolerance END AS scale FROM counted
),
edge AS MATERIALIZED (
  SELECT item, unit, weight, scale + of_multiplier AS decimals,
    {dialect.fits(size)} AND {dialect.fits(more)} AS exact,
    ({value} - {tolerance}) * {times} AS low, ({value} + {tolerance}) * {times} AS high
  FROM common
),
bound AS MATERIALIZED (
  SELECT item, unit, weight, exact, {low} AS low, {high} AS high FROM edge
)"""


def _worth(dialect: Dialect) -> str:
    """-1 where a key has more digits than the engine reckons with."""
    return f"""
best AS MATERIALIZED (
  SELECT figure.item, figure.language, figure.answer, MAX(bound.weight) AS weight
  FROM figure JOIN bound ON bound.item = figure.item AND bound.unit = figure.unit
    AND figure.figure >= bound.low AND figure.figure <= bound.high
  GROUP BY figure.item, figure.language, figure.answer
),
other AS MATERIALIZED (
  SELECT figure.item, figure.language, figure.answer, MAX(number.weight) AS weight
  FROM figure JOIN measure ON measure.item = figure.item AND measure.unit = figure.unit
  JOIN number ON number.item = figure.item AND number.value IS NULL
  GROUP BY figure.item, figure.language, figure.answer
),
worth_number AS (
  SELECT asked.item, asked.language, asked.answer,
    CASE WHEN EXISTS (SELECT 1 FROM bound WHERE bound.item = asked.item AND NOT bound.exact) THEN -1
      ELSE {thousandths("COALESCE(best.weight, other.weight, 0)")} END AS thousandths
  FROM asked
  LEFT JOIN best ON best.item = asked.item AND best.language = asked.language AND best.answer = asked.answer
  LEFT JOIN other ON other.item = asked.item AND other.language = asked.language AND other.answer = asked.answer
  WHERE asked.kind = 'numeric'
)"""
