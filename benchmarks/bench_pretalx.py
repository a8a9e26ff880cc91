"""Our list of 12,000 beside the organiser's list of 12,000 in pretalx, which is installed and run as it comes.

pretalx is under the AGPL: it is only run, in an environment of its own, and nothing of it is copied.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import hatch_build
from benchmarks.demonstration import COUNT, demonstration
from benchmarks.lists import WHOLE, deep
from benchmarks.measure import Figure
from benchmarks.serving import WORKERS, Loaded, Reader, free_port, house, load, served

VERSION = "2025.2.2"
INSTALLING, PREPARING = 150, 150
"""Seconds that installing and filling may take at most."""
REQUESTS = 120


class Prepared(NamedTuple):
    python: Path
    environment: dict[str, str]
    path: str
    cookie: str


class Foreign(Reader):
    """Somebody whose session was made by pretalx itself."""

    def __init__(self, origin: str, cookie: str) -> None:
        super().__init__(origin)
        self.session = cookie

    @property
    def cookie(self) -> str:
        return self.session


def bench_pretalx(scratch: Path) -> Iterator[Figure]:
    """Our register of 12,000 (30 rows a page) beside 12,000 submissions in pretalx (50): SQLite, two workers each"""
    port = free_port()
    try:
        theirs = prepared(scratch, port)
    except (subprocess.SubprocessError, OSError) as missing:
        print(f"  pretalx is not at hand, so nothing is set beside it: {missing}", flush=True)
        return
    other = at_pretalx(theirs, port)
    own = at_home(scratch)
    than = f"pretalx {VERSION}"
    for name, ours, beside in zip(("first page", "page 41"), own, other, strict=True):
        yield Figure(f"{name}: p50", ours.p50, "ms", beside=beside.p50, than=than)
        yield Figure(f"{name}: p99", ours.p99, "ms", beside=beside.p99, than=than)
        yield Figure(f"{name}: requests a second", ours.a_second, "", at_least=True, beside=beside.a_second, than=than)


def at_home(scratch: Path) -> list[Loaded]:
    with house(demonstration(scratch.parent).home) as address:
        reader = Reader(address)
        reader.enter("manager")
        first = f"/en/{WHOLE['officials']}"
        return [measured(reader, path) for path in (first, deep(reader, first))]


def at_pretalx(theirs: Prepared, port: int) -> list[Loaded]:
    command = [str(theirs.python), "-m", "granian", "--interface", "wsgi", "--port", str(port), "--no-ws"]
    command += ["--workers", str(WORKERS), "--blocking-threads", "4", "--log-level", "warning"]
    command.append("pretalx.wsgi:application")
    with served(command, port, theirs.environment) as address:
        reader = Foreign(address, theirs.cookie)
        return [measured(reader, path) for path in (theirs.path, f"{theirs.path}?page=41")]


def measured(reader: Reader, path: str) -> Loaded:
    load(reader, [path], 2 * WORKERS)
    return load(reader, [path], REQUESTS // 2)


def prepared(scratch: Path, port: int) -> Prepared:
    """pretalx with its event, in `scratch`; SubprocessError or OSError where it cannot be had."""
    python = installed()
    data = scratch / "pretalx"
    data.mkdir()
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(data), "PRETALX_NO_INITIAL_LOG": "1"}
    environment |= {"PRETALX_DATA_DIR": str(data), "PRETALX_FILESYSTEM_STATIC": str(data / "static")}
    environment |= {"PRETALX_SITE_URL": f"http://127.0.0.1:{port}", "DJANGO_SETTINGS_MODULE": "pretalx.settings"}
    script = Path(__file__).with_name("submissions_of_pretalx.py")
    done = subprocess.run(
        [str(python), str(script), str(COUNT)], env=environment, cwd=data, capture_output=True, text=True,
        timeout=PREPARING, check=True,
    )  # fmt: skip
    made = json.loads(done.stdout.splitlines()[-1])
    return Prepared(python, environment, made["path"], made["cookie"])


def installed() -> Path:
    """The Python of an environment with pretalx in the cache folder, made at the first call."""
    place = hatch_build.cache_folder() / f"pretalx-{VERSION}"
    python, ready = place / "bin/python", place / "ready"
    if not ready.is_file():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(place)], check=True, timeout=INSTALLING)
        install = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
        subprocess.run([*install, f"pretalx=={VERSION}", "granian"], check=True, timeout=INSTALLING)
        ready.touch()
    return python
