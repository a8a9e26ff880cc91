"""A visit to and from JSON, and half values of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ortoo.multilingual.refusals import Refusal
from ortoo.permission.rules.visit import Topic, visit_as_json, visit_from_json


def names(word: str) -> dict[str, str]:
    return {"mn": f"{word} mn", "en": word, "ko": f"{word} ko"}


def whole() -> dict[str, Any]:
    return {
        "title": names("Visit"),
        "host": names("Host"),
        "country": "KR",
        "begins": "2026-06-08",
        "ends": "2026-06-12",
        "topics": [{"code": "V2", "names": names("Topic"), "goals": ["5"], "basis": "I", "bodies": ["MOF"]}],
        "costs": [{"names": names("Flight"), "planned": 900_000, "currency": "USD", "payer": "home"}],
        "basis": "I",
    }


def test_there_and_back() -> None:
    plan = visit_from_json(json.loads(json.dumps(whole())))
    assert visit_as_json(plan) == whole()
    assert plan.topic("V2") == Topic("V2", names("Topic"), ("5",), "I", ("MOF",))
    assert plan.topic("V9") is None


def test_basis_and_bodies_may_be_left_out() -> None:
    given = whole()
    del given["basis"], given["topics"][0]["basis"], given["topics"][0]["bodies"]
    plan = visit_from_json(given)
    assert (plan.basis, plan.topics[0].basis, plan.topics[0].bodies) == ("S", "S", ())


@pytest.mark.parametrize(
    ("path", "value", "code", "key"),
    [
        (("title",), None, "permission.visit_not_a_table", "title"),
        (("title", "ko"), None, "permission.visit_not_text", "title.ko"),
        (("title", "ko"), " ", "permission.visit_not_text", "title.ko"),
        (("title", "de"), "x", "permission.visit_key_unknown", "title.de"),
        (("nose",), 1, "permission.visit_key_unknown", "nose"),
        (("country",), "Korea", "permission.visit_code", "country"),
        (("begins",), "8 June", "permission.visit_day", "begins"),
        (("topics",), {}, "permission.visit_not_a_list", "topics"),
        (("topics", 0, "code"), "ELEVEN-LONG", "permission.visit_code", "topics[1].code"),
        (("topics", 0, "goals"), [5], "permission.visit_not_text", "topics[1].goals[1]"),
        (("topics", 0, "basis"), "X", "permission.visit_word", "topics[1].basis"),
        (("costs", 0, "planned"), 9.5, "permission.visit_cost", "costs[1].planned"),
        (("costs", 0, "planned"), -1, "permission.visit_cost", "costs[1].planned"),
        (("costs", 0, "planned"), True, "permission.visit_cost", "costs[1].planned"),
        (("costs", 0, "currency"), "dollar", "permission.visit_code", "costs[1].currency"),
        (("costs", 0, "payer"), "me", "permission.visit_word", "costs[1].payer"),
    ],
)
def test_half_values_are_refused_by_their_key(path: tuple[Any, ...], value: object, code: str, key: str) -> None:
    given: Any = whole()
    place = given
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert refused(given) == (code, key)


@pytest.mark.parametrize("key", ["title", "host", "country", "begins", "ends", "topics", "costs"])
def test_nothing_but_the_basis_may_be_missing(key: str) -> None:
    given = whole()
    del given[key]
    assert refused(given) == ("permission.visit_key_missing", key)


def test_what_no_single_key_can_say() -> None:
    given = whole()
    assert refused({**given, "ends": "2026-06-07"})[0] == "permission.visit_ends_early"
    assert refused({**given, "topics": []})[0] == "permission.visit_no_topic"
    assert refused({**given, "topics": given["topics"] * 2})[0] == "permission.visit_topic_twice"
    assert refused([])[0] == "permission.visit_not_a_table"


def refused(given: object) -> tuple[str, object]:
    with pytest.raises(Refusal) as caught:
        visit_from_json(given)
    return caught.value.code, caught.value.values.get("key")
