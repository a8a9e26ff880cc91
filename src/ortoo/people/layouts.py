"""The columns of the three files of the register: regions, organizations, officials."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ortoo.multilingual.refusals import Refusal
from ortoo.people.rules.levels import Sex
from ortoo.people.rules.conventions import read_register_number
from ortoo.spreadsheets.cells import Cell, Choice, Date, Text, Whole, cell_text
from ortoo.spreadsheets.layout import Column, Layout

CODE = re.compile(r"[\w.+/-]+")
NAME = re.compile(r"[^\W\d_]+(?:[-'’ .][^\W\d_]+)*\.?")


@dataclass(frozen=True)
class Code:
    """A short code without spaces, of at most `longest` characters."""

    longest: int = 30

    def __call__(self, raw: Cell) -> str:
        text = Text(self.longest)(raw)
        if CODE.fullmatch(text) is None:
            raise Refusal("people.not_a_code")
        return text

    def show(self, value: str) -> Cell:
        return value


@dataclass(frozen=True)
class Codes:
    """Several codes, separated by ";", the main one first."""

    longest: int = 30

    def __call__(self, raw: Cell) -> tuple[str, ...]:
        codes = tuple(Code(self.longest)(part) for part in cell_text(raw).split(";") if part.strip())
        if len(set(codes)) < len(codes):
            raise Refusal("people.code_twice")
        return codes

    def show(self, value: tuple[str, ...]) -> Cell:
        return ";".join(value)


@dataclass(frozen=True)
class PersonName:
    """A name in letters of any script, with hyphens, apostrophes or spaces inside."""

    longest: int = 80

    def __call__(self, raw: Cell) -> str:
        text = " ".join(Text(self.longest)(raw).split())
        if NAME.fullmatch(text) is None:
            raise Refusal("people.not_a_name")
        return text

    def show(self, value: str) -> Cell:
        return value


@dataclass(frozen=True)
class RegisterNumber:
    """See `rules/conventions.py`. It is never written to a file, because it is not kept."""

    def __call__(self, raw: Cell) -> str:
        return read_register_number(cell_text(raw))

    def show(self, value: str) -> Cell:
        return value


def _titles(en: str, mn: str, ko: str, *also: str) -> dict[str, str | tuple[str, ...]]:
    return {"en": (en, *also), "mn": mn, "ko": ko}


def _help(en: str, mn: str, ko: str) -> dict[str, str]:
    return {"en": en, "mn": mn, "ko": ko}


def _optional(name: str, titles: dict[str, str | tuple[str, ...]], parse: object, help: dict[str, str]) -> Column:
    return Column(name, titles, parse, required=False, may_be_empty=True, help=help)  # type: ignore[arg-type]


NAMES = (
    _optional(
        "name_mn", _titles("Name in Mongolian", "Монгол нэр", "몽골어 이름"), Text(250),
        _help("The official name in Mongolian.", "Монгол хэл дээрх албан ёсны нэр.", "몽골어 공식 명칭."),
    ),
    _optional(
        "name_en", _titles("Name in English", "Англи нэр", "영어 이름"), Text(250),
        _help("The name in English.", "Англи хэл дээрх нэр.", "영어 명칭."),
    ),
    _optional(
        "name_ko", _titles("Name in Korean", "Солонгос нэр", "한국어 이름"), Text(250),
        _help("The name in Korean.", "Солонгос хэл дээрх нэр.", "한국어 명칭."),
    ),
)  # fmt: skip
SOURCE = _optional(
    "source", _titles("Source", "Эх сурвалж", "출처"), Text(300),
    _help("Where this was read.", "Үүнийг хаанаас авсан бэ.", "이 내용을 읽은 곳."),
)  # fmt: skip


def _basis(name: str, en: str, mn: str, ko: str, longest: int = 4) -> Column:
    return _optional(
        name, _titles(en, mn, ko), Text(longest),
        _help(
            "S read in a source, I our inference, M from memory; a name or figure of I or M is marked † on every page.",
            "S эх сурвалжаас, I өөрсдийн дүгнэлт, M ой тогтоолтоос; I, M бол хуудас бүрд † тэмдэгтэй.",
            "S 출처에서 읽음, I 자체 추론, M 기억. I와 M은 모든 화면에 † 표시가 붙습니다.",
        ),
    )  # fmt: skip


REGIONS = Layout("regions", (
    Column(
        "code", _titles("Code", "Код", "코드"), Code(20),
        help=_help("The code of the region; never changes.", "Бүс нутгийн код; өөрчлөгдөхгүй.", "지역 코드. 바뀌지 않습니다."),
    ),
    *NAMES,
    Column(
        "kind", _titles("Kind", "Төрөл", "종류"), Code(20),
        help=_help("What it is, for example aimag.", "Ямар нэгж вэ, жишээ нь aimag.", "무엇인지, 예: aimag."),
    ),
    _optional(
        "parent", _titles("Part of", "Харьяалал", "상위 지역", "parent_code"), Code(20),
        _help("The code of the region it lies in.", "Харьяалагдах нэгжийн код.", "속한 지역의 코드."),
    ),
    _optional(
        "group", _titles("Planning region", "Төлөвлөлтийн бүс", "계획 권역"), Text(40),
        _help("The larger region of planning.", "Хөгжлийн томоохон бүс.", "더 큰 계획 권역."),
    ),
    _optional(
        "units", _titles("Number of units", "Нэгжийн тоо", "하위 단위 수"), Whole(0, 10_000),
        _help("How many soums or districts it has.", "Хэдэн сум, дүүрэгтэй вэ.", "솜이나 구의 수."),
    ),
    _optional(
        "time_zone", _titles("Time zone", "Цагийн бүс", "시간대", "tz"), Text(40),
        _help("As in the IANA list.", "IANA жагсаалтын нэрээр.", "IANA 목록의 이름."),
    ),
    _basis("group_basis", "Basis of the planning region", "Бүсийн үндэслэл", "권역의 근거"),
    _basis("units_basis", "Basis of the number of units", "Нэгжийн тооны үндэслэл", "단위 수의 근거"),
    SOURCE,
))  # fmt: skip

ORGANIZATIONS = Layout("organizations", (
    Column(
        "code", _titles("Code", "Код", "코드"), Code(30),
        help=_help(
            "The code of the body; a body with a new name and new duties is a new body with a new code.",
            "Байгууллагын код; шинэ нэр, чиг үүрэгтэй болбол шинэ кодтой шинэ байгууллага.",
            "기관 코드. 이름과 업무가 바뀌면 새 코드를 가진 새 기관입니다.",
        ),
    ),
    *NAMES,
    _optional(
        "abbreviation", _titles("Abbreviation", "Товчлол", "약칭", "abbr_mn"), Text(30),
        _help("Never unique, so never a key.", "Давхцаж болзошгүй тул түлхүүр биш.", "겹칠 수 있으므로 열쇠로 쓰지 않습니다."),
    ),
    Column(
        "kind", _titles("Kind", "Төрөл", "종류"), Code(30),
        help=_help("What it is, for example ministry.", "Ямар байгууллага вэ, жишээ нь ministry.", "무엇인지, 예: ministry."),
    ),
    _optional(
        "parent", _titles("Under", "Дээд байгууллага", "상위 기관", "parent_code"), Code(30),
        _help("The code of the body above it.", "Дээд байгууллагын код.", "상위 기관의 코드."),
    ),
    _optional(
        "region", _titles("Region", "Бүс нутаг", "지역"), Code(20),
        _help("The code of the region it sits in.", "Байрлах нутгийн код.", "소재 지역의 코드."),
    ),
    _optional(
        "valid_from", _titles("From", "Эхэлсэн өдөр", "시작일"), Date(),
        _help("The first day it exists; empty if not known.", "Байгуулагдсан өдөр; мэдэгдэхгүй бол хоосон.", "존재하는 첫날. 모르면 비웁니다."),
    ),
    _optional(
        "valid_to", _titles("Until", "Дууссан өдөр", "종료일"), Date(),
        _help(
            "The first day it no longer exists; empty if it does.",
            "Байхаа больсон эхний өдөр; хэвээр бол хоосон.",
            "더 이상 존재하지 않는 첫날. 있으면 비웁니다.",
        ),
    ),
    _optional(
        "successors", _titles("Successors", "Залгамжлагч", "승계 기관", "successor_code"), Codes(30),
        _help(
            "Codes of those that took over, the main one first, separated by ;",
            "Залгамжлагчдын код, гол нь эхэнд, ; тэмдгээр тусгаарлана.",
            "승계 기관의 코드. 주된 기관을 먼저 쓰고 ; 로 나눕니다.",
        ),
    ),
    _basis("basis", "Basis", "Үндэслэл", "근거"),
    _basis("mn_basis", "Basis of the Mongolian name", "Монгол нэрийн үндэслэл", "몽골어 이름의 근거", 10),
    _basis("ko_basis", "Basis of the Korean name", "Солонгос нэрийн үндэслэл", "한국어 이름의 근거", 10),
    SOURCE,
    _optional(
        "note", _titles("Note", "Тайлбар", "비고"), Text(500),
        _help("Anything a reader should know.", "Уншигчид хэрэгтэй зүйл.", "독자가 알아야 할 것."),
    ),
))  # fmt: skip

LEVELS = {
    "managing": {"en": "managing", "mn": "удирдах", "ko": "관리"},
    "executive": {"en": "executive", "mn": "гүйцэтгэх", "ko": "집행"},
    "support": {"en": "support", "mn": "туслах", "ko": "지원"},
}
SEXES = {
    Sex.WOMAN.value: {"en": ("woman", "female", "f"), "mn": ("эмэгтэй", "эм"), "ko": ("여성", "여")},
    Sex.MAN.value: {"en": ("man", "male", "m"), "mn": ("эрэгтэй", "эр"), "ko": ("남성", "남")},
}

OFFICIALS = Layout("officials", (
    Column(
        "number", _titles("Number", "Дугаар", "번호"), Code(30),
        help=_help("The personnel number; never changes.", "Хувийн хэргийн дугаар; өөрчлөгдөхгүй.", "인사 번호. 바뀌지 않습니다."),
    ),
    Column(
        "patronymic", _titles("Patronymic", "Эцэг (эх)-ийн нэр", "부칭"), PersonName(),
        help=_help("In Cyrillic, without the ending of the genitive.", "Кириллээр, харьяалахын нөхцөлгүй.", "키릴 문자로, 소유격 어미 없이."),
    ),
    Column(
        "given_name", _titles("Given name", "Нэр", "이름"), PersonName(),
        help=_help("In Cyrillic.", "Кириллээр.", "키릴 문자로."),
    ),
    _optional(
        "patronymic_latin", _titles("Patronymic in Latin", "Эцэг (эх)-ийн нэр латинаар", "부칭(로마자)"), PersonName(),
        _help(
            "As in the passport; empty: spelt by the standard.",
            "Паспорт дээрхээр; хоосон бол стандартаар.",
            "여권 표기대로. 비우면 표준 표기를 씁니다.",
        ),
    ),
    _optional(
        "given_name_latin", _titles("Given name in Latin", "Нэр латинаар", "이름(로마자)"), PersonName(),
        _help(
            "As in the passport; empty: spelt by the standard.",
            "Паспорт дээрхээр; хоосон бол стандартаар.",
            "여권 표기대로. 비우면 표준 표기를 씁니다.",
        ),
    ),
    Column(
        "sex", _titles("Sex", "Хүйс", "성별"), Choice(SEXES),
        help=_help("woman or man.", "эмэгтэй эсвэл эрэгтэй.", "여성 또는 남성."),
    ),
    _optional(
        "born_on", _titles("Born on", "Төрсөн өдөр", "생년월일"), Date(),
        _help("The birth date.", "Төрсөн он сар өдөр.", "태어난 날."),
    ),
    _optional(
        "register_number", _titles("Register number", "Регистрийн дугаар", "등록번호"), RegisterNumber(),
        _help(
            "Compared and then forgotten: only a keyed hash and the last two digits are kept.",
            "Харьцуулаад мартана: зөвхөн нууц хэш болон сүүлийн хоёр оронг хадгална.",
            "비교한 뒤 버립니다. 키 해시와 마지막 두 자리만 남습니다.",
        ),
    ),
    Column(
        "organization", _titles("Organization", "Байгууллага", "기관"), Code(30),
        help=_help("The code of the organization.", "Байгууллагын код.", "기관 코드."),
    ),
    Column(
        "post", _titles("Post", "Албан тушаал", "직위"), Text(120),
        help=_help("The title of the post.", "Албан тушаалын нэр.", "직위 이름."),
    ),
    _optional(
        "rank_class", _titles("Rank class", "Зэрэг дэв", "직급"), Code(30),
        _help("The code of the class.", "Ангиллын код.", "직급 코드."),
    ),
    Column(
        "level", _titles("Level", "Түвшин", "수준"), Choice(LEVELS),
        help=_help("managing, executive or support.", "удирдах, гүйцэтгэх эсвэл туслах.", "관리, 집행 또는 지원."),
    ),
    Column(
        "region", _titles("Region", "Бүс нутаг", "지역"), Code(20),
        help=_help("The code of the region of work.", "Ажиллаж буй нутгийн код.", "근무 지역의 코드."),
    ),
    Column(
        "appointed_on", _titles("Appointed on", "Томилогдсон өдөр", "임용일"), Date(),
        help=_help(
            "The first day in this post; a later day with another post is a move.",
            "Энэ албан тушаалын эхний өдөр; өөр албан тушаал, хожуу өдөр бол шилжилт.",
            "이 직위의 첫날. 더 늦은 날의 다른 직위는 이동입니다.",
        ),
    ),
))  # fmt: skip
