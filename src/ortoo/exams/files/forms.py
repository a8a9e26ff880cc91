"""A file of forms: one row for each item of a form."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language

from ortoo.exams.rules.bank.question import letter
from ortoo.exams.rules.forms.values import BankItem, Form
from ortoo.people.cells import Code
from ortoo.spreadsheets.cells import Text
from ortoo.spreadsheets.layout import Column, Layout
from ortoo.spreadsheets.read import read_table
from ortoo.spreadsheets.rows import Row, RowProblem, parse_rows

FORMS = Layout(
    "forms",
    (
        Column(
            "form",
            {"en": ("Form",), "mn": ("Хувилбар",), "ko": ("검사지", "형")},
            Code(2),
            help={"en": "Its letter: A, B, C …", "mn": "Үсэг нь: A, B, C …", "ko": "글자: A, B, C …"},
        ),
        Column(
            "item",
            {"en": ("Item", "Code"), "mn": ("Даалгавар", "Код"), "ko": ("문항", "코드")},
            Text(60),
            help={
                "en": "The code of the item in the bank. The order of rows does not count.",
                "mn": "Сан дахь даалгаврын код. Мөрийн дараалал хамаагүй.",
                "ko": "문항 은행에 있는 문항의 코드. 행의 순서는 상관없습니다.",
            },
        ),
    ),
)


def forms_in(content: bytes, filename: str, forms: int, bank: Mapping[str, BankItem]) -> tuple[list[Form], list[str]]:
    """The forms of a file, A first, and sentences on what in it is wrong. An item that the bank only tries out is
    tried out. Refused where the file cannot be read as a table.
    """
    rows, problems = parse_rows(read_table(content, filename, FORMS), FORMS)
    known = [letter(place) for place in range(forms)]
    problems += [_stranger(row, known) for row in rows if row["form"] not in known]
    language = get_language() or "en"
    held = [[row["item"] for row in rows if row["form"] == one] for one in known]
    return [_form(codes, bank) for codes in held], [problem.sentence(language) for problem in problems]


def _stranger(row: Row, known: list[str]) -> RowProblem:
    return row.problem("form", "forms.file_letter", known=", ".join(known))


def _form(codes: list[str], bank: Mapping[str, BankItem]) -> Form:
    tried = [code for code in codes if code in bank and bank[code].pretest]
    return Form(tuple(code for code in codes if code not in tried), tuple(tried))
