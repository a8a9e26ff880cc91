"""What every page needs for its frame."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from ortoo.access.queries import is_demonstration
from ortoo.ledger.access import can_read
from ortoo.pages.doors import is_open
from ortoo.pages.stations import STATION_NAMES, Post, address, road


@dataclass(frozen=True)
class Language:
    code: str
    name: str
    address: str
    here: bool


class Frame:
    """Read by `pages/frame.html`; each part is worked out only where a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def stations(self) -> tuple[Post, ...]:
        return road(self._current, self.opens)

    @cached_property
    def here(self) -> Post | None:
        return next((post for post in self.stations if post.here), None)

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        now = get_language()
        return tuple(
            Language(code, name, same_page(self._request.get_full_path(), code), code == now)
            for code, name in settings.LANGUAGES
        )

    @cached_property
    def home(self) -> str:
        return address("site:start") or f"/{get_language()}/"

    @cached_property
    def is_home(self) -> bool:
        return self._request.path == self.home

    @cached_property
    def sign_in(self) -> str | None:
        return address("access:sign-in")

    @cached_property
    def sign_out(self) -> str | None:
        return address("access:sign-out")

    @cached_property
    def account(self) -> str | None:
        """Where the signed-in person finds mail address and password."""
        return address("access:account")

    @cached_property
    def messages(self) -> str | None:
        return address("messages:home")

    @cached_property
    def unseen(self) -> int:
        """How many messages wait for the signed-in person; the count came along with the account."""
        return getattr(self._request.user, "unseen", 0)

    @cached_property
    def ledger(self) -> str | None:
        """For those who may read entries; an error before anybody is known has no grants."""
        grants = getattr(self._request, "grants", None)
        return address("ledger:home") if grants is not None and can_read(grants) else None

    @cached_property
    def public(self) -> str | None:
        return address("journey:home")

    @cached_property
    def verify(self) -> str | None:
        return address("ledger:check")

    @cached_property
    def follow(self) -> str | None:
        """Where the thing that this page shows is followed through the relay; `settings.FOLLOWED` says which are."""
        match = self._request.resolver_match
        view = settings.FOLLOWED.get(match.view_name) if match else None
        return address(view, *match.kwargs.values()) if match and view else None

    @cached_property
    def is_demonstration(self) -> bool:
        return is_demonstration()

    def opens(self, station: str) -> bool:
        """Whether the home of a station is open to the reader; the account came along with whether it is on the
        register. An error before anybody is known has no grants.
        """
        grants = getattr(self._request, "grants", None)
        on_register = getattr(self._request.user, "on_register", None) is not None if grants is not None else False
        return grants is None or is_open(station, grants, on_register=on_register)

    @property
    def _current(self) -> str | None:
        match = self._request.resolver_match
        return next((name for name in match.namespaces if name in STATION_NAMES), None) if match else None


def same_page(path: str, language: str) -> str:
    """The address of the page at `path` in another language; a path without a language leads to the start page."""
    first, _, rest = path.removeprefix("/").partition("/")
    if first in dict(settings.LANGUAGES):
        return f"/{language}/{rest}"
    return f"/{language}/"


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: `frame` in every template."""
    return {"frame": Frame(request)}
