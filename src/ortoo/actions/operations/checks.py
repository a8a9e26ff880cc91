"""What every write of actions asks of what it is given."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ortoo.multilingual.refusals import Refusal

CODE = re.compile(r"\A[\w-]{1,20}\Z")


def check_code(code: str, *, taken: bool) -> None:
    if not CODE.fullmatch(code):
        raise Refusal("actions.code_shape", code=code, field="code")
    if taken:
        raise Refusal("actions.code_taken", code=code, field="code")


def check_named(names: Mapping[str, str], field: str = "name_mn") -> None:
    if not any(name.strip() for name in names.values()):
        raise Refusal("actions.name_missing", field=field)


def check_said(text: str, code: str, field: str) -> str:
    """The text without the space around it. Refused with the sentence of `code` where nothing is left."""
    if not text.strip():
        raise Refusal(code, field=field)
    return text.strip()


def kept(texts: Mapping[str, str]) -> dict[str, str]:
    """By language, without those that say nothing."""
    return {language: text.strip() for language, text in texts.items() if text.strip()}
