"""Random questions of every kind with answers that lie near their keys, to hold two scorers against each other."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from ortoo.exams.rules.bank.question import (
    Accepted,
    Folding,
    Kind,
    Number,
    Option,
    Question,
    Text,
    Texts,
    Unit,
    letter,
)

Case = tuple[Question, list[tuple[str, str]]]
"""A question, and answers (language, as kept on a sheet)."""

LANGUAGES = ("mn", "en")
SIGNS = "аАоОёЁөӨүҮaAeEoOëÖöɵЄїXß*\\ \u00a0\t%_[?'-"
weights = st.decimals(-100, 100, places=5) | st.sampled_from([Decimal(100), Decimal("33.33333"), Decimal("0.05")])
wholes = st.decimals(0, 100, places=3)
languages = st.sampled_from(LANGUAGES)


def told(words: str) -> Texts:
    return {language: Text(f"{words} {language}") for language in LANGUAGES}


def subset(size: int) -> st.SearchStrategy[str]:
    return st.sets(st.sampled_from([letter(place) for place in range(size)])).map(lambda some: "".join(sorted(some)))


@st.composite
def choices(draw: st.DrawFn) -> Case:
    size = draw(st.integers(2, 6))
    letters = [letter(place) for place in range(size)]
    key = {one: draw(weights) for one in letters if draw(st.booleans())}
    kind = draw(st.sampled_from([Kind.SINGLE, Kind.MULTIPLE]))
    options = tuple(Option(told(one)) for one in letters)
    return Question(kind, told("?"), options=options, weights=key), draw(answers(subset(size)))


@st.composite
def truths(draw: st.DrawFn) -> Case:
    question = Question(Kind.TRUE_FALSE, told("?"), truth=draw(st.booleans()))
    return question, draw(answers(st.sampled_from(["", "T", "F"])))


@st.composite
def matches(draw: st.DrawFn) -> Case:
    left = draw(st.integers(2, 5))
    sides = draw(st.lists(st.sampled_from(["нэг", "хоёр", "гурав", "дөрөв"]), min_size=left, max_size=7))
    right = tuple(dict.fromkeys(LANGUAGES, side) for side in sides)
    question = Question(Kind.MATCH, told("?"), left=tuple(told(str(one)) for one in range(left)), right=right)
    one = st.sampled_from(["-", *(letter(place) for place in range(len(sides)))])
    said = st.lists(one, min_size=left, max_size=left).map(lambda row: " ".join(row) if set(row) > {"-"} else "")
    return question, draw(answers(said))


@st.composite
def orders(draw: st.DrawFn) -> Case:
    size = draw(st.integers(2, 6))
    question = Question(Kind.ORDER, told("?"), sequence=tuple(told(str(one)) for one in range(size)))
    laid = st.permutations([letter(place) for place in range(size)]).map("".join)
    return question, draw(answers(laid | st.just("")))


@st.composite
def numerics(draw: st.DrawFn) -> Case:
    value, tolerance = st.decimals(-2000, 2000, places=2), st.sampled_from(["0", "0.1", "0.05", "3"]).map(Decimal)
    numbers = draw(st.lists(st.builds(Number, value, tolerance, wholes), min_size=1, max_size=3))
    numbers += draw(st.lists(st.builds(Number, st.none(), weight=wholes), max_size=1))
    units = draw(st.lists(st.builds(Unit, st.sampled_from(["m", "cm", "₮"]), st.sampled_from(TIMES)), max_size=3))
    question = Question(Kind.NUMERIC, told("?"), numbers=tuple(numbers), units=tuple(units))
    near = st.builds(
        near_a_bound,
        st.sampled_from([one for one in numbers if one.value is not None]),
        st.sampled_from([-1, 1, 0]),
        st.sampled_from([Unit(""), *units]),
        st.sampled_from(["", "0.001", "-0.001"]),
        st.integers(0, 3),
    )
    strange = st.text("0123456789 \u00a0.,+-eEmc", max_size=14)
    return question, draw(answers((near | strange).map(str.strip)))


TIMES = tuple(Decimal(one) for one in ("1", "100", "0.01", "1.5"))


def near_a_bound(number: Number, side: int, unit: Unit, beside: str, way: int) -> str:
    """The bound of a key in a unit, or next to it, written in one of four ways."""
    assert number.value is not None
    edge = (number.value + side * number.tolerance) * unit.multiplier + Decimal(beside or 0)
    words = (
        format(edge, "f"),
        format(edge, "f").replace(".", ","),
        f"{edge:,f}".replace(",", " "),
        f"{edge.scaleb(3):f}e-3",
    )
    return f"{words[way]} {unit.name}"


@st.composite
def shorts(draw: st.DrawFn) -> Case:
    text = st.text(SIGNS, min_size=1, max_size=6)
    sound = text.filter(lambda words: words.strip(" \t\n\r\v\0"))
    folding = Folding(draw(st.booleans()), draw(st.booleans()), draw(st.booleans()))
    accepted = {
        language: tuple(draw(st.lists(st.builds(Accepted, sound, wholes), min_size=1, max_size=3)))
        for language in LANGUAGES
    }
    question = Question(Kind.SHORT, told("?"), accepted=accepted, folding=folding)
    like = st.sampled_from([one.words for of in accepted.values() for one in of])
    said = like | like.map(str.swapcase) | like.map(lambda words: words.replace("*", "аА")) | text
    return question, draw(answers(said.map(str.strip)))


def answers(said: st.SearchStrategy[str]) -> st.SearchStrategy[list[tuple[str, str]]]:
    return st.lists(st.tuples(languages, said), min_size=12, max_size=12)


def cases() -> st.SearchStrategy[list[Case]]:
    """A form of all kinds."""
    every = (choices(), choices(), truths(), matches(), orders(), numerics(), numerics(), shorts(), shorts())
    return st.tuples(*every).map(list)
