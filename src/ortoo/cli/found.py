"""`ortoo found`: an empty programme in an empty database, by three people who hold each other's grants."""

from __future__ import annotations

import os
import secrets
import sys
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ortoo.cli import spoken_language
from ortoo.cli.database import bar
from ortoo.multilingual.refusals import Refusal, sentence

if TYPE_CHECKING:
    from ortoo.access.models import User

COUNTRY_FILES = (("regions", "regions.csv"), ("organizations", "organizations.csv"), ("plan", "vision2050.yaml"))
SHORTEST_PASSWORD = 12


def found(
    manager: Annotated[str, typer.Option(prompt="User name of the academy manager", help="Keeps the register.")],
    head: Annotated[str, typer.Option(prompt="User name of the head of the academy", help="Signs.")],
    operator: Annotated[str, typer.Option(prompt="User name of the operator", help="Keeps the machine.")],
    country: Annotated[
        str | None, typer.Option(help="Also take in the regions, organizations and plan that are shipped, as mongolia.")
    ] = None,
    plan: Annotated[Path | None, typer.Option(help="Also take in this plan, a YAML file.", show_default=False)] = None,
    ask: Annotated[bool, typer.Option("--ask", help="Ask for the passwords instead of making them.")] = False,
) -> None:
    """Create an empty programme in an empty database: three accounts, each one's role approved by the other two.

    Example: ortoo found --manager munkh --head dorj --operator oyun --country mongolia
    """
    language = spoken_language()
    names = {"academy-manager": manager, "head-of-academy": head, "operator": operator}
    files = _files(country, plan)
    _migrate(language)
    passwords = {name: _password(name, ask=ask) for name in names.values()}
    users = _found(names, passwords, language)
    for kind, filename, content in files:
        _take_in(kind, filename, content, users["academy-manager"])
    _say_what_next(names, {} if ask else passwords, language)


def _files(country: str | None, plan: Path | None) -> list[tuple[str, str, bytes]]:
    """(kind, name, content) of everything that is to be taken in; read before anything is written."""
    files = []
    if country is not None:
        programmes = resources.files("ortoo.site") / "programmes"
        shipped = sorted(folder.name for folder in programmes.iterdir() if folder.is_dir())
        if country not in shipped:
            raise Refusal("found.unknown_country", country=country, countries=", ".join(shipped))
        folder: Traversable = programmes / country
        files = [(kind, name, (folder / name).read_bytes()) for kind, name in COUNTRY_FILES]
    if plan is not None:
        files = [one for one in files if one[0] != "plan"] + [("plan", plan.name, plan.read_bytes())]
    return files


def _migrate(language: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ortoo.site.settings")
    import django
    from django.core.management import call_command
    from django.utils import translation

    django.setup()
    translation.activate(language)
    call_command("migrate", interactive=False, verbosity=0)


def _password(name: str, *, ask: bool) -> str:
    if not ask:
        return secrets.token_urlsafe(12)
    given: str = typer.prompt(name, hide_input=True, confirmation_prompt=True, err=True)
    if len(given) < SHORTEST_PASSWORD:
        raise Refusal("found.password_too_short", name=name, shortest=SHORTEST_PASSWORD)
    return given


def _found(names: dict[str, str], passwords: dict[str, str], language: str) -> dict[str, User]:
    from django.utils import timezone

    from ortoo.access.operations import NewAccount, found
    from ortoo.access.rules.roles import Role

    accounts = {Role(role): NewAccount(name, name, language, passwords[name]) for role, name in names.items()}
    return {str(role): user for role, user in found(accounts=accounts, at=timezone.now()).items()}


def _take_in(kind: str, filename: str, content: bytes, by: User) -> None:
    from django.utils import timezone

    from ortoo.jobs.imports import kind_named, take_in

    with bar(filename) as progress:
        report = take_in(
            kind=kind_named(kind),
            content=content,
            filename=filename,
            options={},
            dry_run=False,
            by=by,
            at=timezone.now(),
            progress=progress,
        )
    if report.problems:
        first = report.problems[0].sentence(spoken_language())
        raise Refusal("found.file_has_problems", file=filename, first=first)


def _say_what_next(names: dict[str, str], passwords: dict[str, str], language: str) -> None:
    """Passwords that were made go to stdout, once; what to do next goes to stderr."""
    for role, name in names.items():
        print(f"{role}\t{name}\t{passwords[name]}" if name in passwords else f"{role}\t{name}")
    if passwords:
        print(sentence("found.passwords_shown_once", language, {}), file=sys.stderr)
    print(sentence("found.what_next", language, {"manager": names["academy-manager"]}), file=sys.stderr)
