"""Reading Moodle's question XML; docs/reference/item-files.md says what is read how.

Facts of the format are those of Moodle's own reader (question/format/xml/format.php); no code of it stands here.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ortoo.exams.rules.bank.letters_of_file import lettered
from ortoo.exams.rules.bank.moodle_answers import READERS, Source
from ortoo.exams.rules.bank.moodle_settings import ANSWERS, FLAG, HEAD, NOTE_ELEMENTS, PARTS_OF_ANSWERS, SETTINGS, TYPES
from ortoo.exams.rules.bank.question import Kind, Question
from ortoo.exams.rules.bank.soundness import refuse_unsound
from ortoo.exams.rules.bank.tagged import split_tags
from ortoo.exams.rules.bank.unread import Block, Reading, Unread, controls_left_out
from ortoo.exams.rules.bank.xml_tree import Child, children_of, only, words_in
from ortoo.multilingual.refusals import Refusal


def read_moodle_xml(content: bytes, file: str, language: str, encoding: str = "") -> Reading:
    """All questions of a file told in `language`. Refuses what is no such file as a whole."""
    letters = lettered(content, file, encoding)
    questions: list[Question] = []
    places: list[Block] = []
    category = ""
    children, broken = children_of(letters.text, file, "quiz", "question")
    unread = [Block(file, 1, 0).unread(broken.code, "quiz", line=broken.values["line"])] if broken else []
    for child in children:
        if child.element is not None and child.element.get("type") == "category":
            category, left = _category(child.element, Block(file, child.line, 0))
            unread += left
            continue
        place = _place(child, file, len(places) + 1)
        places.append(place)
        try:
            question, left = _question(child, category, language, place)
        except Refusal as refusal:
            unread.append(place.refused(refusal))
        else:
            questions.append(question)
            unread += left
    return Reading(len(places), tuple(questions), (*unread, *controls_left_out(file, letters, places)))


def _place(child: Child, file: str, item: int) -> Block:
    name = child.element.findtext("name/text") if child.element is not None else ""
    return Block(file, child.line, item, (name or "").strip())


def _category(element: Element, place: Block) -> tuple[str, list[Unread]]:
    """(path, what else was said of it: an item bank has no place for that)."""
    path = (element.findtext("category/text") or "").strip()
    told = {"info": element.findtext("info/text"), "idnumber": element.findtext("idnumber")}
    return path, [place.unread("bank.part_left_out", part) for part, words in told.items() if (words or "").strip()]


def _question(child: Child, category: str, language: str, place: Block) -> tuple[Question, list[Unread]]:
    element = child.element
    if element is None:
        raise Refusal("bank.xml_broken", file=place.file, line=place.line)
    if element.tag != "question" or element.get("type") not in TYPES:
        raise Refusal("bank.type_unsupported", type=element.get("type", element.tag))
    kind = TYPES[element.get("type", "")]
    if kind is Kind.MULTIPLE and words_in(only(element, "single")) not in ("false", "0"):
        kind = Kind.SINGLE
    source = Source(element, language)
    tags, cell, folding = split_tags(_tags(element))
    found = READERS[kind](source) if kind in READERS else {}
    if folding:
        found["folding"] = folding
    notes = {name: source.texts(only(element, tag)) for name, tag in NOTE_ELEMENTS.items()}
    name = source.words(only(element, "name"))
    question = Question(
        kind=kind,
        texts=source.texts(only(element, "questiontext")),
        names={language: name} if name else {},
        code=words_in(only(element, "idnumber")),
        cell=cell,
        category=category,
        tags=tags,
        notes={**notes, **found.pop("notes", {})},
        settings=_settings(element, kind),
        **found,
    )
    refuse_unsound(question)
    return question, [*_left_out(element, kind, place), *(place.unread(*one) for one in source.missing)]


def _tags(element: Element) -> list[str]:
    found = only(element, "tags")
    tags = [] if found is None else [words_in(only(tag, "text")) for tag in found.findall("tag")]
    return list(dict.fromkeys(tag for tag in tags if tag))


def _settings(element: Element, kind: Kind) -> dict[str, str]:
    found = {}
    for name in sorted(SETTINGS[kind]):
        setting = only(element, name)
        if words := words_in(setting) or ("1" if name == FLAG and setting is not None else ""):
            found[name] = words
    return found


def _left_out(element: Element, kind: Kind, place: Block) -> Iterator[Unread]:
    """Elements that no part of a question stands for, if they say anything."""
    known = HEAD | SETTINGS[kind] | ANSWERS[kind] | set(NOTE_ELEMENTS.values())
    for child in element:
        if child.tag not in known and _says(child):
            yield place.unread("bank.part_left_out", child.tag)
        if child.tag in ("answer", "subquestion") and kind in PARTS_OF_ANSWERS:
            unknown = [part.tag for part in child if part.tag not in PARTS_OF_ANSWERS[kind] and _says(part)]
            yield from (place.unread("bank.part_left_out", f"{child.tag}/{tag}") for tag in unknown)


def _says(element: Element) -> bool:
    """Whether there is a word in it."""
    return any((each.text or "").strip() for each in element.iter())
