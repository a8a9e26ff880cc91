"""PLAN.json, read: every refusal names the commitment and the key (docs/reference/delays.md)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from ortoo.actions.rules.delays import Plan, Planned
from ortoo.multilingual.refusals import Refusal

KEYS = ("owner", "due", "duration_days", "finished", "after", "final")
NEEDED = ("owner", "due", "duration_days")
DAY = re.compile(r"\A\d{4}-\d{2}-\d{2}\Z", re.ASCII)
LONGEST = 3_652_058
"""Days from the first date to the last."""


class _Object(dict[str, Any]):
    """A JSON object that remembers a key that stood in it twice."""

    twice: str = ""


def plan_from_json(text: str) -> dict[str, Planned]:
    """The plan, in the order of the file. Whether it can be kept is asked by `delays`."""
    return plan_from(_parsed(text))


def plan_from(found: object) -> dict[str, Planned]:
    """As `plan_from_json`, of what JSON has become."""
    if not isinstance(found, dict):
        raise Refusal("delays.not_a_plan", value=_shown(found))
    twice = _twice(found)
    if twice:
        raise Refusal("delays.commitment_twice", commitment=twice)
    return {name: _planned(name, found[name]) for name in found}


def plan_as_json(plan: Plan) -> dict[str, object]:
    """The same plan as a file holds it."""
    return {
        name: {
            "owner": one.owner,
            "due": one.due.isoformat(),
            "duration_days": one.duration_days,
            **({"finished": one.finished.isoformat()} if one.finished else {}),
            "after": list(one.after),
            "final": one.final,
        }
        for name, one in plan.items()
    }


def day_from(text: str) -> date | None:
    """A day written as 2023-04-01; None where it is no day of the calendar."""
    try:
        return date.fromisoformat(text) if DAY.match(text) else None
    except ValueError:
        return None


def _parsed(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Refusal("delays.not_json", line=error.lineno, column=error.colno, reason=error.msg) from None
    except RecursionError:
        raise Refusal("delays.too_deep") from None
    except ValueError:
        # Python reads no whole number of more than some thousand digits.
        raise Refusal("delays.number_too_long") from None


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        made.twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
    return made


def _no_number(word: str) -> None:
    raise Refusal("delays.no_number", word=word)


def _planned(name: str, found: object) -> Planned:
    if not name.strip():
        raise Refusal("delays.name_empty")
    if not isinstance(found, dict):
        raise Refusal("delays.not_a_commitment", commitment=name, value=_shown(found))
    if twice := _twice(found):
        raise Refusal("delays.key_twice", commitment=name, key=twice)
    for key in found:
        if key not in KEYS:
            near = get_close_matches(key, KEYS, 1)
            known = near[0] if near else ", ".join(KEYS)
            raise Refusal("delays.unknown_key", commitment=name, key=key, known=known)
    for key in NEEDED:
        if key not in found:
            raise Refusal("delays.key_missing", commitment=name, key=key)
    return Planned(
        _owner(name, found["owner"]),
        _day(name, "due", found["due"]),
        _duration(name, found["duration_days"]),
        None if found.get("finished") is None else _day(name, "finished", found["finished"]),
        _after(name, found.get("after", [])),
        _final(name, found.get("final", False)),
    )


def _owner(name: str, found: object) -> str:
    if not isinstance(found, str) or not found.strip():
        raise Refusal("delays.owner", commitment=name, value=_shown(found))
    return found


def _day(name: str, key: str, found: object) -> date:
    day = day_from(found) if isinstance(found, str) else None
    if day is None:
        raise Refusal("delays.day", commitment=name, key=key, value=_shown(found))
    return day


def _duration(name: str, found: object) -> int:
    if type(found) is not int or not 0 <= found <= LONGEST:
        raise Refusal("delays.duration", commitment=name, value=_shown(found))
    return found


def _after(name: str, found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise Refusal("delays.after", commitment=name, value=_shown(found))
    twice = [one for one, count in Counter(found).items() if count > 1]
    if twice:
        raise Refusal("delays.after_twice", commitment=name, upstream=twice[0])
    return tuple(found)


def _final(name: str, found: object) -> bool:
    if not isinstance(found, bool):
        raise Refusal("delays.final", commitment=name, value=_shown(found))
    return found


def _twice(found: Mapping[str, Any]) -> str:
    return found.twice if isinstance(found, _Object) else ""


def _shown(value: object) -> str:
    """As JSON writes it, short."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:37]}..."
