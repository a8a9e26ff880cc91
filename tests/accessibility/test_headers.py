"""What each answer tells the browser to forbid: the literal headers, on a page, a form refused and an error."""

from __future__ import annotations

import pytest
from django.test import Client

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), serial=(), hid=(), "
        "midi=(), accelerometer=(), gyroscope=(), magnetometer=(), browsing-topics=()"
    ),
}
ANSWERS = {"": 200, "access/sign-in/": 200, "people/officials/": 302, "nowhere/": 404}


@pytest.mark.parametrize("path", ANSWERS)
def test_each_answer_forbids_what_no_page_needs(client: Client, db: None, path: str) -> None:
    answer = client.get(f"/en/{path}")
    assert answer.status_code == ANSWERS[path]
    assert set(answer["Content-Security-Policy"].split("; ")) == POLICY
    assert {name: answer[name] for name in HEADERS} == HEADERS


def test_a_refused_form_forbids_it_too(client: Client, db: None) -> None:
    answer = client.post("/en/access/sign-in/", {})
    assert answer.status_code == 422
    assert set(answer["Content-Security-Policy"].split("; ")) == POLICY


def test_htmx_neither_evaluates_nor_writes_styles(client: Client, db: None) -> None:
    page = client.get("/en/").content.decode()
    config = '{"includeIndicatorStyles":false,"allowEval":false,"historyCacheSize":0}'
    assert f"<meta name=\"htmx-config\" content='{config}'>" in page
