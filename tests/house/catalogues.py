"""Bring the strings of the sources into the message catalogues: `python -m tests.house.catalogues`.

Uses Django's makemessages, and so gettext's xgettext and msgmerge.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.sources import PACKAGE

TRANSLATED = ("mn", "ko")
"""English is the language of the sources, so it has no catalogue."""


def write_messages(package: Path) -> None:
    """Merge the strings of `package` into its locale/*/LC_MESSAGES/django.po; new ones stand there untranslated."""
    for language in TRANSLATED:
        (package / "locale" / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    languages = [option for language in TRANSLATED for option in ("--locale", language)]
    layout = ["--add-location", "file", "--no-wrap", "--no-obsolete", "--ignore", "site/static/*", "--verbosity", "0"]
    command = [sys.executable, "-m", "django", "makemessages", *languages, *layout]
    without_project = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=package, check=True, env=without_project)


def copy_of_package(target: Path) -> Path:
    """The package without what is generated, so that a test leaves the sources as they are."""
    ignored = shutil.ignore_patterns("__pycache__", "*.mo", "static")
    return Path(shutil.copytree(PACKAGE, target / "ortoo", ignore=ignored))


if __name__ == "__main__":
    write_messages(PACKAGE)
