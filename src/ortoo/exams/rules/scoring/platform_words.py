"""Words in the headings of Moodle's report of responses, by which a column is recognised; all in small letters.

English from Moodle's own source: "Question 1", "Response 1" and "Right answer 1" for each place of the quiz, beside who
somebody is and when they sat. Mongolian, Korean and Russian are from memory, not confirmed against its language packs;
a column that is not recognised is named, not lost.
"""

from __future__ import annotations

RESPONSE = ("response", "хариулт", "응답", "ответ")
QUESTION = ("question", "асуулт", "문제", "вопрос")
RIGHT = ("right answer", "зөв хариулт", "정답", "правильный ответ")
CENTRE = {
    *("institution", "байгууллага", "기관", "소속기관", "учреждение (организация)"),
    *("groups", "бүлгүүд", "모둠", "группы"),
    *("city", "city/town", "хот", "도시", "город"),
}
ELSEWHERE = "online"
"""The centre of those of whom the file does not say where they sat."""

TRUE = {"true", "үнэн", "참", "верно"}
FALSE = {"false", "худал", "거짓", "неверно"}
NOTHING = {"", "-"}
"""How the report says that a question was not answered."""
