"""The columns of the files of training."""

from __future__ import annotations

from ortoo.people.cells import Code
from ortoo.people.layouts import LEVEL_WORDS, NUMBER
from ortoo.people.rules.levels import LEVELS
from ortoo.spreadsheets.cells import Choice, Text, Thousandths, Whole
from ortoo.spreadsheets.layout import Column, Layout
from ortoo.training.operations.courses import HIGHEST
from ortoo.training.rules.moments import Moment

ENROLMENTS = Layout("enrolments", (NUMBER,))

ATTENDANCE = Layout("attendance", (NUMBER,))

ATTEMPTS = Layout(
    "attempts",
    (
        NUMBER,
        Column(
            "attempt",
            {"en": ("Attempt", "Number of the attempt"), "mn": "Оролдлого", "ko": "응시 회차"},
            Whole(1, 1_000),
            help={
                "en": "Which attempt it is, counted from 1. More than the rule allows are kept and do not count.",
                "mn": "Хэд дэх оролдлого болох, 1-ээс тоолно. Журмаас илүү нь хадгалагдах боловч тооцогдохгүй.",
                "ko": "몇 번째 응시인지, 1부터 셉니다. 규칙보다 많은 것은 보관되지만 인정되지 않습니다.",
            },
        ),
        Column(
            "started",
            {"en": ("Started", "Started on"), "mn": "Эхэлсэн", "ko": "시작"},
            Moment(),
            help={
                "en": "Day and time, as in 2026-03-02 14:05; without an offset in the time zone of the programme.",
                "mn": "Өдөр, цаг: 2026-03-02 14:05 шиг; зөрүүгүй бол хөтөлбөрийн цагийн бүсээр.",
                "ko": "날짜와 시각(예: 2026-03-02 14:05). 시차가 없으면 프로그램의 시간대입니다.",
            },
        ),
        Column(
            "finished",
            {"en": ("Finished", "Completed"), "mn": "Дууссан", "ko": "종료"},
            Moment(),
            help={
                "en": "Day and time, not before the start.",
                "mn": "Өдөр, цаг; эхэлснээс өмнө биш.",
                "ko": "날짜와 시각. 시작보다 앞설 수 없습니다.",
            },
        ),
        Column(
            "score",
            {"en": ("Score", "Points"), "mn": "Оноо", "ko": "점수"},
            Thousandths(0, HIGHEST),
            help={
                "en": "Of 100 points, with at most three decimals.",
                "mn": "100 онооноос, аравтын бутархай нь гурваас илүүгүй.",
                "ko": "100점 만점, 소수점 아래 세 자리까지.",
            },
        ),
    ),
)


def _name(language: str, title: dict[str, str]) -> Column:
    return Column(
        f"name_{language}",
        title,
        Text(250),
        required=False,
        may_be_empty=True,
        help={
            "en": "At least one of the three names is given.",
            "mn": "Гурван нэрийн дор хаяж нэгийг бичнэ.",
            "ko": "세 이름 가운데 하나 이상을 적습니다.",
        },
    )


COMPETENCIES = Layout(
    "competencies",
    (
        Column(
            "code",
            {"en": "Code", "mn": "Код", "ko": "코드"},
            Code(30),
            help={
                "en": "By which courses and posts name the competency. A code that is there gets its new names.",
                "mn": "Сургалт, албан тушаал чадамжийг нэрлэх код. Байгаа код шинэ нэрээ авна.",
                "ko": "교육 과정과 직위가 역량을 가리키는 코드. 이미 있는 코드는 새 이름을 받습니다.",
            },
        ),
        _name("mn", {"en": "Name in Mongolian", "mn": "Монгол нэр", "ko": "몽골어 이름"}),
        _name("en", {"en": "Name in English", "mn": "Англи нэр", "ko": "영어 이름"}),
        _name("ko", {"en": "Name in Korean", "mn": "Солонгос нэр", "ko": "한국어 이름"}),
    ),
)

ONE_OF_THREE = {
    "en": "Empty fits every post. At least one of level, rank class and post is given.",
    "mn": "Хоосон бол бүх албан тушаалд тохирно. Түвшин, ангилал, албан тушаалын дор хаяж нэгийг бичнэ.",
    "ko": "비우면 모든 직위에 해당합니다. 수준, 직급, 직위 가운데 하나 이상을 적습니다.",
}

POST_COMPETENCIES = Layout(
    "post-competencies",
    (
        Column(
            "competency",
            {"en": "Competency", "mn": "Чадамж", "ko": "역량"},
            Code(30),
            help={
                "en": "The code of a competency that is there.",
                "mn": "Байгаа чадамжийн код.",
                "ko": "이미 있는 역량의 코드.",
            },
        ),
        Column(
            "level",
            {"en": "Level", "mn": "Түвшин", "ko": "수준"},
            Choice({level: LEVEL_WORDS[level] for level in LEVELS}),
            required=False,
            may_be_empty=True,
            help=ONE_OF_THREE,
        ),
        Column(
            "rank_class",
            {"en": "Rank class", "mn": "Ангилал", "ko": "직급"},
            Code(30),
            required=False,
            may_be_empty=True,
            help=ONE_OF_THREE,
        ),
        Column(
            "post",
            {"en": "Post", "mn": "Албан тушаал", "ko": "직위"},
            Text(120),
            required=False,
            may_be_empty=True,
            help=ONE_OF_THREE,
        ),
    ),
)
