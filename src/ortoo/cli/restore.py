"""`ortoo restore`: a backup becomes a house again, and the house is looked over."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ortoo.cli import spoken_language
from ortoo.cli.backup import passphrase, say_what_it_holds
from ortoo.cli.doctor import tell
from ortoo.multilingual.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ortoo.site.keeping.doctor.finding import Finding
    from ortoo.site.keeping.manifest import Manifest


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `ortoo backup` wrote.")],
    home: Annotated[
        Path, typer.Option(envvar="ORTOO_HOME", help="The folder of the new house: empty, or not there yet.")
    ] = Path("var"),
    without_keys: Annotated[
        bool, typer.Option("--without-keys", help="Go on without the old keys; what they were for is lost.")
    ] = False,
) -> int:
    """Check a backup, bring it back into an empty house of the same engine, and look the house over.

    DATABASE_URL names the empty database of PostgreSQL. A backup of an earlier edition is brought to this edition's
    tables; one of a later edition is refused. Status: 0 all is there and well, 1 something is wrong, 2 refused.

    Example: ortoo restore ortoo-2026-01-31.zip --home restored
    """
    from ortoo.site.keeping.place import place_of
    from ortoo.site.keeping.restoring import Target, bring_back, holds

    language = spoken_language()
    if not file.is_file():
        raise Refusal("keeping.no_file", file=str(file))
    place = place_of(home, os.environ.get("DATABASE_URL", ""))
    made = bring_back(file, Target(home, place), lambda: passphrase(language, twice=False), without_keys=without_keys)
    # The same engine may be of another version here.
    same = replace(holds(place), engine_version=made.contents.engine_version) == made.contents
    os.environ |= {"ORTOO_HOME": str(home.resolve()), "DJANGO_SETTINGS_MODULE": "ortoo.site.settings"}
    say_what_it_holds(made, language)
    return tell(_looked_over(made, same=same), language)


def _looked_over(made: Manifest, *, same: bool) -> Iterator[Finding]:
    from ortoo.cli.serve import migrate
    from ortoo.site.keeping.doctor.finding import well, wrong

    root = made.contents.ledger_root
    yield well("doctor.as_kept", root=root) if same else wrong("doctor.not_as_kept", root=root)
    if same:
        migrate()
        from django.utils import timezone

        from ortoo.site.keeping.doctor.looking import look

        yield from look(timezone.now())
