"""The columns of a file of kinds of documents. Their words are in data."""

from __future__ import annotations

import tomllib
from importlib import resources

from ortoo.people.cells import Code
from ortoo.people.layouts import BASIS
from ortoo.spreadsheets.cells import Choice, Parser, Text, Whole, YesNo
from ortoo.spreadsheets.layout import layout_in_words

PHASE_WORDS = {
    "before": {"en": "before", "mn": "өмнө", "ko": "방문 전"},
    "during": {"en": "during", "mn": "явцад", "ko": "방문 중"},
    "after": {"en": "after", "mn": "дараа", "ko": "방문 후"},
}
PERSONAL_WORDS = {
    "none": {"en": "none", "mn": "байхгүй", "ko": "없음"},
    "ordinary": {"en": "ordinary", "mn": "энгийн", "ko": "일반"},
    "identifier": {"en": "identifier", "mn": "таних мэдээлэл", "ko": "식별"},
    "sensitive": {"en": "sensitive", "mn": "эмзэг", "ko": "민감"},
    "anonymous": {"en": "anonymous", "mn": "нэргүй", "ko": "익명"},
}

NEEDED: dict[str, Parser] = {
    "code": Code(10),
    "phase": Choice(PHASE_WORDS),
    "produced_by": Code(30),
    "personal_data": Choice(PERSONAL_WORDS),
}
OPTIONAL: dict[str, Parser] = {
    **{f"name_{language}": Text(250) for language in ("mn", "en", "ko")},
    "signed_by": Code(30),
    "due_anchor": Choice({anchor: {} for anchor in ("visit_start", "session_end", "visit_end")}),
    "due_days": Whole(-5_000, 5_000),
    "due_months": Text(30),
    "needed_for": Text(100),
    "in_dossier": YesNo(),
    "expires": YesNo(),
    "clears": YesNo(),
    "basis": BASIS,
    "source": Text(300),
}


WORDS = tomllib.loads((resources.files("ortoo.permission") / "data" / "columns.toml").read_text("utf-8"))
DOCUMENTS = layout_in_words("documents", WORDS, NEEDED, OPTIONAL)
