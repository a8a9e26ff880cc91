"""The selection rule as adopted: read from TOML or a mapping, refused aloud, and its canonical form."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from ortoo.multilingual.refusals import Refusal

_TEXT_KEYS = ("title", "id", "merit", "standard_error", "eligible", "lot_seed")
_KEYS = (*_TEXT_KEYS, "seats", "reserve", "then", "objective", "floors", "quota", "borderline")
_QUOTA_KEYS = ("attribute", "value", "at_least", "at_most", "each_at_least", "each_at_most", "may_be_absent")
_OBJECTIVES = ("total", "lexicographic")
_FLOORS = ("each", "one")

LARGEST_COUNT = 2**63 - 1
"""The largest whole number of TOML."""

_SHOWN = 60
_BORDERLINE_KEYS = ("then", "kind", "rubric")
LOT, EVIDENCE = "lot", "evidence"
KINDS = ("re-mark", "extra-paper", "interview")
INTERVIEW = KINDS[2]


class _Number(str):
    """A decimal as it was written, so that a value such as 1.50 is compared as the text "1.50"."""


@dataclass(frozen=True)
class Quota:
    """A floor, a ceiling or both on one `value` of a column; on every value of the column where `value` is None."""

    attribute: str
    value: str | None = None
    at_least: int | None = None
    at_most: int | None = None
    may_be_absent: bool = False


@dataclass(frozen=True)
class Borderline:
    """What happens to those of whom the marks do not say whether they are truly among the best, declared in advance.

    `then` is "lot", or "evidence" of the `kind` "re-mark", "extra-paper" or "interview"; an interview names its rubric.
    """

    then: str
    kind: str | None = None
    rubric: str | None = None


@dataclass(frozen=True)
class Rule:
    """A selection rule in the words of docs/reference/select.md. Column names, never columns; counts, never shares."""

    seats: int
    id: str
    merit: str
    title: str = ""
    reserve: int = 0
    standard_error: str | None = None
    eligible: str | None = None
    then: tuple[str, ...] = ()
    lot_seed: str | None = None
    objective: str = "total"
    floors: str = "each"
    quotas: tuple[Quota, ...] = ()
    borderline: Borderline | None = None

    @property
    def attributes(self) -> tuple[str, ...]:
        """The columns that quotas look at, each once, in the rule's order."""
        return tuple(dict.fromkeys(quota.attribute for quota in self.quotas))

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the rule uses, each once."""
        single = (self.id, self.merit, self.standard_error, self.eligible)
        return tuple(dict.fromkeys([name for name in single if name is not None] + [*self.then, *self.attributes]))

    def with_lot_seed(self, seed: str) -> Rule:
        """This rule with the seed drawn later. Raises Refusal where it names another seed already."""
        if not seed.strip():
            raise Refusal("select.lot_seed_empty")
        if self.lot_seed is not None and self.lot_seed != seed:
            raise Refusal("select.two_lot_seeds", rule=self.lot_seed, given=seed)
        return replace(self, lot_seed=seed)

    def canonical(self) -> bytes:
        """The rule without lot seed as canonical JSON: keys sorted, defaults written out, quotas as ordered."""
        quotas = [_canonical_quota(quota) for quota in self.quotas]
        body: dict[str, object] = {
            "title": self.title,
            "seats": self.seats,
            "reserve": self.reserve,
            "id": self.id,
            "merit": self.merit,
            "standard_error": self.standard_error,
            "eligible": self.eligible,
            "then": list(self.then),
            "objective": self.objective,
            "floors": self.floors,
            "quota": quotas,
        }
        if self.borderline is not None:  # only where it is stated: rules adopted before this key keep their hash
            body["borderline"] = {key: value for key, value in vars(self.borderline).items() if value is not None}
        return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.canonical()).hexdigest()


def rule_from_toml(text: str) -> Rule:
    """Read RULE.toml. Raises Refusal with the key, or with line and column where it is not TOML."""
    try:
        return rule_from(tomllib.loads(text.removeprefix("\ufeff"), parse_float=_Number))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = place.groups() if place else (text.count("\n") + 1, 1)
        raise Refusal("select.not_toml", line=line, column=column) from None
    except RecursionError:
        raise Refusal("select.not_toml", line=1, column=1) from None
    except ValueError:
        # Python reads no number of thousands of digits, and does not say where it stands.
        digits = re.search(r"[0-9_]{1000,}", text)
        raise Refusal(
            "select.digits_without_end", line=text.count("\n", 0, digits.start() if digits else 0) + 1
        ) from None


def rule_from(mapping: Mapping[str, object]) -> Rule:
    """A rule from the keys of RULE.toml, or from those of its canonical form (where null means: not stated)."""
    stated = {key: value for key, value in mapping.items() if value is not None}
    _refuse_unknown(stated, _KEYS, "")
    for key in ("seats", "id", "merit"):
        if key not in stated:
            raise Refusal("select.key_missing", key=_place(key))
    texts = {key: _text(stated, key) for key in _TEXT_KEYS if key in stated}
    if "lot_seed" in texts and not texts["lot_seed"].strip():
        raise Refusal("select.lot_seed_empty")
    return Rule(
        seats=_count(stated, "seats", least=1),
        reserve=_count(stated, "reserve", least=0) if "reserve" in stated else 0,
        then=_columns(stated, "then"),
        objective=_one_of(stated, "objective", _OBJECTIVES),
        floors=_one_of(stated, "floors", _FLOORS),
        quotas=_quotas(stated.get("quota", [])),
        borderline=_borderline(stated["borderline"], texts) if "borderline" in stated else None,
        **texts,
    )


def _canonical_quota(quota: Quota) -> dict[str, object]:
    """A quota as RULE.toml would write it, unstated keys left out."""
    each = quota.value is None
    body = {
        "attribute": quota.attribute,
        "value": quota.value,
        "each_at_least" if each else "at_least": quota.at_least,
        "each_at_most" if each else "at_most": quota.at_most,
    }
    stated: dict[str, object] = {key: value for key, value in body.items() if value is not None}
    return stated | {"may_be_absent": quota.may_be_absent}


def _quotas(tables: object) -> tuple[Quota, ...]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise Refusal("select.quota_not_tables", key=_place("quota"))
    return tuple(_quota(table, f"quota {number}, ") for number, table in enumerate(tables, start=1))


def _quota(table: dict[str, object], where: str) -> Quota:
    _refuse_unknown(table, _QUOTA_KEYS, where)
    if "attribute" not in table:
        raise Refusal("select.key_missing", key=_place("attribute", where))
    bounds = {key: _count(table, key, least=0, where=where) for key in _QUOTA_KEYS[2:6] if key in table}
    if not bounds:
        raise Refusal("select.quota_without_bound", key=_place("attribute", where))
    each = sorted(key for key in bounds if key.startswith("each_"))
    if each and ("value" in table or len(each) < len(bounds)):
        raise Refusal("select.quota_value_and_each", key=_place(each[0], where))
    if not each and "value" not in table:
        raise Refusal("select.quota_without_value", key=_place("value", where))
    absent = table.get("may_be_absent", False)
    if not isinstance(absent, bool):
        raise Refusal("select.not_a_truth_value", key=_place("may_be_absent", where), value=_written(absent))
    return Quota(
        attribute=_text(table, "attribute", where),
        value=None if each else _value(table["value"], where),
        at_least=bounds.get("each_at_least" if each else "at_least"),
        at_most=bounds.get("each_at_most" if each else "at_most"),
        may_be_absent=absent,
    )


def _borderline(table: object, texts: Mapping[str, str]) -> Borderline:
    where = "borderline, "
    if not isinstance(table, dict):
        raise Refusal("select.borderline_no_table", key=_place("borderline"))
    stated = {key: value for key, value in table.items() if value is not None}
    _refuse_unknown(stated, _BORDERLINE_KEYS, where)
    if "then" not in stated:
        raise Refusal("select.key_missing", key=_place("then", where))
    if "standard_error" not in texts:
        raise Refusal("select.borderline_without_errors", key=_place("borderline"))
    then = _one_of(stated, "then", (LOT, EVIDENCE), where)
    if then == LOT:
        for key in ("kind", "rubric"):
            if key in stated:
                raise Refusal("select.borderline_lot_has_none", key=_place(key, where))
        return Borderline(then)
    if "kind" not in stated:
        raise Refusal("select.key_missing", key=_place("kind", where))
    kind = _one_of(stated, "kind", KINDS, where)
    if (kind == INTERVIEW) != ("rubric" in stated):
        raise Refusal("select.borderline_rubric", key=_place("rubric", where))
    return Borderline(then, kind, _text(stated, "rubric", where) if "rubric" in stated else None)


def _value(value: object, where: str) -> str:
    """The value of a quota as text; a number keeps the form it was written in."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Refusal("select.not_text", key=_place("value", where), value=_written(value))
    if not str(value).strip():
        raise Refusal("select.text_empty", key=_place("value", where))
    return "".join(str(value))


