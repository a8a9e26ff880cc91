"""An indicator's JSON as values. Whatever is not said exactly once and in one way only is refused by its place."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from ortoo.multilingual.refusals import Refusal, Worded
from ortoo.results.rules.indicator.figures import exact
from ortoo.results.rules.indicator.indicator import Comparator, Indicator, Observation, Start, Target

WHOLE_FILE = "INDICATOR"
KEYS = (
    "code", "range", "base", "vintage", "targets", "observations", "breaks", "as_of", "rhythm", "name", "unit", "kind",
    "source", "licence", "note",
)  # fmt: skip
"""The last six are for the reader of the file and change nothing."""
SIGNS: Mapping[str, Comparator] = {">=": ">=", "≥": ">=", "<=": "<=", "≤": "<=", "=": "="}
SIGNED = re.compile(r"\s*(>=|<=|≥|≤|=)?\s*(.*?)\s*(\+)?\s*", re.DOTALL)
LAST_YEAR = 9999
LONGEST_RHYTHM = 20


class Told(Worded):
    """A refusal inside a sentence: kept as its code, told in the reader's language."""

    __slots__ = ("refusal",)
    refusal: Refusal

    def __new__(cls, refusal: Refusal) -> Told:
        told = super().__new__(cls, refusal.code)
        told.refusal = refusal
        return told

    def words(self, language: str) -> str:
        return self.refusal.sentence(language)


def indicator_from_json(text: str) -> Indicator:
    """Raises a `Refusal` that names the place, such as targets[2].value."""
    given = _object(_loaded(text), WHOLE_FILE, KEYS, needed=("code", "base", "vintage", "targets", "observations"))
    base = _base(given["base"])
    return Indicator(
        code=_text(given["code"], "code"),
        vintage=_text(given["vintage"], "vintage"),
        base=base,
        targets=_targets(given["targets"], base),
        observations=_observations(given["observations"]),
        range=_range(given.get("range")),
        breaks=_breaks(given.get("breaks")),
        as_of=_as_of(given.get("as_of")),
        rhythm=_year(given.get("rhythm", Decimal(1)), "rhythm", LONGEST_RHYTHM),
    )


def _loaded(text: str) -> object:
    try:
        return json.loads(
            text, parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number, object_pairs_hook=_once
        )
    except json.JSONDecodeError as error:
        raise Refusal("indicator.not_json", line=error.lineno, place=error.colno, reason=error.msg) from None
    except RecursionError:
        raise Refusal("indicator.too_deep") from None


def _no_number(word: str) -> object:
    raise Refusal("indicator.not_a_figure", value=word)


