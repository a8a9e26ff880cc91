"""The visit as permission needs it: a value that is handed in and sealed with the decision; to and from JSON."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from ortoo.multilingual.refusals import LANGUAGES, Refusal

BASES = ("S", "I", "M")
PAYERS = ("home", "host", "other")
TOPIC_CODE = re.compile(r"[\w.-]{1,10}")
COUNTRY = re.compile(r"[A-Z]{2}")
CURRENCY = re.compile(r"[A-Z]{3}")
MOST = 10**15


@dataclass(frozen=True)
class Topic:
    """A policy to be studied: names by language, codes of the goals it serves (our reading where `basis` is I).

    `bodies`: codes of those whose work it is; none: nobody said.
    """

    code: str
    names: Mapping[str, str]
    goals: tuple[str, ...]
    basis: str = "S"
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True)
class CostLine:
    """`planned` in thousandths of `currency`, for one head; `payer` is home, host or other."""

    names: Mapping[str, str]
    planned: int
    currency: str
    payer: str


@dataclass(frozen=True)
class VisitPlan:
    """Title and host by language, the country's code, first and last day, topics and costs."""

    title: Mapping[str, str]
    host: Mapping[str, str]
    country: str
    begins: date
    ends: date
    topics: tuple[Topic, ...]
    costs: tuple[CostLine, ...]
    basis: str = "S"

    def topic(self, code: str) -> Topic | None:
        return next((topic for topic in self.topics if topic.code == code), None)


def visit_as_json(plan: VisitPlan) -> dict[str, object]:
    """Text, whole numbers, lists and tables only: as it is kept, and as it enters the ledger."""
    return {
        "title": dict(plan.title),
        "host": dict(plan.host),
        "country": plan.country,
        "begins": plan.begins.isoformat(),
        "ends": plan.ends.isoformat(),
        "topics": [
            {
                "code": one.code,
                "names": dict(one.names),
                "goals": list(one.goals),
                "basis": one.basis,
                "bodies": list(one.bodies),
            }
            for one in plan.topics
        ],
        "costs": [
            {"names": dict(one.names), "planned": one.planned, "currency": one.currency, "payer": one.payer}
            for one in plan.costs
        ],
        "basis": plan.basis,
    }


def visit_from_json(value: object) -> VisitPlan:
    """Refused, with the key, for whatever is missing, unknown or half: a name without one of its languages too."""
    given = _table(
        value, "visit", {"title", "host", "country", "begins", "ends", "topics", "costs"}, optional={"basis"}
    )
    plan = VisitPlan(
        title=_names(given["title"], "title"),
        host=_names(given["host"], "host"),
        country=_shaped(given["country"], "country", COUNTRY),
        begins=_day(given["begins"], "begins"),
        ends=_day(given["ends"], "ends"),
        topics=tuple(_topic(one, f"topics[{at}]") for at, one in enumerate(_list(given["topics"], "topics"), start=1)),
        costs=tuple(_cost(one, f"costs[{at}]") for at, one in enumerate(_list(given["costs"], "costs"), start=1)),
        basis=_one_of(given.get("basis", "S"), "basis", BASES),
    )
    check_whole(plan)
    return plan


def check_whole(plan: VisitPlan) -> None:
    """What no single key can say: days in their order, at least one topic, each code once."""
    if plan.ends < plan.begins:
        raise Refusal("permission.visit_ends_early", begins=plan.begins.isoformat(), ends=plan.ends.isoformat())
    if not plan.topics:
        raise Refusal("permission.visit_no_topic")
    codes = [topic.code for topic in plan.topics]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise Refusal("permission.visit_topic_twice", code=twice)


def _topic(value: object, key: str) -> Topic:
    given = _table(value, key, {"code", "names", "goals"}, optional={"basis", "bodies"})
    return Topic(
        code=_shaped(given["code"], f"{key}.code", TOPIC_CODE),
        names=_names(given["names"], f"{key}.names"),
        goals=_codes(given["goals"], f"{key}.goals"),
        basis=_one_of(given.get("basis", "S"), f"{key}.basis", BASES),
        bodies=_codes(given.get("bodies", ()), f"{key}.bodies"),
    )


def _codes(value: object, key: str) -> tuple[str, ...]:
    return tuple(_text(one, f"{key}[{at}]") for at, one in enumerate(_list(value, key), start=1))


def _cost(value: object, key: str) -> CostLine:
    given = _table(value, key, {"names", "planned", "currency", "payer"})
    planned = given["planned"]
    if not isinstance(planned, int) or isinstance(planned, bool) or not 0 <= planned <= MOST:
        raise Refusal("permission.visit_cost", key=f"{key}.planned", value=str(planned))
    return CostLine(
        names=_names(given["names"], f"{key}.names"),
        planned=planned,
        currency=_shaped(given["currency"], f"{key}.currency", CURRENCY),
        payer=_one_of(given["payer"], f"{key}.payer", PAYERS),
    )


def _table(value: object, key: str, needed: Collection[str], optional: Collection[str] = ()) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise Refusal("permission.visit_not_a_table", key=key)
    for name in sorted(set(needed) - value.keys()):
        raise Refusal("permission.visit_key_missing", key=_below(key, name))
    for name in sorted(value.keys() - set(needed) - set(optional)):
        raise Refusal("permission.visit_key_unknown", key=_below(key, name))
    return value


def _below(key: str, name: str) -> str:
    return name if key == "visit" else f"{key}.{name}"


def _list(value: object, key: str) -> list[object] | tuple[object, ...]:
    if not isinstance(value, list | tuple):
        raise Refusal("permission.visit_not_a_list", key=key)
    return value


def _names(value: object, key: str) -> dict[str, str]:
    given = _table(value, key, LANGUAGES)
    return {language: _text(given[language], f"{key}.{language}") for language in LANGUAGES}


def _text(value: object, key: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Refusal("permission.visit_not_text", key=key)
    return value.strip()


def _shaped(value: object, key: str, shape: re.Pattern[str]) -> str:
    text = _text(value, key)
    if not shape.fullmatch(text):
        raise Refusal("permission.visit_code", key=key, value=text)
    return text


def _one_of(value: object, key: str, known: tuple[str, ...]) -> str:
    text = _text(value, key)
    if text not in known:
        raise Refusal("permission.visit_word", key=key, value=text, known=", ".join(known))
    return text


def _day(value: object, key: str) -> date:
    try:
        return date.fromisoformat(_text(value, key))
    except ValueError:
        raise Refusal("permission.visit_day", key=key, value=str(value)) from None
