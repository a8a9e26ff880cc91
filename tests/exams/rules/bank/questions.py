"""Random sound questions, told in what hurts a file format most."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from ortoo.exams.rules.bank.moodle_settings import SETTINGS
from ortoo.exams.rules.bank.question import (
    Accepted,
    Cell,
    Folding,
    Form,
    Image,
    Kind,
    Level,
    Number,
    Option,
    Question,
    Text,
    Unit,
    letter,
    trimmed,
)

PIECES = (
    *("Төрийн алба", "Өмнөговь", "Үнэн", "국가공무원", "정답", "state", "ë", "—", "😀", "\u00a0", "\u2028", "\x85"),
    *("{", "}", ":", "::", "~", "=", "\\", "\\\\", "\\n", "\n", "\n\n", "\t", " ", "#", "####", "%50%", "%", "->", ">"),
    *(
        "//",
        "$CATEGORY: x",
        "[html]",
        "[plain]",
        "[x",
        "]",
        "<p>",
        "&amp;",
        "&",
        "<",
        "]]>",
        "<![CDATA[",
        '"',
        "'",
        "*",
    ),
    *("[id:x]", "[tag:y]", "..", "TRUE", "T", "1", "@@PLUGINFILE@@"),
)


def words() -> st.SearchStrategy[str]:
    return (
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join).map(trimmed).filter(lambda w: w.strip())
    )


def lines() -> st.SearchStrategy[str]:
    return (
        words().map(lambda told: "".join(each for each in told if each >= " " and each != "\x7f").strip()).filter(bool)
    )


def figures(least: int = -999, most: int = 999) -> st.SearchStrategy[Decimal]:
    return st.decimals(least, most, allow_nan=False, allow_infinity=False, places=3)


def texts(languages: tuple[str, ...], images: bool) -> st.SearchStrategy[dict[str, Text]]:
    held = st.lists(
        st.builds(Image, lines(), st.binary(max_size=20), st.just("/")),
        max_size=2 if images else 0,
        unique_by=lambda i: i.name,
    )
    each = st.builds(Text, words(), st.sampled_from(Form), held.map(tuple))
    return st.fixed_dictionaries(dict.fromkeys(languages, each))


def some(languages: tuple[str, ...], images: bool) -> st.SearchStrategy[dict[str, Text]]:
    return st.one_of(st.just({}), texts(languages, images))


def several(languages: tuple[str, ...], images: bool, most: int = 5) -> st.SearchStrategy[list[dict[str, Text]]]:
    """Texts of which no two are alike in any language."""
    found = st.lists(texts(languages, images), min_size=2, max_size=most)
    return found.filter(lambda all_: all(len({one[of] for one in all_}) == len(all_) for of in languages))


@st.composite
def questions(draw: st.DrawFn, languages: tuple[str, ...] = ("mn",), moodle: bool = True) -> Question:
    """Sound ones; with all that Moodle XML holds, or without what GIFT never does."""
    kinds = [kind for kind in Kind if moodle or kind is not Kind.ORDER]
    kind = draw(st.sampled_from(kinds))
    fields = draw(ANSWERED[kind](languages, moodle)) if kind in ANSWERED else {}
    notes = (
        ["general", "correct", "partly", "incorrect", "markers", "template", "instructions"] if moodle else ["general"]
    )
    notes = [] if kind is Kind.DESCRIPTION and not moodle else notes
    notes += ["true", "false"] if kind is Kind.TRUE_FALSE else []
    names = st.fixed_dictionaries({language: words() for language in languages})
    settings = st.dictionaries(st.sampled_from(sorted(SETTINGS[kind])), lines(), max_size=3) if moodle else st.just({})
    marks = lines().filter(lambda mark: moodle or not (set(mark) & set("<>`") or mark.endswith("\\")))
    return Question(
        kind=kind,
        texts=draw(texts(languages, moodle)),
        names=draw(st.one_of(st.just({}), names)),
        code=draw(st.one_of(st.just(""), marks)),
        cell=draw(st.one_of(st.none(), st.builds(Cell, marks, st.sampled_from(Level)))),
        category=draw(st.one_of(st.just(""), lines())),
        tags=tuple(draw(st.lists(marks, max_size=2, unique=True))),
        notes={note: draw(some(languages, moodle)) for note in notes},
        settings=draw(settings),
        **fields,
    )


@st.composite
def chosen(draw: st.DrawFn, languages: tuple[str, ...], images: bool, kind: Kind) -> dict:
    told = draw(several(languages, images))
    options = tuple(Option(each, draw(some(languages, images))) for each in told)
    count = len(options)
    weights = {letter(place): draw(figures(-100, 0)) for place in range(count)}
    right = draw(st.integers(1, count - 1))
    for place in range(right):
        weights[letter(place)] = Decimal(100) if kind is Kind.SINGLE else round(Decimal(100) / right, 5)
    return {"options": options, "weights": weights}


@st.composite
def matched(draw: st.DrawFn, languages: tuple[str, ...], images: bool) -> dict:
    left = draw(several(languages, images, 3))
    right = st.fixed_dictionaries({language: words() for language in languages})
    return {"left": tuple(left), "right": tuple(draw(st.lists(right, min_size=len(left), max_size=len(left) + 2)))}


@st.composite
def counted(draw: st.DrawFn, languages: tuple[str, ...], images: bool) -> dict:
    first = Number(draw(figures()), draw(figures(0)), Decimal(100), draw(some(languages, images)))
    more = st.builds(
        Number, st.one_of(st.none(), figures()), st.just(Decimal(0)), figures(0, 100), some(languages, images)
    )
    units = st.lists(st.builds(Unit, lines(), figures(1)), max_size=2 if images else 0)
    return {"numbers": (first, *draw(st.lists(more, max_size=2))), "units": tuple(draw(units))}


@st.composite
def answered(draw: st.DrawFn, languages: tuple[str, ...], images: bool) -> dict:
    accepted = {}
    for language in languages:
        told = draw(st.lists(words(), min_size=1, max_size=3, unique=True))
        feedback = [draw(some((language,), images)).get(language) for _ in told]
        weights = [Decimal(100), *(draw(figures(0, 100)) for _ in told[1:])]
        accepted[language] = tuple(Accepted(*each) for each in zip(told, weights, feedback, strict=True))
    return {"accepted": accepted, "folding": Folding(draw(st.booleans()), draw(st.booleans()), draw(st.booleans()))}


ANSWERED = {
    Kind.SINGLE: lambda languages, images: chosen(languages, images, Kind.SINGLE),
    Kind.MULTIPLE: lambda languages, images: chosen(languages, images, Kind.MULTIPLE),
    Kind.TRUE_FALSE: lambda languages, images: st.fixed_dictionaries({"truth": st.booleans()}),
    Kind.MATCH: matched,
    Kind.ORDER: lambda languages, images: several(languages, images).map(lambda told: {"sequence": tuple(told)}),
    Kind.NUMERIC: counted,
    Kind.SHORT: answered,
}
