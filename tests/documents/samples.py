"""Invented papers in each language, small enough to compare and full enough to look at."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from ortoo.charts import merit_line
from ortoo.documents.statement import Neighbour, Seal, StatementPaper, Step, Sum
from ortoo.documents.values import Picture
from ortoo.multilingual.numbers import thousandths_text

AT = datetime(2022, 11, 20, 4, 0, tzinfo=UTC)

STATEMENT: dict[str, dict[str, Any]] = {
    "mn": {
        "over": "Ц.Цэдэндамба · Дорноговь аймгийн Засаг даргын Тамгын газар · 2022 оны сонголт",
        "finding": "Таны байр 101, босгоос 0,207 оноо дутсан",
        "lead": "Оноо 87–116 дугаар байрыг хооронд нь ялгаж чадахгүй. Урьдчилан баталсан журам шийдсэн. "
        "Та нөөцийн нэгдүгээрт байна.",
        "exam": "{year} оны шалгалт",
        "sums": ("Бүртгэл, нэг удаа бүхэлчилсэн", "Квотын тохируулга", "Босготой жишсэн дүн", "Босго", "Зөрүү"),
        "statuses": ("сонгогдсон", "нөөц"),
        "enough_title": "Юу хангалттай байсан бэ?",
        "enough": ("2022 оны шалгалтад нэг даалгавар илүү зөв хийсэн бол та сонгогдох байв.",
                   "Тойргийн алдаа шийдээгүй: бүгд нийлээд бүртгэлийг хамгийн ихдээ 0,001 оноогоор өөрчилнө."),
        "now": ("Гомдлыг 2022 оны 11 дүгээр сарын 25-ны 18:00 цаг хүртэл хүлээн авна.",
                "Өмнө нь шийдвэр гаргаагүй хүн хянана."),
        "picture": ("Бүртгэл", "Тохируулгатай", "Босго", "0,207 дутсан", "Говийн бүсийн доод хязгаар",
                    "Богино зураас бүр нэг хүний дүн", "{times} дахин томруулав"),
    },
    "en": {
        "over": "Ts.Tsedendamba · Governor's Office of Dornogovi · Selection of 2022",
        "finding": "Your rank is 101, 0.207 short of the cut line",
        "lead": "The marks cannot tell ranks 87 to 116 apart; the rule adopted before them did. "
        "You are the first of the reserve.",
        "exam": "Examination of {year}",
        "sums": ("Record, rounded once", "Adjustment for quotas", "Held against the cut line", "Cut line",
                 "Difference"),
        "statuses": ("chosen", "reserve"),
        "enough_title": "What would have been enough?",
        "enough": ("One more item right in the examination of 2022 would have been enough.",
                   "Rounding did not decide it: all of it together moves a record by 0.001 points at most."),
        "now": ("An objection is taken until 25 November 2022, 18:00.",
                "Somebody who did not decide before will rule on it."),
        "picture": ("Record", "With adjustment", "Cut line", "0.207 short of the cut line", "Floor of the Gobi region",
                    "Each short line is one official near the cut", "Magnified {times} times"),
    },
    "ko": {
        "over": "Ц.Цэдэндамба · 도르노고비 아이막 지사실 · 2022년 선발",
        "finding": "귀하의 순위는 101위이며, 합격선에 0.207점 못 미쳤습니다",
        "lead": "점수만으로는 87위부터 116위까지를 구분할 수 없어 사전에 채택된 규칙으로 정했습니다. "
        "귀하는 예비 명단의 첫 번째입니다.",
        "exam": "{year}년 시험",
        "sums": ("기록(한 번 반올림)", "할당에 따른 조정", "합격선과 비교한 성적", "합격선", "차이"),
        "statuses": ("선발", "예비"),
        "enough_title": "무엇이 있었다면 충분했을까요?",
        "enough": ("2022년 시험에서 한 문항을 더 맞혔다면 선발되었을 것입니다.",
                   "반올림은 결과를 바꾸지 않았습니다. 모두 합해도 기록은 최대 0.001점 달라집니다."),
        "now": ("이의 신청은 2022년 11월 25일 18시까지 받습니다.", "이전에 결정하지 않은 사람이 심사합니다."),
        "picture": ("기록", "조정 후 성적", "합격선", "합격선에 0.207점 미달", "고비 지역 하한",
                    "짧은 선 하나가 공무원 한 명입니다", "{times}배 확대"),
    },
}  # fmt: skip
STEPS = (
    (2020, 71_000, 68_150, 200, 136_300),
    (2021, 70_000, 70_231, 300, 210_693),
    (2022, 69_000, 72_240, 500, 361_200),
)


def statement(language: str) -> StatementPaper:
    """Rank 101, a little short of the cut."""
    said = STATEMENT[language]
    chosen, reserve = said["statuses"]
    rows = ((99, "24A4E", 713_014, chosen), (100, "14580", 712_400, chosen), (101, "596AB", 712_193, reserve),
            (102, "9C5F5", 711_814, reserve), (103, "C206D", 711_505, reserve))  # fmt: skip
    kinds = ("sum", "line", "sum", "line", "difference")
    return StatementPaper(
        over=said["over"],
        finding=said["finding"],
        lead=said["lead"],
        picture=Picture(str(merit_line.wide(_standing(said, language), _words(said, language))), said["finding"]),
        steps=tuple(
            Step(said["exam"].format(year=year), mark, scaled, weight, points, None if year == 2020 else scaled)
            for year, mark, scaled, weight, points in STEPS
        ),
        sums=tuple(
            Sum(name, points, kind)  # type: ignore[arg-type]
            for name, points, kind in zip(said["sums"], (708_193, 4_000, 712_193, 712_400, -207), kinds, strict=True)
        ),
        neighbours=tuple(Neighbour(*row, own=row[0] == 101) for row in rows),
        now=said["now"],
        seal=Seal("3", date(2022, 3, 4), date(2022, 11, 1), "7f3a91c4d2e80be2", "596ab41f0c7d2a93"),
        enough_title=said["enough_title"],
        enough=said["enough"],
    )


def _standing(said: dict[str, Any], language: str) -> merit_line.Standing:
    parts = [
        merit_line.Part(said["exam"].format(year=year), thousandths_text(scaled, language), points)
        for year, _, scaled, _, points in STEPS
    ]
    around = [712_193 + step * 190 for step in range(-20, 20) if step]
    return merit_line.Standing(parts, 712_193, 4_000, 712_400, around)


def _words(said: dict[str, Any], language: str) -> merit_line.Words:
    record, own, cut, gap, adjustment, neighbours, magnified = said["picture"]
    return merit_line.Words(
        title=cut,
        finding=said["finding"],
        record=record,
        own=own,
        cut=cut,
        gap=gap,
        adjustment=adjustment,
        neighbours=neighbours,
        points=lambda value: thousandths_text(value, language),
        magnified=lambda times: magnified.format(times=times),
    )
