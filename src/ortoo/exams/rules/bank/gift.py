"""Reading GIFT, the text format of Moodle for questions; docs/reference/item-files.md says what is read how.

Facts of the format are those of Moodle's own reader (question/format/gift/format.php); no code of it stands here.
"""

from __future__ import annotations

from ortoo.exams.rules.bank.gift_answers import Found, answers, feedback_of
from ortoo.exams.rules.bank.gift_blocks import GiftBlock, blocks
from ortoo.exams.rules.bank.gift_signs import Piece
from ortoo.exams.rules.bank.letters_of_file import lettered
from ortoo.exams.rules.bank.question import Form, Kind, Question, Texts
from ortoo.exams.rules.bank.soundness import refuse_unsound
from ortoo.exams.rules.bank.tagged import split_tags
from ortoo.exams.rules.bank.unread import Block, Reading, Unread, controls_left_out
from ortoo.multilingual.refusals import Refusal

GAP = "_____"
"""What stands in a text where its answers stood in the middle."""


def read_gift(content: bytes, file: str, language: str, encoding: str = "") -> Reading:
    """All questions of a file told in `language`. Refuses a file whose letters cannot be told for sure."""
    letters = lettered(content, file, encoding)
    questions: list[Question] = []
    unread: list[Unread] = []
    places: list[Block] = []
    for item, block in enumerate(blocks(letters.text), start=1):
        names, piece = _name(Piece.of(block.source))
        place = Block(file, block.line, item, names or block.code or block.source.split("\n")[0][:40])
        places.append(place)
        try:
            questions.append(_question(block, names, piece, language))
        except Refusal as refusal:
            unread.append(place.refused(refusal))
    return Reading(len(places), tuple(questions), (*unread, *controls_left_out(file, letters, places)))


def _name(piece: Piece) -> tuple[str, Piece]:
    end = piece.shape.find("::", 2)
    if not piece.shape.startswith("::") or end < 0:
        return "", piece
    return piece.cut(2, end).plain, piece.cut(end + 2)


def _question(block: GiftBlock, name: str, piece: Piece, language: str) -> Question:
    outside, inside = _parted(piece)
    text = outside.text(Form.MOODLE)
    found: Found = {"kind": Kind.DESCRIPTION}
    notes: dict[str, Texts] = {}
    if inside is not None:
        inside, general = _general(inside)
        found = answers(inside, text.form, language)
        notes = {**found.pop("notes", {}), "general": feedback_of(general, text.form, language)}
    tags, cell, folding = split_tags(block.tags)
    if folding:
        found["folding"] = folding
    question = Question(
        texts={language: text},
        names={language: name} if name else {},
        code=block.code,
        cell=cell,
        category=block.category,
        tags=tags,
        notes=notes,
        **found,
    )
    refuse_unsound(question)
    return question


def _parted(piece: Piece) -> tuple[Piece, Piece | None]:
    """(text, what its braces hold). Braces that belong to nothing could part the text anywhere, and are refused."""
    opened, closed = piece.shape.find("{"), piece.shape.find("}")
    if opened < 0 and closed < 0:
        return piece, None
    if piece.shape.count("{") != 1 or piece.shape.count("}") != 1 or closed < opened:
        raise Refusal("bank.gift_braces")
    after = closed + 1
    gap = GAP if after < len(piece.shape) else ""
    text = Piece(*(of[:opened] + gap + of[after:] for of in (piece.plain, piece.shape)))
    return text.cut(0), piece.cut(opened + 1, closed)


def _general(inside: Piece) -> tuple[Piece, list[Piece]]:
    start = inside.shape.rfind("####")
    return (inside, []) if start < 0 else (inside.cut(0, start), [inside.cut(start + 4)])
