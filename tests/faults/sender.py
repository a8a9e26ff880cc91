"""Somebody who fills in forms over plain HTTP, and sends one again until the house has acknowledged it."""

from __future__ import annotations

import re
import time
import uuid
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

PATIENCE = 90.0
PAUSE = 0.1
OFFERED = re.compile(r'action="/en/access/enter/([^/]+)/"')
OFFICIALS = ("below", "chosen", "delegate")
"""Whom a demonstration offers first; who they are depends on its size."""


class Refused(AssertionError):
    """The house took the form and said no: a mistake of the test."""


class Stay(HTTPRedirectHandler):
    """The acknowledgement itself is asked for, not the page it leads to."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


@dataclass
class Form(HTMLParser):
    """The form of a page that is sent once: its address and what stands in its fields."""

    page: str
    action: str = ""
    fields: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: dict[str, list[str]] | None = None
        self._to = self._area = self._choice = ""
        self.feed(self.page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open, self._to = {}, given.get("action", "")
        if self._open is None:
            return
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "input" and name and (kind not in ("checkbox", "radio") or "checked" in given):
            self._open.setdefault(name, []).append(given.get("value", ""))
        elif tag == "textarea":
            self._area = name
            self._open[name] = [""]
        elif tag == "select":
            self._choice = name
        elif tag == "option" and "selected" in given:
            self._open.setdefault(self._choice, []).append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._area:
            self._open[self._area] = [(self._open[self._area][0] + data).lstrip("\n")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        if tag == "form" and self._open is not None:
            if "once" in self._open and not self.fields:
                self.fields, self.action = self._open, self._to
            self._open = None


@dataclass
class Sender:
    """With cookies of their own. `again` counts sendings that had no answer and were made again."""

    address: str
    again: int = 0
    waiting: list[str] = field(default_factory=list)
    """Pages of work that was asked for and is not done yet."""

    def __post_init__(self) -> None:
        self.jar = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.jar), Stay())

    def enter(self, username: str) -> None:
        """By the ready sign-in of a demonstration; one of OFFICIALS by what it is offered as."""
        offered = OFFERED.findall(self.page("/en/access/sign-in/"))
        if username in OFFICIALS:
            username = offered[OFFICIALS.index(username)]
        token = next(cookie.value for cookie in self.jar if cookie.name == "csrftoken")
        status, to = self.ask(f"/en/access/enter/{username}/", multipart({"csrfmiddlewaretoken": [token or ""]}))
        assert status == 302, f"{username} could not sign in: {to[:300]}"

    def fill(self, path: str, answers: dict[str, str | list[str]], file: tuple[str, bytes] | None = None) -> str:
        """The form at `path` with `answers`, sent until it is acknowledged; the path of the result."""
        form = Form(self.page(path))
        assert form.fields, f"no form at {path}"
        given = {name: value if isinstance(value, list) else [value] for name, value in answers.items()}
        body = multipart({**form.fields, **given}, file)
        status, said = self.ask(urljoin(path, form.action), body)
        if status != 302:
            raise Refused(f"{path}: {status} {said[said.find('error-summary') :][:900]}")
        assert "/access/sign-in/" not in said, f"{path}: signed out"
        return urlsplit(said).path

    def page(self, path: str) -> str:
        status, said = self.ask(path)
        if status == 302:
            return self.page(urlsplit(said).path)
        assert status == 200, f"{path}: {status}"
        return said

    def ask(self, path: str, body: tuple[bytes, str] | None = None) -> tuple[int, str]:
        """Status, and where it leads or what it says: asked again as long as no answer comes."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            request = Request(f"{self.address}{path}", body[0] if body else None)
            if body:
                request.add_header("Content-Type", body[1])
            try:
                with self.opener.open(request, timeout=20) as answer:
                    return answer.status, read(answer)
            except HTTPError as error:
                with error:
                    if error.code < 500:
                        return error.code, error.headers.get("Location") or read(error)
            except (OSError, HTTPException):
                pass
            self.again += body is not None
            time.sleep(PAUSE)
        raise AssertionError(f"{path}: no answer within {PATIENCE:.0f} seconds")


def read(answer: IO[bytes]) -> str:
    return answer.read().decode("utf-8")


def multipart(fields: dict[str, list[str]], file: tuple[str, bytes] | None = None) -> tuple[bytes, str]:
    """The body as a browser sends it, and its content type."""
    edge = uuid.uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, values in fields.items()
        for value in values
        if not (file and name == "file")
    ]
    if file:
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{file[0]}"\r\n\r\n'
        parts.append(head.encode() + file[1] + b"\r\n")
    return b"".join([*parts, f"--{edge}--\r\n".encode()]), f"multipart/form-data; boundary={edge}"
