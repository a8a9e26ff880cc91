"""Short answers: folded letter by letter from tables of their own, asterisks by the engine's patterns."""

# ruff: noqa: S608 - nothing of a statement comes from outside: keys and answers are read by it

from __future__ import annotations

from unicodedata import normalize

from ortoo.exams.queries.scorer_sql.choices import scaled, thousandths
from ortoo.exams.queries.scorer_sql.dialect import LITERAL_STAR, Dialect, literal
from ortoo.exams.queries.scorer_sql.numbers import BLANKS

SEEN_AS = {
    **dict(zip("ABCEHKMOPTX", "АВСЕНКМОРТХ", strict=True)),
    **dict(zip("aceopxy", "асеорху", strict=True)),
    "Ë": "Ё",
    "ë": "ё",
    "Ɵ": "Ө",
    "ɵ": "ө",
    "Є": "Ө",
    "є": "ө",
    "Ї": "Ү",
    "ї": "ү",
}
"""What cannot be told apart on paper, or stood for a letter that a keyboard had not (docs/reference/scoring.md)."""

ALPHABETS = ((0x41, 0x5B), (0xB5, 0x250), (0x386, 0x400), (0x400, 0x530))
"""Of which small letters are known here: Latin, Greek, Cyrillic."""

SMALL = {
    capital: small
    for first, last in ALPHABETS
    for capital in map(chr, range(first, last))
    if (small := normalize("NFC", capital.casefold())) != capital
}


def words(dialect: Dialect) -> str:
    """worth_word(item, language, answer, thousandths)."""
    folded = [
        ("spaced", "spaces", _spaced(dialect)),
        ("alike", "lookalikes", dialect.exchange("t", SEEN_AS)),
        ("small", "cases", dialect.exchange("t", SMALL)),
    ]
    return ",".join([_said(dialect), *_layers(folded), _worth(dialect)])


def _said(dialect: Dialect) -> str:
    """What is folded: answers, and accepted words in which \\* is one sign."""
    accepted = dialect.each_named(dialect.part("key.body", "accepted"), "a")
    folding = "key.body", "folding"
    star = f"replace({dialect.text('w.value', 'words')}, '\\*', {literal(LITERAL_STAR)})"
    return f"""
rule AS MATERIALIZED (
  SELECT item, body, COALESCE({dialect.true(*folding, "spaces")}, FALSE) AS spaces,
    COALESCE({dialect.true(*folding, "lookalikes")}, FALSE) AS lookalikes,
    COALESCE({dialect.true(*folding, "case")}, FALSE) AS cases
  FROM key WHERE kind = 'short'
),
said AS MATERIALIZED (
  SELECT asked.item, asked.language, asked.answer AS raw, 0 AS of_key, 0 AS weight, asked.answer AS t,
    spaces, lookalikes, cases
  FROM asked JOIN rule ON rule.item = asked.item
  UNION ALL
  SELECT key.item, a.key, '', 1, {scaled(dialect, dialect.text("w.value", "weight"))}, {star},
    spaces, lookalikes, cases
  FROM key JOIN rule ON rule.item = key.item, {accepted}, {dialect.each("a.value", "w")}
)"""


def _layers(folded: list[tuple[str, str, list[str]]]) -> list[str]:
    """One table after another, each a step further."""
    tables, last = [], "said"
    for name, flag, steps in folded:
        for number, step in enumerate(steps):
            here = f"{name}_{number}"
            tables.append(f"""
{here} AS MATERIALIZED (
  SELECT item, language, raw, of_key, weight, CASE WHEN {flag} THEN {step} ELSE t END AS t,
    spaces, lookalikes, cases FROM {last}
)""")
            last = here
    tables.append(f"\nfolded AS MATERIALIZED (SELECT * FROM {last})")
    return tables


def _spaced(dialect: Dialect) -> list[str]:
    """Blanks as one space, none at the ends. Two signs that no text has mark where runs of spaces are one."""
    one = dialect.exchange("t", dict.fromkeys(BLANKS.replace(" ", ""), " "))
    run = "replace(replace(replace(trim(t), ' ', '\x03\x04'), '\x04\x03', ''), '\x03\x04', ' ')"
    return [*one, run]


def _worth(dialect: Dialect) -> str:
    plain = f"given.t = replace(accepted.t, {literal(LITERAL_STAR)}, '*')"
    return f"""
met AS MATERIALIZED (
  SELECT given.item, given.language, given.raw, MAX(accepted.weight) AS weight
  FROM folded AS given JOIN folded AS accepted ON accepted.item = given.item
    AND accepted.language = given.language AND accepted.of_key = 1
  WHERE given.of_key = 0
    AND CASE WHEN {dialect.find("accepted.t", "'*'")} = 0 THEN {plain} ELSE {dialect.like("given.t", "accepted.t")} END
  GROUP BY given.item, given.language, given.raw
),
worth_word AS (
  SELECT asked.item, asked.language, asked.answer, {thousandths("COALESCE(met.weight, 0)")} AS thousandths
  FROM asked LEFT JOIN met ON met.item = asked.item AND met.language = asked.language AND met.raw = asked.answer
  WHERE asked.kind = 'short'
)"""