def _once(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise Refusal("indicator.key_twice", key=key)
        found[key] = value
    return found


def _base(given: object) -> Start:
    base = _object(given, "base", ("year", "value", "vintage"), needed=("year", "value"))
    vintage = base.get("vintage")
    return Start(
        _year(base["year"], "base.year"),
        _figure(base["value"], "base.value"),
        "" if vintage is None else _text(vintage, "base.vintage"),
    )


def _targets(given: object, base: Start) -> tuple[Target, ...]:
    targets = [_target(one, f"targets[{place}]") for place, one in enumerate(_list(given, "targets"), start=1)]
    if not targets:
        raise Refusal("indicator.no_target")
    _check_once([one.year for one in targets], "targets")
    for one in targets:
        if one.year <= base.year:
            raise Refusal("indicator.target_before_base", year=one.year, base=base.year)
    return tuple(sorted(targets, key=lambda one: one.year))


def _target(given: object, place: str) -> Target:
    target = _object(given, place, ("year", "op", "value", "was"), needed=("year", "value"))
    value, op = target["value"], target.get("op")
    signs = [] if op is None else [_comparator(op, f"{place}.op")]
    if isinstance(value, str) and (found := SIGNED.fullmatch(value)):
        before, value, after = found.groups()
        signs += [SIGNS[before]] if before else []
        signs += [">="] if after else []
    if len(set(signs)) > 1:
        raise Refusal("indicator.comparator", place=place, value=" ".join(signs))
    was = target.get("was")
    return Target(
        _year(target["year"], f"{place}.year"),
        _figure(value, f"{place}.value"),
        signs[0] if signs else "=",
        None if was is None else _figure(was, f"{place}.was"),
    )


def _comparator(given: object, place: str) -> Comparator:
    if not isinstance(given, str) or given not in SIGNS:
        raise Refusal("indicator.comparator", place=place, value=_shown(given))
    return SIGNS[given]


def _observations(given: object) -> tuple[Observation, ...]:
    """Null is a figure that is missing, which is not zero: it counts as if its year were left out."""
    found = []
    for place, one in enumerate(_list(given, "observations"), start=1):
        where = f"observations[{place}]"
        said = _object(one, where, ("year", "value", "vintage"), needed=("year", "value", "vintage"))
        year, vintage = _year(said["year"], f"{where}.year"), _text(said["vintage"], f"{where}.vintage")
        if said["value"] is not None:
            found.append(Observation(year, _figure(said["value"], f"{where}.value"), vintage))
    years: dict[str, list[int]] = {}
    for seen in found:
        years.setdefault(seen.vintage, []).append(seen.year)
    for edition, observed in years.items():
        _check_once(observed, f"observations ({edition})")
    return tuple(found)


def _range(given: object) -> tuple[Fraction, Fraction] | None:
    if given is None:
        return None
    ends = _list(given, "range")
    if len(ends) != 2:
        raise Refusal("indicator.range")
    low, high = _figure(ends[0], "range[1]"), _figure(ends[1], "range[2]")
    if low >= high:
        raise Refusal("indicator.range")
    return low, high


def _breaks(given: object) -> tuple[int, ...]:
    """Years, or objects of a year and a reason."""
    found = []
    for place, one in enumerate([] if given is None else _list(given, "breaks"), start=1):
        where = f"breaks[{place}]"
        said = _object(one, where, ("year", "reason"), needed=("year",))["year"] if isinstance(one, dict) else one
        found.append(_year(said, where))
    return tuple(sorted(set(found)))


def _as_of(given: object) -> int | None:
    if given is None:
        return None
    if isinstance(given, str) and len(given) == len("2024-06-30"):
        try:
            return date.fromisoformat(given).year
        except ValueError:
            raise Refusal("indicator.as_of", value=_shown(given)) from None
    if isinstance(given, Decimal):
        return _year(given, "as_of")
    raise Refusal("indicator.as_of", value=_shown(given))


def _figure(given: object, place: str) -> Fraction:
    try:
        if not isinstance(given, str | Decimal):
            raise Refusal("indicator.not_a_figure", value=_shown(given))
        return exact(given)
    except Refusal as refusal:
        raise Refusal("indicator.figure_in_place", place=place, why=Told(refusal)) from None


def _year(given: object, place: str, last: int = LAST_YEAR) -> int:
    if not isinstance(given, Decimal) or given != given.to_integral_value() or not 1 <= given <= last:
        raise Refusal("indicator.not_a_year", place=place, value=_shown(given), last=last)
    return int(given)


def _text(given: object, place: str) -> str:
    if not isinstance(given, str) or not given.strip():
        raise Refusal("indicator.not_text", place=place, value=_shown(given))
    return given.strip()


def _list(given: object, place: str) -> Sequence[object]:
    if not isinstance(given, list):
        raise Refusal("indicator.not_a_list", place=place)
    return cast("list[object]", given)


def _object(given: object, place: str, keys: Collection[str], *, needed: Iterable[str]) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise Refusal("indicator.not_an_object", place=place)
    for key in given:
        if key not in keys:
            raise Refusal("indicator.unknown_key", place=place, key=key, keys=", ".join(keys))
    for key in needed:
        if key not in given:
            raise Refusal("indicator.key_missing", place=place, key=key)
    return given


def _check_once(years: Sequence[int], place: str) -> None:
    seen: set[int] = set()
    for year in years:
        if year in seen:
            raise Refusal("indicator.year_twice", place=place, year=year)
        seen.add(year)


def _shown(given: object) -> str:
    """As JSON writes it, shortened: what is refused is quoted, however long it is."""
    return str(given) if isinstance(given, Decimal) else json.dumps(given, ensure_ascii=False, default=str)[:80]
