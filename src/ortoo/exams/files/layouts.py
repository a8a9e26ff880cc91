"""The two columns of a file of marks, and of one of second entries."""

from __future__ import annotations

from ortoo.exams.rules.mark_cells import MarkCell
from ortoo.people.layouts import NUMBER
from ortoo.spreadsheets.layout import Column, Layout

MARKS = Layout(
    "marks",
    (
        NUMBER,
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
