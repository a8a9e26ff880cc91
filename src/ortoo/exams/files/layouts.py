"""The two columns of a file of marks, and of one of second entries."""

from __future__ import annotations

from ortoo.exams.rules.mark_cells import MarkCell
from ortoo.people.cells import Code
from ortoo.spreadsheets.layout import Column, Layout

MARKS = Layout(
    "marks",
    (
        Column(
            "number",
            {
                "en": ("Number", "Personnel number", "ID number"),
                "mn": ("Дугаар", "Хувийн хэргийн дугаар"),
                "ko": ("번호", "인사 번호"),
            },
            Code(30),
            help={
                "en": "The number of the official on the register. Never a name: names repeat.",
                "mn": "Бүртгэлийн санд байгаа албан хаагчийн дугаар. Нэр биш: нэр давхцдаг.",
                "ko": "등록부에 있는 공무원의 번호. 이름은 겹치므로 쓰지 않습니다.",
            },
        ),
        Column(
            "mark",
            {"en": ("Mark", "Score"), "mn": ("Оноо", "Дүн"), "ko": ("점수", "성적")},
            MarkCell(),
            help={
                "en": "On the scale of the sitting, with at most three decimals. Leave out who has no mark.",
                "mn": "Шалгалтын хэмжээсээр, аравтын бутархай нь гурваас илүүгүй. Оноогүй хүнийг бүү оруул.",
                "ko": "시험의 척도로, 소수점 아래 세 자리까지. 점수가 없는 사람은 넣지 않습니다.",
            },
        ),
    ),
)

SECOND_ENTRIES = Layout("second-entries", MARKS.columns)