def _refuse_unknown(table: Mapping[str, object], known: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in known:
            nearest = get_close_matches(key, known, n=1, cutoff=0.0)[0]
            raise Refusal("select.key_unknown", key=_place(key, where), nearest=nearest)


def _text(table: Mapping[str, object], key: str, where: str = "") -> str:
    value = table[key]
    if not isinstance(value, str) or isinstance(value, _Number):
        raise Refusal("select.not_text", key=_place(key, where), value=_written(value))
    if not value.strip() and key not in ("title", "lot_seed"):
        raise Refusal("select.text_empty", key=_place(key, where))
    return value


def _count(table: Mapping[str, object], key: str, *, least: int, where: str = "") -> int:
    value = table[key]
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise Refusal("select.not_a_count", key=_place(key, where), value=_written(value), least=least)
    if value > LARGEST_COUNT:
        raise Refusal("select.count_too_large", key=_place(key, where), largest=LARGEST_COUNT)
    return value


def _columns(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(type(name) is str and name.strip() for name in value):
        raise Refusal("select.not_a_list_of_columns", key=_place(key), value=_written(value))
    return tuple(value)


def _one_of(table: Mapping[str, object], key: str, words: tuple[str, ...], where: str = "") -> str:
    value = table.get(key, words[0])
    if not isinstance(value, str) or value not in words:
        raise Refusal("select.not_one_of", key=_place(key, where), value=_written(value), words=" / ".join(words))
    return str(value)


def _place(key: str, where: str = "") -> str:
    return f'{where}"{key}"'


def _written(value: object) -> str:
    """A value as TOML would write it, near enough to be found in the file, its beginning if it is long."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) > LARGEST_COUNT:
        written = hex(value)  # in decimals Python writes no number of thousands of digits
    else:
        written = f'"{value}"' if isinstance(value, str) and not isinstance(value, _Number) else str(value)
    return written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…"
