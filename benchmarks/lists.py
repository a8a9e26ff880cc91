"""The lists of the demonstration that are measured: their addresses, found as a reader does, and their queries."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from benchmarks.demonstration import apart
from benchmarks.serving import Reader

WHOLE = {
    "officials": "people/officials/",
    "marks of a sitting": "exams/sittings/2022/",
    "provisional list": "selection/2022/list/",
    "final list": "selection/2022/final/",
    "a cohort": "training/cohorts/V2050-2021/",
    "log of messages": "messages/log/",
    "ledger": "ledger/",
}
"""What it is called in the tables -> address below the language."""
PAGES_ON = 40


def mix(reader: Reader, language: str = "mn") -> dict[str, str]:
    """Name -> path: each list, and the register also filtered, searched and forty pages on; and so the marks."""
    found = {name: f"/{language}/{path}" for name, path in WHOLE.items()}
    seal = re.search(rf'href="(/{language}/record/seals/\d+/)"', reader.get(f"/{language}/record/"))
    if seal:
        found["records"] = seal[1]
    officials = found["officials"]
    page = reader.get(officials)
    choice = re.search(r'<select name="(\w+)"><option value="">.*?<option value="([^"]+)"', page, re.DOTALL)
    search = re.search(r'<input type="search" name="(\w+)"', page)
    assert choice
    assert search
    found["officials, filtered"] = f"{officials}?{choice[1]}={quote(choice[2])}"
    found["officials, searched"] = f"{officials}?{search[1]}={quote('Бат')}"
    for name in ("officials", "marks of a sitting", "final list"):
        found[f"{name}, {PAGES_ON} pages on"] = deep(reader, found[name])
    return found


def deep(reader: Reader, path: str) -> str:
    """The address some pages further on, reached as a reader reaches it."""
    for _ in range(PAGES_ON):
        later = re.search(r'rel="next" href="([^"]+)"', reader.get(path))
        if later is None:
            break
        path = path.partition("?")[0] + html.unescape(later[1])
    return path


def in_process(home: Path, username: str, paths: list[str]) -> dict[str, dict[str, float]]:
    """Path -> its queries and its compressed kilobytes, counted in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.lists", username, *paths]
    environment = apart(home) | {"DJANGO_SETTINGS_MODULE": "ortoo.site.settings"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    counted: dict[str, dict[str, float]] = json.loads(done.stdout)
    return counted


def count(username: str, paths: list[str]) -> dict[str, dict[str, float]]:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from ortoo.access.models import User

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(User.objects.get(username=username))
    found = {}
    for path in paths:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(path)
        found[path] = {"queries": len(queries), "kb": len(page.content) / 1000}
    return found


if __name__ == "__main__":
    assert os.environ["ORTOO_HOME"]
    print(json.dumps(count(sys.argv[1], sys.argv[2:])))
