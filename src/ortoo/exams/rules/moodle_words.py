"""Words in the headings of a Moodle gradebook export, by which a column is recognised; all in small letters.

English from Moodle's own source (`format_column_name`: "title (form)"); Mongolian, Korean and Russian from memory, not
confirmed against its language packs. A column that is not recognised is not lost: a person can choose it.
"""

from __future__ import annotations

NUMBER = {
    "id number",
    "idnumber",
    "үнэмлэхний дугаар",
    "id дугаар",
    "학번",
    "id 번호",
    "идентификатор",
    "индивидуальный номер",
}
USERNAME = {"username", "нэвтрэх нэр", "хэрэглэгчийн нэр", "사용자 아이디", "логин"}
EMAIL = {
    "email address",
    "email",
    "e-mail",
    "имэйл хаяг",
    "и-мэйл хаяг",
    "이메일 주소",
    "이메일",
    "адрес электронной почты",
}
PERSON = {
    *("first name", "surname", "last name", "institution", "department", "city", "country", "groups"),
    *("нэр", "овог", "байгууллага", "хэлтэс"),
    *("이름", "성", "기관", "부서", "소속기관"),
    *("имя", "фамилия", "учреждение (организация)", "отдел"),
}
DOWNLOADED = ("last downloaded from this course", "сүүлд татсан", "이 강좌에서 마지막으로", "последние загруженные")

REAL = {"real", "бодит", "실점수", "실제", "значение"}
PERCENTAGE = {"percentage", "хувь", "백분율", "проценты", "в процентах"}
LETTER = {"letter", "үсэг", "문자", "буква"}
FEEDBACK = {"feedback", "санал хүсэлт", "эргэх холбоо", "피드백", "отзыв"}
TOTAL = {"total", "нийт", "дүн", "총점", "합계", "итого"}
