"""The columns of the three files of the register: regions, organizations, officials. Their words are in data."""

from __future__ import annotations

import tomllib
from importlib import resources

from ortoo.people.cells import Code, Codes, PersonName, RegisterNumber
from ortoo.people.rules.levels import LEVELS, Sex
from ortoo.spreadsheets.cells import Choice, Date, Parser, Text, Whole
from ortoo.spreadsheets.layout import Column, layout_in_words

NUMBER = Column(
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
)
"""In files of other stations: whose row it is."""

WORDS = tomllib.loads((resources.files("ortoo.people") / "data" / "columns.toml").read_text("utf-8"))

LEVEL_WORDS = {
    "managing": {"en": "managing", "mn": "удирдах", "ko": "관리"},
    "executive": {"en": "executive", "mn": "гүйцэтгэх", "ko": "집행"},
    "support": {"en": "support", "mn": "туслах", "ko": "지원"},
}
SEX_WORDS = {
    Sex.WOMAN.value: {"en": ("woman", "female", "f"), "mn": ("эмэгтэй", "эм"), "ko": ("여성", "여")},
    Sex.MAN.value: {"en": ("man", "male", "m"), "mn": ("эрэгтэй", "эр"), "ko": ("남성", "남")},
}
BASIS = Text(4)
"""S read in a source, I our inference, M from memory."""


NAMES: dict[str, Parser] = {"name_mn": Text(250), "name_en": Text(250), "name_ko": Text(250)}

REGIONS = layout_in_words(
    "regions",
    WORDS["regions"],
    {"code": Code(20), "kind": Code(20)},
    {
        **NAMES,
        "parent": Code(20),
        "group": Text(40),
        "units": Whole(0, 10_000),
        "time_zone": Text(40),
        "group_basis": BASIS,
        "units_basis": BASIS,
        "source": Text(300),
    },
)

ORGANIZATIONS = layout_in_words(
    "organizations",
    WORDS["organizations"],
    {"code": Code(30), "kind": Code(30)},
    {
        **NAMES,
        "abbreviation": Text(30),
        "parent": Code(30),
        "region": Code(20),
        "valid_from": Date(),
        "valid_to": Date(),
        "successors": Codes(30),
        "basis": BASIS,
        "mn_basis": Text(10),
        "ko_basis": Text(10),
        "source": Text(300),
        "note": Text(500),
    },
)

OFFICIALS = layout_in_words(
    "officials",
    WORDS["officials"],
    {
        "number": Code(30),
        "patronymic": PersonName(),
        "given_name": PersonName(),
        "sex": Choice(SEX_WORDS),
        "organization": Code(30),
        "post": Text(120),
        "level": Choice({level: LEVEL_WORDS[level] for level in LEVELS}),
        "region": Code(20),
        "appointed_on": Date(),
    },
    {
        "patronymic_latin": PersonName(),
        "given_name_latin": PersonName(),
        "born_on": Date(),
        "register_number": RegisterNumber(),
        "rank_class": Code(30),
    },
)
