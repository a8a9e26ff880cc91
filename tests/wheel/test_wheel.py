"""Ship what was tested: a wheel built without a Node at hand, in an empty environment, shows its first page."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import ROOT, own_files
from tests.machine import free_port


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
    """Where the installed house is served, on a new database."""
    home = tmp_path_factory.mktemp("home")
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if name in ("LANG", "TMPDIR")}
    environment = {**kept, "PATH": "/usr/bin:/bin", "HOME": str(home), "ORTOO_HOME": str(home / "ortoo")}
    command = [str(installed / "ortoo"), "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=home, env=environment) as served:
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}/", served)
            yield f"http://127.0.0.1:{port}"
        finally:
            served.send_signal(signal.SIGTERM)
            served.wait(20)


def test_the_wheel_holds_what_is_made_and_nothing_of_the_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    made = {"ortoo/site/static/ortoo/ortoo.css", "ortoo/site/static/ortoo/htmx.min.js"}
    catalogues = {f"ortoo/locale/{language}/LC_MESSAGES/django.mo" for language in ("mn", "ko")}
    assert (made | catalogues) - names == set()
    assert [name for name in names if "licences/govuk-frontend" in name] != []
    assert [name for name in names if not name.startswith("ortoo")] == []


def test_the_command_runs(installed: Path) -> None:
    said = subprocess.run([str(installed / "ortoo"), "--help"], capture_output=True, text=True, check=True)
    assert "select" in said.stdout


def test_the_first_page_opens(address: str) -> None:
    page = fetch(f"{address}/en/")
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert heading
    assert "officials" in heading.group(1) or "Ortoo" in heading.group(1)


def test_the_styles_are_served(address: str) -> None:
    assert ".govuk-" in fetch(f"{address}/static/ortoo/ortoo.css")


def test_sigterm_ends_the_web_server_and_the_worker(installed: Path, tmp_path: Path) -> None:
    port = free_port()
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "ORTOO_HOME": str(tmp_path / "ortoo")}
    with subprocess.Popen([str(installed / "ortoo"), "serve", "--port", str(port)], env=environment) as served:
        wait_until_it_answers(f"http://127.0.0.1:{port}/", served)
        served.send_signal(signal.SIGTERM)
        assert served.wait(20) == 0
    with pytest.raises(urllib.error.URLError):
        fetch(f"http://127.0.0.1:{port}/")


def pip_cache() -> Path | None:
    """pip's cache of this user, so that an empty HOME does not download everything again."""
    said = subprocess.run([sys.executable, "-m", "pip", "cache", "dir"], capture_output=True, text=True)
    return Path(said.stdout.strip()) if said.returncode == 0 and said.stdout.strip() else None


def wait_until_it_answers(address: str, served: subprocess.Popen[bytes]) -> None:
    """Up to 40 seconds; fails at once where the server has ended."""
    for _ in range(200):
        assert served.poll() is None, f"the server ended with {served.returncode}"
        try:
            fetch(address)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"{address} did not answer within 40 seconds")


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        text: str = answer.read().decode("utf-8")
        return text
