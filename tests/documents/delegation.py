"""An invented delegation of ten, as the brief, the order and the letters tell of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from ortoo.charts import shares
from ortoo.documents.values import (
    BriefPaper,
    CostLine,
    Decided,
    DossierDocument,
    Flag,
    InvitationPaper,
    OrderPaper,
    Outcome,
    PanelScore,
    Person,
    Picture,
    Reserve,
    ShareGroup,
    ShareRow,
    SignOff,
    Traveller,
    Visit,
)
from tests.documents.words import WORDS

NAMES = (
    ("Б.Ариунаа", "Ariunaa Bold"), ("Д.Батсүх", "Batsukh Dorj"), ("Ц.Болормаа", "Bolormaa Tserendorj"),
    ("Г.Энхтуяа", "Enkhtuya Ganbat"), ("Л.Мөнхзул", "Munkhzul Lkhagva"), ("Н.Ганзориг", "Ganzorig Nyam"),
    ("Ё.Сарантуяа", "Sarantuya Yondon"), ("Х.Оюунгэрэл", "Oyungerel Khishig"), ("Ж.Тэмүүлэн", "Temuulen Jargal"),
    ("Ш.Уянга", "Uyanga Shagdar"),
)  # fmt: skip
RANKS = (4, 11, 2, 19, 7, 33, 15, 41, 28, 9)
MEANS = (88_250, 86_000, 85_400, 85_000, 84_125, 83_300, 83_000, 82_500, 81_250, 81_000)
SPREADS = (3_000, 2_000, 5_000, 500, 2_500, 3_500, 2_000, 2_500, 3_000, 4_500)
OUTCOMES: dict[int, Outcome] = {2: "refuse", 7: "replace"}
SHARES = (
    ((340, 410, 500), (140, 120, 100), (130, 110, 100), (120, 130, 0), (110, 90, 100), (80, 70, 100), (80, 70, 100)),
    ((630, 580, 700), (370, 420, 300)),
    ((190, 380, 400), (810, 620, 600)),
    ((410, 440, 400), (220, 210, 200), (210, 190, 200), (160, 160, 200)),
)


def brief(language: str, decided: str = "") -> BriefPaper:
    """Before anybody is decided on, or after: eight permitted, one refused, one replaced."""
    said = WORDS[language]
    return BriefPaper(
        title=said["brief"],
        round=said["round"],
        lead=said["lead"],
        everyone=12_000,
        listed=100,
        visit=visit(said),
        persons=tuple(
            _person(place, said, OUTCOMES.get(place, "permit") if decided else "undecided") for place in range(10)
        ),
        reserve=(
            Reserve(11, "А.Нарантуяа", said["organizations"][1], _score(80_500, 2_000)),
            Reserve(12, "П.Чинзориг", said["organizations"][2], _score(79_750, 1_500)),
        ),
        shares=tuple(
            _group(name, tuple(zip(rows, parts, strict=True)))
            for (name, rows), parts in zip(said["groups"], SHARES, strict=True)
        ),
        sign_offs=tuple(
            SignOff(step, signer, signed, day, note)
            for (step, signer, note), (signed, day) in zip(
                said["steps"],
                ((True, date(2022, 11, 10)), (True, date(2022, 11, 14)), (True, date(2022, 11, 17)), (None, None)),
                strict=True,
            )
        ),
        alternatives=said["alternatives"],
        closeness=said["closeness"],
        prices=((said["groups"][2][0], "1.250", "1"), (said["groups"][3][0], "0.500", "1")),
    )


def order(language: str, decided: str = "") -> OrderPaper:
    said = WORDS[language]
    return OrderPaper(
        title=said["order"],
        basis=said["basis"],
        persons=tuple(_traveller(place, said) for place in range(10)),
        visit=visit(said),
        bearer=said["bearer"],
        signer=(said["signer"],),
        duties=said["duties"],
        decided=Decided("А/123", date(2022, 11, 22), said["decider"]) if decided else None,
    )


def invitation(language: str, to: str = "host") -> InvitationPaper:
    """`to` the host as a draft, to a delegate after the decision."""
    said = WORDS[language]
    delegate = to == "delegate"
    return InvitationPaper(
        to="delegate" if delegate else "host",
        title=said["letters"][to],
        addressee=said["addressees"][to],
        salutation=said["salutations"][to],
        persons=tuple(_traveller(place, said) for place in range(1 if delegate else 10)),
        visit=visit(said),
        sender=said["sender"],
        requests=said["requests"][to],
        contact=said["contact"],
        decided=Decided("А/123", date(2022, 11, 22), said["decider"]) if delegate else None,
    )


def visit(said: dict[str, Any]) -> Visit:
    bearers = said["bearers"]
    costs = zip(said["costs"], (6_400_000, 9_150_000, 480_000), ("USD", "USD", "USD"), (0, 1, 0), strict=True)
    return Visit(
        purpose=said["purpose"],
        host=said["host"],
        place=said["place"],
        first=date(2022, 12, 12),
        last=date(2022, 12, 16),
        topics=tuple(topic for topic, _ in said["topics"]),
        costs=tuple(CostLine(name, amount, currency, bearers[who]) for name, amount, currency, who in costs),
        totals=(
            CostLine(said["total"], 6_880_000, "USD", bearers[0]),
            CostLine(said["total"], 9_150_000, "USD", bearers[1]),
        ),
    )


def _person(place: int, said: dict[str, Any], outcome: Outcome) -> Person:
    topic, goal = said["topics"][place % len(said["topics"])]
    flags: dict[int, tuple[Flag, ...]] = {
        2: (Flag(*said["flags"][0]), Flag(*said["flags"][1])),
        6: (Flag(*said["flags"][1]),),
        7: (Flag(*said["flags"][2]),),
    }
    documents = tuple(
        DossierDocument(name, state, well, until)
        for name, state, well, until in zip(
            said["documents"],
            (said["there"], said["there"], said["expired"] if place == 2 else said["there"], said["there"]),
            (True, True, place != 2, True),
            (None, date(2027, 4, 30), date(2022, 10, 1) if place == 2 else date(2023, 6, 30), None),
            strict=True,
        )
    )
    return Person(
        number=place + 1,
        name=NAMES[place][0],
        post=said["posts"][place % 3],
        organization=said["organizations"][place % 5],
        region=said["groups"][0][1][place % 7],
        topic=topic,
        goal=goal,
        rank=RANKS[place],
        merit=712_193 + 900 * (50 - RANKS[place]),
        score=_score(MEANS[place], SPREADS[place]),
        outcome=outcome,
        reason=said["flags"][0][1] if outcome in ("refuse", "replace") else "",
        flags=flags.get(place, ()),
        documents=documents,
        facts=said["facts"],
        problem=said["problem"],
        learning=said["learning"],
    )


def _group(name: str, rows: tuple[tuple[str, tuple[int, int, int]], ...]) -> ShareGroup:
    picture = Picture(shares.narrow([shares.Row(label, *share) for label, share in rows]), name)
    return ShareGroup(name, picture, tuple(ShareRow(label, *share) for label, share in rows))


def _score(mean: int, spread: int) -> PanelScore:
    return PanelScore(mean, mean + 200, mean - spread, mean + spread, 3)


def _traveller(place: int, said: dict[str, Any]) -> Traveller:
    name, latin = NAMES[place]
    return Traveller(name, said["posts"][place % 3], said["organizations"][place % 5], latin.upper())
