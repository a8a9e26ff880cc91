"""`ortoo backup`: the whole house as one file, while people go on working in it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ortoo.cli.database import open_database
from ortoo.multilingual.refusals import Refusal, sentence

if TYPE_CHECKING:
    from ortoo.site.keeping.manifest import Manifest


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; a file that is there is never overwritten.")],
    with_keys: Annotated[
        bool,
        typer.Option(
            "--with-keys", help="Also the secret and the signing key, under ORTOO_PASSPHRASE or one that is asked for."
        ),
    ] = False,
) -> None:
    """Write database, uploads and a manifest into one file, of one moment, while the house is used.

    Whoever has the file can read all of it but the keys: keep it as you keep the database.
    Example: ORTOO_HOME=var ortoo backup ortoo-2026-01-31.zip --with-keys
    """
    language = open_database()
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    from ortoo.site.keeping.archive import check_place
    from ortoo.site.keeping.place import place_in
    from ortoo.site.keeping.taking import take

    check_place(file)
    made = take(
        to=file,
        place=place_in(connection.settings_dict),
        home=Path(settings.HOME),
        passphrase=passphrase(language, twice=True) if with_keys else None,
        at=timezone.now(),
    )
    say_what_it_holds(made, language)
    if not with_keys:
        print(sentence("keeping.without_keys", language, {}), file=sys.stderr)


def say_what_it_holds(made: Manifest, language: str) -> None:
    """One line on stdout."""
    held = made.contents
    values = {"rows": sum(held.counts.values()), "tables": len(held.counts), "size": held.ledger_size,
              "root": held.ledger_root}  # fmt: skip
    print(sentence("keeping.holds", language, values))


def passphrase(language: str, *, twice: bool) -> str:
    """From ORTOO_PASSPHRASE, else asked for on the terminal; refused where there is none."""
    given = os.environ.get("ORTOO_PASSPHRASE")
    if given:
        return given
    if not sys.stdin.isatty():
        raise Refusal("keeping.no_passphrase")
    asked: str = typer.prompt(
        sentence("keeping.passphrase", language, {}), hide_input=True, confirmation_prompt=twice, err=True
    )
    return asked
