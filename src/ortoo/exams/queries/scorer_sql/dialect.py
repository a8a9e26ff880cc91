"""What SQLite and PostgreSQL say differently, each as a piece of SQL. All else of the scorer is one text for both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

KEPT_DECIMALS = 14
"""Of a weight in per cent: a hundred of them still fit into the integers of SQLite."""
MOST_DIGITS = 18
"""Of a bound of a numeric key, which SQLite reckons in integers of 64 bits."""
ZEROS = "0" * 60


def literal(text: str) -> str:
    """For a statement with parameters, in which a per cent sign stands for one."""
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"


class Dialect(Protocol):
    def json(self, expression: str) -> str:
        """A text column as JSON."""

    def part(self, json: str, *path: str) -> str:
        """A part that is JSON itself."""

    def text(self, json: str, *path: str) -> str:
        """A part as text; NULL where there is none."""

    def true(self, json: str, *path: str) -> str:
        """Whether a part is true; NULL where there is none."""

    def scalar(self, alias: str) -> str:
        """The text of an element that is no list and no object."""

    def each(self, json: str, alias: str) -> str:
        """The elements of a list, for FROM: `alias`.value."""

    def each_named(self, json: str, alias: str) -> str:
        """The members of an object, for FROM: `alias`.key and `alias`.value."""

    def place(self, alias: str) -> str:
        """Of an element, from 1."""

    def find(self, text: str, piece: str) -> str:
        """Where `piece` first stands in `text`, from 1; 0 where it does not."""

    def exchange(self, text: str, pairs: Mapping[str, str]) -> list[str]:
        """Letters for others, none of which is exchanged later: expressions to be applied one after another, each to
        what the one before gave in the same column. Several, for the parser of SQLite is not deep.
        """

    def integer(self, digits: str) -> str:
        """A whole number of digits with a sign, as large as the engine has them."""

    def like(self, text: str, pattern: str) -> str:
        """Whether a pattern fits in which * stands for anything, and the sign of START for itself."""

    def binary(self, text: str) -> str:
        """Text that is compared by the numbers of its letters."""

    def listed(self, text: str) -> str:
        """Texts of a group by commas, in any order."""

    def fits(self, digits: str) -> str:
        """Whether a number of so many digits can be reckoned with exactly."""


LITERAL_STAR = "\x01"


class SQLite:
    def json(self, expression: str) -> str:
        return expression

    def part(self, json: str, *path: str) -> str:
        return f"json_extract({json}, {literal('.'.join(('$', *path)))})"

    text = part

    def true(self, json: str, *path: str) -> str:
        return f"({self.part(json, *path)} = 1)"

    def scalar(self, alias: str) -> str:
        return f"{alias}.value"

    def each(self, json: str, alias: str) -> str:
        return f"json_each({json}) AS {alias}"

    each_named = each

    def place(self, alias: str) -> str:
        return f"({alias}.key + 1)"

    def find(self, text: str, piece: str) -> str:
        return f"instr({text}, {piece})"

    def exchange(self, text: str, pairs: Mapping[str, str]) -> list[str]:
        several = list(pairs.items())
        steps = []
        for begin in range(0, len(several), 16):
            step = text
            for old, new in several[begin : begin + 16]:
                step = f"replace({step}, {literal(old)}, {literal(new)})"
            steps.append(step)
        return steps

    def integer(self, digits: str) -> str:
        return f"CAST({digits} AS INTEGER)"

    def like(self, text: str, pattern: str) -> str:
        for sign, itself in (("[", "[[]"), ("?", "[?]"), (LITERAL_STAR, "[*]")):
            pattern = f"replace({pattern}, {literal(sign)}, {literal(itself)})"
        return f"({text} GLOB {pattern})"

    def binary(self, text: str) -> str:
        return text

    def listed(self, text: str) -> str:
        return f"group_concat({text}, ',')"

    def fits(self, digits: str) -> str:
        return f"({digits} <= {MOST_DIGITS})"


class PostgreSQL:
    def json(self, expression: str) -> str:
        return f"CAST({expression} AS jsonb)"

    def part(self, json: str, *path: str) -> str:
        return f"({json} #> {literal('{' + ','.join(path) + '}')})"

    def text(self, json: str, *path: str) -> str:
        return f"({json} #>> {literal('{' + ','.join(path) + '}')})"

    def true(self, json: str, *path: str) -> str:
        return f"({self.text(json, *path)} = 'true')"

    def scalar(self, alias: str) -> str:
        return f"({alias}.value #>> '{{}}')"

    def each(self, json: str, alias: str) -> str:
        return f"jsonb_array_elements({json}) WITH ORDINALITY AS {alias}(value, key)"

    def each_named(self, json: str, alias: str) -> str:
        return f"jsonb_each({json}) AS {alias}(key, value)"

    def place(self, alias: str) -> str:
        return f"{alias}.key"

    def find(self, text: str, piece: str) -> str:
        return f"strpos({text}, {piece})"

    def exchange(self, text: str, pairs: Mapping[str, str]) -> list[str]:
        single = {old: new for old, new in pairs.items() if len(new) == 1}
        step = f"translate({text}, {literal(''.join(single))}, {literal(''.join(single.values()))})"
        for old, new in pairs.items():
            step = step if old in single else f"replace({step}, {literal(old)}, {literal(new)})"
        return [step]

    def integer(self, digits: str) -> str:
        return f"CAST({digits} AS numeric)"

    def like(self, text: str, pattern: str) -> str:
        escape = "\x02"
        for sign in "%_":
            pattern = f"replace({pattern}, {literal(sign)}, {literal(escape + sign)})"
        pattern = f"replace(replace({pattern}, '*', {literal('%')}), {literal(LITERAL_STAR)}, '*')"
        return f"({text} LIKE {pattern} ESCAPE {literal(escape)})"

    def binary(self, text: str) -> str:
        return f'(({text}) COLLATE "C")'

    def listed(self, text: str) -> str:
        return f"string_agg({text}, ',')"

    def fits(self, digits: str) -> str:
        return f"({digits} IS NOT NULL)"


DIALECTS: Mapping[str, Dialect] = {"sqlite": SQLite(), "postgresql": PostgreSQL()}
