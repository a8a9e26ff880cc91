"""Setting a paper: its values and its template in, a PDF out that can be kept (PDF/A-2a) and listened to (PDF/UA-1).

The same values, day and language give the same bytes, on any machine and any day: only the house's own fonts are
used, the time is handed in, and what Typst derives identifiers from is the content.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import asdict
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from ortoo.documents.agenda import AgendaPaper
from ortoo.documents.booklet import AnswerSheetPaper, BookletPaper
from ortoo.documents.charts import ChartPaper
from ortoo.documents.pictures import on_paper
from ortoo.documents.profiles import Profile, in_force
from ortoo.documents.statement import StatementPaper
from ortoo.documents.values import Paper
from ortoo.documents.writing import written
from ortoo.multilingual.refusals import Refusal

if TYPE_CHECKING:
    import typst

Anything = Paper | StatementPaper | AgendaPaper | ChartPaper | BookletPaper | AnswerSheetPaper

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"
"""Built, not committed: see assets.toml."""

NO_GLYPH = re.compile(r'the text (?:contains .*?codepoint )?`"(.+?)"`')
"""What Typst says of a character that no font has, or that may not stand in a file that is kept."""


def pdf(
    paper: Anything,
    *,
    language: str,
    at: datetime,
    example: bool,
    draft: bool = False,
    profile: Profile | None = None,
) -> bytes:
    """The paper in `language` as it stands `at` (aware). `example`: it says that its people are invented.

    `draft` marks every page. A paper with a place for a decision (`decided`) cannot go without the mark before that
    is recorded, nor with it after: refusals `documents.undecided` and `documents.decided`. Without `profile` the one
    in force on that day counts. Refusal `documents.no_glyph` names a character that no font of the house has.
    """
    _check_honest(paper, draft=draft)
    chosen = profile or in_force(timezone.localtime(at).date(), settings.PAPER_PROFILES)
    drawn = on_paper(paper, sideways=getattr(paper, "sideways", False))
    handed = {
        "paper": written(drawn, language) | {"title": paper.title},
        "words": words(language),
        "profile": asdict(chosen) | {"official": chosen.official, "valid_from": chosen.valid_from.isoformat()},
        "language": language,
        "example": example,
        "draft": draft,
        "made": written(timezone.localtime(at).date(), language),
    }
    return _compiled(paper.template, handed, at)


@cache
def words(language: str) -> dict[str, Any]:
    """The sentences of papers that are not handed in."""
    return tomllib.loads((HERE / "words" / f"{language}.toml").read_text("utf-8"))


def _check_honest(paper: Anything, *, draft: bool) -> None:
    """No paper looks decided before it is."""
    if not hasattr(paper, "decided"):
        return
    if paper.decided is None and not draft:
        raise Refusal("documents.undecided", title=paper.title)
    if paper.decided is not None and draft:
        raise Refusal("documents.decided", title=paper.title)


def _compiled(template: str, handed: dict[str, Any], at: datetime) -> bytes:
    import typst

    compiler = typst.Compiler(
        input=HERE / "papers" / f"{template}.typ", root=HERE / "papers", font_paths=_fonts(), ignore_system_fonts=True
    )
    try:
        made = compiler.compile(
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
            timestamp=int(at.timestamp()),
            sys_inputs={"handed": json.dumps(handed, ensure_ascii=False)},
        )
    except typst.TypstError as error:
        if missing := NO_GLYPH.search(str(error)):
            raise Refusal("documents.no_glyph", character=missing[1]) from error
        raise
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    import typst

    if not FONTS.is_dir():
        raise Refusal("documents.no_fonts")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
