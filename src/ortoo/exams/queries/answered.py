"""The sheets of one form as arrays, as item analysis reads them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from ortoo.exams.models import ExamForm, FormItem
from ortoo.exams.queries.items import question_of
from ortoo.exams.queries.sat import Sat, names_of_items
from ortoo.exams.queries.scoring import Asked, asked_on
from ortoo.exams.rules.bank.question import Kind, Question, letter
from ortoo.exams.rules.scoring.answers import score
from ortoo.exams.rules.scoring.values import FULL
from ortoo.exams.rules.scoring.written import answer_of

if TYPE_CHECKING:
    import numpy as np

    from ortoo.exams.rules.items.answered import Answered, OnForm
    from ortoo.exams.rules.items.responses import Floats

TRUE, FALSE = "T", "F"
"""How a sheet writes whether a statement is true."""
WITH_LETTERS = (Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE)


def answered(
    placed: Sequence[FormItem], sheets: Sequence[Sat], back: Mapping[int, str], aimags: Mapping[int, str]
) -> Answered:
    """Of the items that count, in their places. `back`: place -> the way in which its key was taken back."""
    import numpy as np

    counted = [one for one in placed if sheets[0].earned[one.place - 1] is not None]
    places = [one.place - 1 for one in counted]
    earned = np.array([[sheet.earned[place] for place in places] for sheet in sheets], dtype=np.float64) / FULL
    return _answered(counted, earned, sheets, back, aimags)


def tried(
    form: ExamForm, placed: Sequence[FormItem], sheets: Sequence[Sat], back: Mapping[int, str]
) -> Answered | None:
    """Of the items that were only tried out, essays aside, scored here: a scoring leaves them out."""
    import numpy as np

    asked = {
        one.place: one for one in asked_on(form.plan)[form.pk] if not one.scored and one.question.kind is not Kind.ESSAY
    }
    beside = [one for one in placed if one.place in asked]
    if not beside:
        return None
    known: dict[tuple[int, str, str], int] = {}
    rows = [[_worth(asked[one.place], sheet, known) for one in beside] for sheet in sheets]
    return _answered(beside, np.array(rows, dtype=np.float64) / FULL, sheets, back, {})


def _worth(one: Asked, sheet: Sat, known: dict[tuple[int, str, str], int]) -> int:
    """Each distinct answer is scored once."""
    key = (one.place, sheet.written.answers[one.place - 1], sheet.written.language)
    if key not in known:
        known[key] = score(one.question, answer_of(one.question, key[1], one.printed, key[2]))
    return known[key]


def _answered(
    placed: Sequence[FormItem],
    earned: Floats,
    sheets: Sequence[Sat],
    back: Mapping[int, str],
    aimags: Mapping[int, str],
) -> Answered:
    from ortoo.exams.rules.items.answered import Answered

    names = names_of_items(placed)
    items = tuple(on_form(one, names[one.version_id], back.get(one.place, "")) for one in placed)
    places = [one.place - 1 for one in placed]
    groups = {
        "language": [sheet.written.language for sheet in sheets],
        "aimag": [aimags.get(sheet.official, "") for sheet in sheets],
    }
    return Answered(items, earned, reached(sheets, back)[:, places], _chosen(items, places, sheets), groups)


def on_form(placed: FormItem, name: str, back: str) -> OnForm:
    from ortoo.exams.rules.items.answered import OnForm

    question = question_of(placed.version)
    options = letters_of(question)
    return OnForm(placed.place, name, question.kind.value, options, keys_of(question) if options else (), back)


def letters_of(question: Question) -> tuple[str, ...]:
    """What a sheet may hold of a question that offers options; of others nothing."""
    if question.kind not in WITH_LETTERS:
        return ()
    if question.kind is Kind.TRUE_FALSE:
        return (TRUE, FALSE)
    return tuple(letter(place) for place in range(len(question.options)))


def keys_of(question: Question) -> tuple[str, ...]:
    """The letters that are right: of a single choice those that earn most, of a multiple one all that earn."""
    if question.kind is Kind.TRUE_FALSE:
        return (TRUE if question.truth else FALSE,)
    most = max(question.weights.values(), default=0)
    fewest = most if question.kind is Kind.SINGLE else 0
    return tuple(name for name, weight in sorted(question.weights.items()) if weight > 0 and weight >= fewest)


def reached(sheets: Sequence[Sat], back: Collection[int] = ()) -> Floats:
    """(n, places) 0.0 behind the last place with an answer, or with something earned (an essay on paper). What
    everybody earned because a key was taken `back` (places from 1) says nothing."""
    import numpy as np

    found = np.ones((len(sheets), len(sheets[0].earned)))
    for row, sheet in enumerate(sheets):
        found[row, last_reached(sheet, back) :] = 0.0
    return found


def last_reached(sheet: Sat, back: Collection[int] = ()) -> int:
    """Places from 1; 0 where there is none."""
    rows = enumerate(zip(sheet.written.answers, sheet.earned, strict=False), start=1)
    return max((place for place, (answer, earned) in rows if answer or (earned and place not in back)), default=0)


def _chosen(items: Sequence[OnForm], places: Sequence[int], sheets: Sequence[Sat]) -> dict[int, list[str]]:
    """Letters alone: what stands on a sheet besides is nobody's option."""
    found = {}
    for number, (item, place) in enumerate(zip(items, places, strict=True)):
        if item.options:
            known = frozenset(item.options)
            told = (sheet.written.answers[place] for sheet in sheets)
            found[number] = ["".join(sign for sign in one if sign in known) for one in told]
    return found


def earned_of(sheets: Sequence[Sat], places: Sequence[int]) -> np.ndarray:
    """(n, len(places)) whole thousandths of the items in these places, counted from 0."""
    import numpy as np

    return np.array([[sheet.earned[place] or 0 for place in places] for sheet in sheets], dtype=np.int64)
