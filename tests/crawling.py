"""Every page that somebody of the demonstration reaches from the start page by its links, over plain HTTP."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from django.urls import Resolver404, resolve
from django.utils import translation

NEVER = re.compile(r"/access/sign-out/|[?&]format=|\.(csv|xlsx|json|pdf|py|ics|zip|ortoolog|svg|css|js)(\?|$)")
"""Addresses that end a visit or hand out a file."""


class Found(NamedTuple):
    """`path` is the address below the language, with its question; `view` as "people:official", or "" where none is.

    `sent`: what the page answers to its form sent without its token and without any answer; that never does anything.
    """

    username: str
    path: str
    view: str
    status: int
    text: str
    sent: bool = False


class Answer(NamedTuple):
    """`address` after redirections; `text` is "" where no page came."""

    address: str
    status: int
    text: str


def ready_sign_ins(address: str) -> list[str]:
    """User names that the sign-in page of a demonstration offers, in its order; the officials' are numbers."""
    page = Person(address).get(f"{address}/en/access/sign-in/")
    return re.findall(r"/access/enter/([^/\"]+)/", page.text)


def crawl(
    address: str, usernames: Sequence[str], each: int = 2, language: str = "en", *, forms: bool = False
) -> Iterator[Found]:
    """The pages of a house served at `address`, by who comes ("" does not sign in), nearest the start page first.

    At most `each` addresses of one view; `forms`: also what the first form of each view answers when nothing is filled
    in. The same house gives the same pages in the same order.
    """
    for username in usernames:
        person = Person(address, language)
        if username:
            person.enter(username)
        yield from _walk(person, username, each, forms)


def _walk(person: Person, username: str, each: int, forms: bool) -> Iterator[Found]:
    waiting, seen, times = deque([person.root]), {person.root}, Counter[str]()
    tried: set[str] = set()
    while waiting:
        asked = waiting.popleft()
        view = view_of(asked, person.language)
        if view and times[view] >= each:
            continue
        answer = person.get(asked)
        if urlsplit(answer.address).path != urlsplit(person.root).path or not times:
            view = view_of(answer.address, person.language) or view
        path = answer.address.removeprefix(person.root)
        if not answer.text or times[view] >= each or not answer.address.startswith(person.root):
            continue
        times[view] += 1
        seen.add(_bare(answer.address))
        parts = Parts(answer.text)
        yield Found(username, path, view, answer.status, answer.text)
        if forms and parts.token and parts.once and view not in tried:
            tried.add(view)
            refused = person.post(urljoin(answer.address, parts.action), parts.token)
            yield Found(username, path, view, refused.status, refused.text, sent=True)
        for link in parts.links:
            target = urljoin(answer.address, link).partition("#")[0]
            wanted = target.startswith(person.root) and not NEVER.search(target) and _bare(target) not in seen
            if wanted and times[view_of(target, person.language)] < each:
                seen.add(_bare(target))
                waiting.append(target)


def view_of(address: str, language: str) -> str:
    """The name of the view behind an address, with its namespace; "" where there is none."""
    with translation.override(language):
        try:
            return resolve(urlsplit(address).path).view_name
        except Resolver404:
            return ""


def _bare(address: str) -> str:
    """Without its question: a list that is filtered otherwise is the same page."""
    return address.partition("?")[0]


class Person:
    """Somebody who asks for pages of the house at `address`, with cookies of their own."""

    def __init__(self, address: str, language: str = "en") -> None:
        self.language, self.root = language, f"{address}/{language}/"
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, address: str) -> Answer:
        return self._open(address)

    def post(self, address: str, token: str) -> Answer:
        """A form with nothing but its token against forgery."""
        return self._open(address, urlencode({"csrfmiddlewaretoken": token}).encode())

    def enter(self, username: str) -> None:
        """By the ready sign-in of a demonstration."""
        token = Parts(self.get(f"{self.root}access/sign-in/").text, within=("main",)).token
        entered = self.post(f"{self.root}access/enter/{username}/", token)
        assert "/sign-out/" in entered.text, f"{username} could not sign in"

    def _open(self, address: str, data: bytes | None = None) -> Answer:
        try:
            answer = self.opener.open(address, data, timeout=60)
        except HTTPError as error:
            answer = error
        with answer:
            page = answer.headers.get_content_type() == "text/html" and not answer.headers["Content-Disposition"]
            return Answer(answer.geturl(), answer.status, answer.read().decode() if page else "")


@dataclass
class Parts(HTMLParser):
    """Of one page: its links in their order, and what its first form that is sent once needs."""

    text: str
    within: tuple[str, ...] = ("main", "nav", "aside", "header", "footer")
    links: list[str] = field(default_factory=list)
    token: str = ""
    once: bool = False
    action: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open = 0
        self._form: dict[str, str] = {}
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._open += tag in self.within
        if tag == "a" and self._open and "href" in given and "download" not in given:
            self.links.append(given["href"])
        if tag == "form":
            self._form = given
        if tag == "input" and given.get("name") == "csrfmiddlewaretoken" and not self.once:
            self.token = given.get("value", "")
        if tag == "input" and given.get("name") == "once" and not self.once:
            self.once, self.action = True, self._form.get("action", "")

    def handle_endtag(self, tag: str) -> None:
        self._open -= tag in self.within
