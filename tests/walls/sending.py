"""A form as whoever may open it would send it: every field filled in with something plausible."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

WRITES = ("INSERT", "UPDATE", "DELETE")
OF_THE_SESSION = ('"django_session"', '"ortoo_signedin"')
"""Where somebody is signed in, and when they were seen there last."""


class Filled(HTMLParser):
    """`answers` {name: value}, of every field of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.answers: dict[str, object] = {}
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and given.get("value"):
            self.answers.setdefault(self._select, given["value"])
        elif tag == "textarea" and name:
            self.answers[name] = "Zzz: long enough to be a reason, a text and a note."
        elif tag == "input" and name:
            self.answers.setdefault(name, value_of(given))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""


def value_of(given: dict[str, str]) -> object:
    kind = given.get("type", "text")
    if given.get("value"):
        return given["value"]
    if kind == "file":
        return SimpleUploadedFile("zzz.csv", b"number\nA000001\n")
    usual = {"date": timezone.localdate().isoformat(), "number": given.get("min") or "1", "time": "10:00"}
    return usual.get(kind, "Zzz")


@contextmanager
def written() -> Iterator[list[str]]:
    """Every statement that writes a row inside, but for the session; also what is taken back later."""
    found: list[str] = []

    def listen(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if sql.lstrip("( ").upper().startswith(WRITES) and not any(table in sql for table in OF_THE_SESSION):
            found.append(sql[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield found


def counted() -> dict[str, int]:
    """Rows of every table but the sessions."""
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names(cursor) if name != "django_session"]
        counts = {}
        for name in names:
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(name)}")
            counts[name] = cursor.fetchone()[0]
    return counts
