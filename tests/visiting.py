"""Pages as somebody reads and sends them through the client."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client


def text(response: HttpResponseBase) -> str:
    """The page, with every run of white space as one blank."""
    return re.sub(r"\s+", " ", content(response).decode("utf-8-sig"))


def content(response: HttpResponseBase) -> bytes:
    if isinstance(response, StreamingHttpResponse):
        return b"".join(response)
    return response.content  # type: ignore[attr-defined]


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, text(response)
    return text(response)


def main_part(shown: str) -> str:
    """What stands between head and foot of a page."""
    return shown[shown.index("<main") : shown.index("</main>")]


def once(client: Client, address: str) -> str:
    """The token of a form as a browser gets it."""
    found = re.search(r'name="once" value="([^"]+)"', page(client, address))
    assert found
    return found[1]


def sent(client: Client, address: str, token: str = "", **answers: Any) -> tuple[int, str]:
    """The form at `address`, filled in and sent: the status, and where it leads or what the page says."""
    response = client.post(address, {"once": token or once(client, address), **answers})
    return response.status_code, response.get("Location", "") or text(response)
