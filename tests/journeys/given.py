"""Sixty invented officials and their marks, so plain that the list can be worked out by hand.

Official i (1 to 60) has the merit 100 - i, but for four:

- 9 and 10 are equal at 91.000: 94 and 89 give 0.4 x 94 + 0.6 x 89 = 37.6 + 53.4 = 91, as 91 and 91 do. The mark of the
  second sitting comes first, so 9 (91) stands before 10 (89).
- 59 is below the least mark of the first sitting (39 < 40), and 60 has no mark at the second.

15, 20, 25 ... 55 live in the Gobi, the others in Ulaanbaatar; those with an even number are women.

The rule has ten seats, three places in reserve, at least two from the Gobi and at least four women. Without quotas the
list is 1 to 10. With them the two best of the Gobi, 15 and 20, take the seats of the last two others, 10 and 9. Chosen:
1 to 8, 15, 20; among them 2, 4, 6, 8 and 20 are women, so four are reached anyhow. In reserve: 9, 10, 11. The cut line
is the merit of 9, and 80 needs an adjustment of 11 to reach it.
"""

from __future__ import annotations

import io

import xlsxwriter

HOW_MANY = 60
SITTINGS = (("2024", "Written exam", "2024-06-17", 100), ("2025", "Joint policy", "2025-06-16", 50))
"""Code, name, day, highest mark."""
SEATS, RESERVE = 10, 3
CHOSEN = [
    ("1", "G.Bold", "99.000"), ("2", "G.Tsetseg", "98.000"), ("3", "G.Dorj", "97.000"), ("4", "G.Ölzii", "96.000"),
    ("5", "G.Bat", "95.000"), ("6", "G.Saraa", "94.000"), ("7", "G.Temüülen", "93.000"),
    ("8", "G.Narantuyaa", "92.000"), ("15", "M.Bat", "85.000"), ("20", "M.Oyuun", "80.000"),
]  # fmt: skip
IN_RESERVE = [("9", "G.Erdene", "91.000"), ("10", "G.Oyuun", "91.000"), ("11", "M.Bold", "89.000")]
"""Rank, name as an English page writes it, merit."""

GIVEN = ("Болд", "Цэцэг", "Дорж", "Өлзий", "Бат", "Сараа", "Тэмүүлэн", "Нарантуяа", "Эрдэнэ", "Оюун")
"""One name for each last digit from 1 to 9, then 0."""
PATRONYMICS = ("Ганбаатар", "Мөнхбат", "Цэрэндорж", "Лхагва", "Пүрэв", "Баяр")
HEADER = "number,patronymic,given_name,sex,organization,post,level,region,appointed_on"


def number(official: int | str) -> str:
    return f"J{int(official):03}"


def names(official: int) -> tuple[str, str]:
    """Patronymic and given name."""
    return PATRONYMICS[(official - 1) // 10], GIVEN[(official - 1) % 10]


def is_of_the_gobi(official: int) -> bool:
    return official >= 15 and official % 5 == 0


def line(official: int) -> str:
    patronymic, given = names(official)
    sex = "woman" if official % 2 == 0 else "man"
    organization, region = ("MN-053", "MN-053") if is_of_the_gobi(official) else ("MOF", "MN-1-SBD")
    return ",".join(
        (number(official), patronymic, given, sex, organization, "Мэргэжилтэн", "executive", region, "2021-03-01")
    )


def documents() -> bytes:
    """Three kinds of papers: one that is plain, one that expires, one that clears."""
    lines = (
        "code,name_mn,name_en,name_ko,phase,produced_by,personal_data,in_dossier,expires,clears",
        "P1,Өргөдөл,Application form,신청서,before,participant,ordinary,yes,no,no",
        "P2,Гадаад паспорт,Passport,여권,before,participant,identifier,yes,yes,no",
        "P3,Тодорхойлолт,Integrity clearance,청렴 확인서,before,sending_body,ordinary,yes,no,yes",
        "",
    )
    return "\n".join(lines).encode()


def register() -> bytes:
    return "\n".join((HEADER, *(line(official) for official in range(1, HOW_MANY + 1)), "")).encode()


def wrong_register() -> bytes:
    """The register with four faults: an unknown sex in row 3, an unknown organization in row 4, a day that is none in
    row 5, a number twice in row 8."""
    lines = register().decode().split("\n")
    lines[2] = lines[2].replace(",woman,", ",girl,")
    lines[3] = lines[3].replace(",MOF,", ",MOFF,")
    lines[4] = lines[4].replace("2021-03-01", "2021-02-30")
    lines[7] = lines[7].replace("J007", "J006")
    return "\n".join(lines).encode()


def first_mark(official: int) -> int:
    """At the first sitting, 0 to 100."""
    return {10: 94, 59: 39}.get(official, 91 if official == 9 else 100 - official)


def second_mark(official: int) -> str:
    """At the second sitting, 0 to 50, as a gradebook writes it: with a comma here, "-" where there is none."""
    if official == HOW_MANY:
        return "-"
    on_hundred = {9: 91, 10: 89}.get(official, 100 - official)
    return f"{on_hundred / 2:.2f}".replace(".", ",")


def workbook() -> bytes:
    """The marks of the first sitting as XLSX."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Marks")
        sheet.write_row(0, 0, ("Number", "Mark"))
        for official in range(1, HOW_MANY + 1):
            sheet.write_row(official, 0, (number(official), first_mark(official)))
    return kept.getvalue()


def second_marks() -> bytes:
    """The marks of the second sitting as a plain file; who has none is not in it."""
    there = [official for official in range(1, HOW_MANY + 1) if second_mark(official) != "-"]
    lines = [f"{number(official)},{second_mark(official).replace(',', '.')}" for official in there]
    return "\n".join(("number,mark", *lines, "")).encode()


def gradebook() -> bytes:
    """The marks of the second sitting as Moodle exports them: semicolons, a byte order mark, what nobody asked for."""
    titles = (
        "Surname", "First name", "ID number", "Email address", "Quiz: Joint policy (Real)",
        "Quiz: Joint policy (Feedback)", "Course total (Real)", "Last downloaded from this course",
    )  # fmt: skip
    lines = [";".join(titles)]
    for official in range(1, HOW_MANY + 1):
        patronymic, given = names(official)
        mark = second_mark(official)
        lines.append(f"{patronymic};{given};{number(official)};;{mark};;{mark};1764000000")
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def as_candidates() -> bytes:
    """The sixty as a file for `ortoo select`, as if they were last year's: those not eligible have 0."""
    rows = [
        f"{number(one)},{0 if one > 58 else 91 if one in (9, 10) else 100 - one},{'no' if one > 58 else 'yes'},"
        f"{'man' if one % 2 else 'woman'},{'Gobi' if is_of_the_gobi(one) else 'Ulaanbaatar'}"
        for one in range(1, HOW_MANY + 1)
    ]
    return "\n".join(["pseudonym,merit,eligible,sex,region_group", *rows, ""]).encode()
