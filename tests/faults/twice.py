"""A plugin of pytest: whatever a test sends to a page and the page accepts is sent once more, the very same bytes with
the very same cookies, as by a second click; the second sending must write nothing.

Loaded by `tests/run.py` for the suite on SQLite, or by `test_sent_twice.py` for the tests of pages. Notes in the folder
of ORTOO_TWICE which views were sent to.
"""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory

WRITING = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE)
OF_THE_VISIT = {"django_session", "ortoo_requestcount", "ortoo_signinattempt", "ortoo_signedin"}
"""Who is there, since when, and how often they tried and asked: no effect of a form."""
EACH_TIME = {
    "access:sign-in": "who signs in twice is signed in",
    "access:enter": "the same",
    "access:code": "the second half of it",
    "access:sign-out": "the second finds nobody to sign out",
    "access:confirm": "a later confirmation is a later one",
    "jobs:export": "each file that leaves the house has its entry",
    "jobs:cancel": "what was asked is asked, and stays so",
    "exams:export-items": "each file that leaves the house has its entry",
    "exams:responses": "each file that leaves the house has its entry",
    "exams:print-forms": "each print of a secret paper has its entry",
    "permission:paper-file": "each reading of a sensitive paper has its entry",
}
"""Views whose second sending is an act of its own, and why that is right."""

accepted: set[str] = set()
"""Views that took what a test sent them."""


def pytest_configure(config: pytest.Config) -> None:
    Client.generic = sent_twice(RequestFactory.generic)  # type: ignore[method-assign]


def note(view: str) -> None:
    """At once, for a run that breaks off must not lose it."""
    if view not in accepted:
        accepted.add(view)
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        with (Path(os.environ["ORTOO_TWICE"]) / worker).open("a") as notes:
            notes.write(f"{view}\n")


def sent_twice(send: Callable[..., Any]) -> Callable[..., Any]:
    def generic(client: Client, method: str, *args: Any, **kwargs: Any) -> Any:
        before = copy.deepcopy(client.cookies)
        response = send(client, method, *args, **kwargs)
        match = getattr(response, "resolver_match", None)
        if method != "POST" or match is None or response.status_code >= 400:
            return response
        note(match.view_name)
        if match.view_name in EACH_TIME:
            return response
        # Somebody else with the same cookies: what the second answer says must not reach the test.
        again = Client(raise_request_exception=client.raise_request_exception)
        again.cookies, again.defaults = before, client.defaults
        written: list[str] = []
        with connection.execute_wrapper(noting(written)):
            send(again, method, *args, **kwargs)
        assert written == [], f"{match.view_name} was sent twice, and the second wrote: {written}"
        return response

    return generic


def noting(written: list[str]) -> Callable[..., Any]:
    def wrapper(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        done = execute(sql, params, many, context)
        found = WRITING.match(sql)
        if found and found[1] not in OF_THE_VISIT and context["cursor"].rowcount:
            written.append(sql[:120])
        return done

    return wrapper
