"""How long the demonstration takes to build, and what a first visit weighs."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Figure, seconds

FIRST_VISIT = ("ortoo.css", "htmx.min.js", "page.js", "mark.svg")


def bench_demonstration(scratch: Path) -> Iterator[Figure]:
    """The demonstration of 12,000 officials (SQLite), and its start page"""
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "ORTOO_HOME")}
    command = [sys.executable, "-m", "ortoo.cli", "demo", "--home", str(scratch / "demo"), "--no-serve"]
    yield Figure("built by operations", seconds(lambda: subprocess.run(command, env=environment, check=True)), "s", 60)
    page = _start_page(scratch / "demo", environment)
    static = Path(__file__).resolve().parent.parent / "src/ortoo/site/static/ortoo"
    assets = sum(len(gzip.compress((static / name).read_bytes())) for name in FIRST_VISIT)
    yield Figure("start page, compressed", len(gzip.compress(page)) / 1000, "kB", 14)
    yield Figure("first visit, compressed", (len(gzip.compress(page)) + assets) / 1000, "kB", 60)


def _start_page(home: Path, environment: dict[str, str]) -> bytes:
    """As Django's client gets it, in a process of its own, because settings are bound to one home."""
    program = (
        "import django, sys; django.setup(); from django.test import Client;"
        "sys.stdout.buffer.write(Client(headers={'host': 'localhost'}).get('/en/').content)"
    )
    own = {"ORTOO_HOME": str(home), "DJANGO_SETTINGS_MODULE": "ortoo.site.settings"}
    done = subprocess.run([sys.executable, "-c", program], env=environment | own, capture_output=True, check=True)
    return done.stdout
