"""`ortoo doctor`: what is well in this installation, what is not, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ortoo.cli.database import open_database
from ortoo.multilingual.refusals import sentence

if TYPE_CHECKING:
    from ortoo.site.keeping.doctor.finding import Finding

SIGNS = {"well": ("✓", "green"), "watch": ("!", "yellow"), "wrong": ("✗", "bold red")}


def doctor() -> int:
    """Look at tables, guards, ledger, seals, keys, disk, clock and background work; say each in a sentence.

    ✓ is well, ! should be looked at, ✗ is wrong. Status: 0 nothing is wrong, 1 something is, 2 there is no database.

    Example: ORTOO_HOME=var ortoo doctor
    """
    language = open_database()
    return tell(_found(), language)


def tell(findings: Iterable[Finding], language: str) -> int:
    """Prints each finding as it comes, and closes with one line; the exit status."""
    from rich.console import Console
    from rich.text import Text

    from ortoo.site.keeping.doctor.finding import worst

    console = Console(highlight=False, soft_wrap=True)
    seen = []
    for finding in findings:
        sign, style = SIGNS[finding.state]
        console.print(Text(sign, style), Text(" ".join(finding.sentence(language).split())))
        seen.append(finding)
    count = sum(finding.state == "wrong" for finding in seen)
    closing = {"well": "doctor.all_well", "watch": "doctor.look", "wrong": "doctor.something_wrong"}[worst(seen)]
    console.print(Text(sentence(closing, language, {"count": count}), "bold"))
    return 1 if count else 0


def _found() -> Iterable[Finding]:
    from django.utils import timezone

    from ortoo.site.keeping.doctor.looking import look

    return look(timezone.now())
