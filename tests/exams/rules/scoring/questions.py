"""One question of each kind, as the bank keeps them."""

from __future__ import annotations

from decimal import Decimal

from ortoo.exams.rules.bank.question import Accepted, Folding, Kind, Number, Option, Question, Text, Texts, Unit


def told(words: str) -> Texts:
    return {"mn": Text(words)}


def options(count: int) -> tuple[Option, ...]:
    return tuple(Option(told(f"Сонголт {place}")) for place in range(count))


SINGLE = Question(
    Kind.SINGLE,
    told("Аль нь?"),
    code="s",
    options=options(4),
    weights={"B": Decimal(100), "C": Decimal(50), "D": Decimal(-25)},
)
MULTIPLE = Question(
    Kind.MULTIPLE,
    told("Алийг нь?"),
    code="m",
    options=options(5),
    weights={"A": Decimal("33.33333"), "B": Decimal("33.33333"), "C": Decimal("33.33333"), "D": Decimal(-50)},
)
TRUE_FALSE = Question(Kind.TRUE_FALSE, told("Үнэн үү?"), code="t", truth=False)
MATCH = Question(
    Kind.MATCH,
    told("Холбо"),
    code="p",
    left=(told("нэг"), told("хоёр"), told("гурав")),
    right=({"mn": "сондгой"}, {"mn": "тэгш"}, {"mn": "сондгой"}, {"mn": "бутархай"}),
)
ORDER = Question(Kind.ORDER, told("Эрэмбэл"), code="o", sequence=tuple(told(one) for one in ("а", "б", "в", "г")))
NUMERIC = Question(
    Kind.NUMERIC,
    told("Хэд?"),
    code="n",
    numbers=(Number(Decimal("1.5"), Decimal("0.1")), Number(Decimal("1.5"), Decimal("0.5"), Decimal(50))),
    units=(Unit("m"), Unit("cm", Decimal(100))),
)
SHORT = Question(
    Kind.SHORT,
    told("Нэр?"),
    code="w",
    accepted={"mn": (Accepted("Улаанбаатар"), Accepted("*баатар", Decimal(40)))},
    folding=Folding(case=True, spaces=True),
)
ESSAY = Question(Kind.ESSAY, told("Бич"), code="e")
