"""What a QTI item is answered with: its one interaction and how the response to it is scored."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from ortoo.exams.rules.bank.numbers_of_file import number_of
from ortoo.exams.rules.bank.qti_text import Content
from ortoo.exams.rules.bank.question import Accepted, Folding, Kind, Number, Option, Texts, Words, letter
from ortoo.exams.rules.bank.xml_tree import words_in
from ortoo.multilingual.refusals import Refusal

FULL = Decimal(100)
DIGITS = 5
"""Of a weight in per cent, as Moodle keeps them."""
Found = dict[str, Any]
"""Fields of a Question."""

UNDERSTOOD = frozenset(
    {"responseProcessing", "responseCondition", "responseIf", "responseElse", "match", "variable", "correct"}
    | {"setOutcomeValue", "baseValue", "isNull", "mapResponse"}
)
"""Processing of these alone gives full marks for the right response, or what the mapping says."""


class Response:
    """The declaration of a response, and whether its mapping is what scores it."""

    def __init__(self, item: Element, interaction: Element) -> None:
        named = interaction.get("responseIdentifier")
        found = [each for each in item.findall("responseDeclaration") if each.get("identifier") == named]
        if len(found) != 1:
            raise Refusal("bank.qti_response")
        self.declaration = found[0]
        self.mapped = _is_mapped(item)

    @property
    def right(self) -> list[str]:
        return [words_in(value) for value in self.declaration.findall("correctResponse/value")]

    @property
    def is_multiple(self) -> bool:
        return self.declaration.get("cardinality") == "multiple"

    def weights(self) -> dict[str, Decimal]:
        """Response -> per cent of what the best one earns (of several: of what the good ones earn together)."""
        if not self.mapped:
            return {key: round(FULL / (len(self.right) if self.is_multiple else 1), DIGITS) for key in self.right}
        entries = self.declaration.findall("mapping/mapEntry")
        points = {entry.get("mapKey", ""): number_of(entry.get("mappedValue", "")) for entry in entries}
        good = [value for value in points.values() if value > 0]
        mapping = self.declaration.find("mapping")
        best = sum(good, Decimal(0)) if self.is_multiple else max(good, default=Decimal(0))
        if mapping is None or not best or number_of(mapping.get("upperBound", str(best))) != best:
            raise Refusal("bank.qti_scoring")
        return {key: round(value / best * 100, DIGITS) for key, value in points.items()}

    def unmapped(self) -> Decimal:
        """What each response that is not mapped earns, per cent."""
        mapping = self.declaration.find("mapping")
        if not self.mapped or mapping is None:
            return Decimal(0)
        usual = number_of(mapping.get("defaultValue", "0"))
        if usual:
            raise Refusal("bank.qti_scoring")
        return usual

    def folding(self) -> Folding:
        entries = self.declaration.findall("mapping/mapEntry") if self.mapped else []
        told = {entry.get("caseSensitive", "true") for entry in entries}
        if len(told) > 1:
            raise Refusal("bank.qti_scoring")
        return Folding(case=told == {"false"})


def _is_mapped(item: Element) -> bool:
    processing = item.find("responseProcessing")
    if processing is None:
        return False
    template = processing.get("template", "").rstrip("/").removesuffix(".xml")
    tags = {element.tag for element in processing.iter()}
    if template:
        if not template.endswith(("match_correct", "map_response")):
            raise Refusal("bank.qti_scoring")
        return template.endswith("map_response")
    if not tags <= UNDERSTOOD:
        raise Refusal("bank.qti_scoring")
    return "mapResponse" in tags


def _choice(interaction: Element, response: Response, content: Content, language: str) -> Found:
    choices = interaction.findall("simpleChoice")
    places = {choice.get("identifier", ""): letter(place) for place, choice in enumerate(choices)}
    weights = {places.get(key, key): value for key, value in response.weights().items()}
    response.unmapped()
    if response.is_multiple and not response.mapped:
        # All or nothing: a wrong choice takes away what right ones gave. What is left of shares is listed.
        weights = dict.fromkeys(places.values(), -FULL) | weights
    options = tuple(Option({language: content.text(choice)}) for choice in choices)
    return {"kind": Kind.MULTIPLE if response.is_multiple else Kind.SINGLE, "options": options, "weights": weights}


def _order(interaction: Element, response: Response, content: Content, language: str) -> Found:
    choices = {choice.get("identifier", ""): choice for choice in interaction.findall("simpleChoice")}
    if sorted(response.right) != sorted(choices) or response.mapped:
        raise Refusal("bank.qti_scoring")
    return {"kind": Kind.ORDER, "sequence": tuple({language: content.text(choices[key])} for key in response.right)}


def _match(interaction: Element, response: Response, content: Content, language: str) -> Found:
    sets = interaction.findall("simpleMatchSet")
    if len(sets) != 2:
        raise Refusal("bank.qti_response")
    left, right = ({each.get("identifier", ""): each for each in one} for one in sets)
    pairs = [value.split() for value in response.right]
    if any(len(pair) != 2 or pair[0] not in left or pair[1] not in right for pair in pairs):
        raise Refusal("bank.qti_response")
    if sorted(pair[0] for pair in pairs) != sorted(left):
        raise Refusal("bank.qti_scoring")
    answers: dict[str, Words] = {key: {language: words_in(each)} for key, each in right.items()}
    spare = [key for key in right if key not in {pair[1] for pair in pairs}]
    premises: list[Texts] = [{language: content.text(left[pair[0]])} for pair in pairs]
    return {
        "kind": Kind.MATCH,
        "left": tuple(premises),
        "right": tuple(answers[key] for key in [*(pair[1] for pair in pairs), *spare]),
    }


def _entry(interaction: Element, response: Response, content: Content, language: str) -> Found:
    weights = response.weights()
    response.unmapped()
    if response.declaration.get("baseType") in ("float", "integer"):
        numbers = tuple(Number(number_of(key), weight=weight) for key, weight in weights.items())
        return {"kind": Kind.NUMERIC, "numbers": numbers}
    accepted = tuple(Accepted(key.replace("*", "\\*"), weight) for key, weight in weights.items())
    return {"kind": Kind.SHORT, "accepted": {language: accepted}, "folding": response.folding()}


READERS: dict[str, Callable[[Element, Response, Content, str], Found]] = {
    "choiceInteraction": _choice,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "textEntryInteraction": _entry,
}
