"""What an operator sets about signing in, and what is refused of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from ortoo.access.rules.attempts import Limits
from ortoo.access.rules.sessions import Spans
from ortoo.multilingual.refusals import Refusal
from ortoo.site.signing_in import limits, spans, trusted_proxies

COOKIES = """
import json
from django.conf import settings
names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
         "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY", "SESSION_COOKIE_PATH")
print(json.dumps([getattr(settings, name) for name in names]))
"""


def test_without_a_word_the_defaults_hold() -> None:
    assert (limits({}), spans({}), trusted_proxies({})) == (Limits(), Spans(), ())


def test_what_is_set_holds() -> None:
    said = {"ORTOO_SIGN_IN_TRIES": "3", "ORTOO_SIGN_IN_TRIES_PER_ADDRESS": "90", "ORTOO_SESSION_HOURS": "4",
            "ORTOO_IDLE_MINUTES": "60", "ORTOO_IDLE_MINUTES_WITH_FACTOR": "15",
            "ORTOO_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8"}  # fmt: skip
    assert limits(said) == Limits(tries=3, per_address=90)
    assert spans(said) == Spans(timedelta(hours=4), timedelta(hours=1), timedelta(minutes=15))
    assert [str(one) for one in trusted_proxies(said)] == ["127.0.0.1/32", "10.0.0.0/8"]


def read_all(said: dict[str, str]) -> object:
    return limits(said), spans(said), trusted_proxies(said)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("ORTOO_SIGN_IN_TRIES", "26", "site.sign_in_tries"),
        ("ORTOO_SIGN_IN_TRIES", "0", "site.whole_number"),
        ("ORTOO_SIGN_IN_TRIES_PER_ADDRESS", "24", "site.sign_in_tries"),
        ("ORTOO_SESSION_HOURS", "1.5", "site.whole_number"),
        ("ORTOO_IDLE_MINUTES", "٣", "site.whole_number"),
        ("ORTOO_TRUSTED_PROXIES", "proxy.example.mn", "site.trusted_proxies"),
        ("ORTOO_TRUSTED_PROXIES", "10.0.0.7/8", "site.trusted_proxies"),
    ],
)
def test_what_makes_no_sense_is_refused(name: str, value: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_all({name: value})
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("tls", "cookies"),
    [
        ("", ["sessionid", "csrftoken", False, True, "Lax", False, True, "/"]),
        ("1", ["__Host-sessionid", "__Host-csrftoken", True, True, "Lax", True, True, "/"]),
    ],
)
def test_cookies_are_bound_to_this_host_over_tls(tls: str, cookies: list[object], tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "ORTOO_HOME": str(tmp_path), "ORTOO_TLS": tls,
                   "DJANGO_SETTINGS_MODULE": "ortoo.site.settings"}  # fmt: skip
    done = subprocess.run([sys.executable, "-c", COOKIES], env=environment, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == cookies
