"""Reading QTI 2.1 items, alone or in a package, where they map to a question of the bank: one interaction each.

Names are those of the specification (IMS Question and Test Interoperability 2.1, Assessment Test, Section and Item
Information Model); 2.0 and 2.2 name these parts alike.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from ortoo.exams.rules.bank.gift import GAP
from ortoo.exams.rules.bank.letters_of_file import lettered
from ortoo.exams.rules.bank.qti_answers import READERS, Found, Response
from ortoo.exams.rules.bank.qti_text import Content
from ortoo.exams.rules.bank.question import Kind, Question
from ortoo.exams.rules.bank.soundness import refuse_unsound
from ortoo.exams.rules.bank.unread import Block, Reading, Unread, controls_left_out
from ortoo.exams.rules.bank.xml_tree import root_of
from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.zipped import Archive, open_archive

ESSAY = "extendedTextInteraction"
Files = Callable[[str], bytes | None]


def read_qti(content: bytes, file: str, language: str) -> Reading:
    """A package (zip) or a single item. Each XML file of a package is an item, or listed; its manifest is neither."""
    if not content.startswith(b"PK"):
        return _read([(file, content, lambda _: None)], language)
    archive = open_archive(content, file)
    return _read(_members(archive, file), language)


def _members(archive: Archive, file: str) -> Iterator[tuple[str, bytes, Files]]:
    for name in sorted(archive.members):
        if name.lower().endswith(".xml") and posixpath.basename(name) != "imsmanifest.xml":
            yield f"{file}/{name}", archive.read(name), _files(archive, posixpath.dirname(name))


def _files(archive: Archive, folder: str) -> Files:
    def found(path: str) -> bytes | None:
        name = posixpath.normpath(posixpath.join(folder, path))
        return archive.read(name) if name in archive.members else None

    return found


def _read(members: Iterator[tuple[str, bytes, Files]] | list[tuple[str, bytes, Files]], language: str) -> Reading:
    questions: list[Question] = []
    unread: list[Unread] = []
    items = 0
    for name, content, files in members:
        items += 1
        place = Block(name, 1, items)
        try:
            letters = lettered(content, name)
            question, left = _item(_plain(root_of(letters.text, name)), place, files, language)
        except Refusal as refusal:
            unread.append(place.refused(refusal))
        else:
            questions.append(question)
            unread += [*left, *controls_left_out(name, letters, [place])]
    return Reading(items, tuple(questions), tuple(unread))


def _plain(root: Element) -> Element:
    """Without namespaces: exporters disagree about prefixes, and the names of the parts are enough."""
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


def _item(root: Element, place: Block, files: Files, language: str) -> tuple[Question, list[Unread]]:
    body = root.find("itemBody")
    if root.tag != "assessmentItem" or body is None:
        raise Refusal("bank.type_unsupported", type=root.tag)
    interactions = [element for element in body.iter() if element.tag.endswith("Interaction")]
    kinds = sorted({element.tag for element in interactions})
    if len(interactions) != 1 or kinds[0] not in (ESSAY, *READERS) or _is_changing(root):
        raise Refusal("bank.type_unsupported", type=", ".join(kinds) or root.tag)
    interaction = interactions[0]
    entry = GAP if interaction.tag == "textEntryInteraction" else ""
    content = Content(files, lambda element: entry if element is interaction else None)
    found, has_shares = _found(root, interaction, content, language)
    title = root.get("title", "").strip()
    question = Question(
        texts={language: content.text(body)},
        names={language: title} if title else {},
        code=root.get("identifier", "").strip(),
        **found,
    )
    refuse_unsound(question)
    return question, list(_left(root, content, question, has_shares, place))


def _is_changing(root: Element) -> bool:
    """Whether an item is another one each time, or goes on by what was answered."""
    return root.get("adaptive") == "true" or root.find("templateDeclaration") is not None


def _found(root: Element, interaction: Element, content: Content, language: str) -> tuple[Found, bool]:
    """(fields of the question, whether marks for all or nothing became shares)."""
    if interaction.tag == ESSAY:
        return {"kind": Kind.ESSAY}, False
    response = Response(root, interaction)
    found = READERS[interaction.tag](interaction, response, content, language)
    return found, found["kind"] is Kind.MULTIPLE and not response.mapped


def _left(root: Element, content: Content, question: Question, has_shares: bool, place: Block) -> Iterator[Unread]:
    place = Block(place.file, place.line, place.item, question.label)
    feedback = ["modalFeedback" for _ in root.findall("modalFeedback")]
    yield from (place.unread("bank.part_left_out", tag) for tag in [*content.left_out, *feedback])
    yield from (place.unread("bank.image_missing", name) for name in content.missing)
    if has_shares:
        yield place.unread("bank.qti_shares", "responseProcessing")
