"""Bodies as sentences name them: kept and compared by code, said by name."""

from __future__ import annotations

from typing import Protocol

from ortoo.multilingual.refusals import Worded


class Body(Protocol):
    """What is needed of an organization's row."""

    code: str
    name_mn: str
    name_en: str
    name_ko: str


class BodyName(Worded):
    """An organization's code, which a sentence gives as its name in the reader's language."""

    names: dict[str, str]

    def __new__(cls, body: Body) -> BodyName:
        made = super().__new__(cls, body.code)
        made.names = {"mn": body.name_mn, "en": body.name_en, "ko": body.name_ko}
        return made

    def words(self, language: str) -> str:
        own = self.names[language] or self.names["en"] or self.names["mn"] or self.names["ko"]
        return f"{own} ({self})" if own and own != str(self) else str(self)
