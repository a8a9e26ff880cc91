"""One address in the environment names the mail server."""

from __future__ import annotations

import pytest

from ortoo.multilingual.refusals import Refusal
from ortoo.site.mail import mail_settings


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("smtp+tls://ortoo:p%40ss@mail.example.mn", ("mail.example.mn", 587, "ortoo", "p@ss", True, False)),
        ("smtps://ortoo:secret@mail.example.mn:4650", ("mail.example.mn", 4650, "ortoo", "secret", False, True)),
        ("smtp://localhost", ("localhost", 25, "", "", False, False)),
    ],
)
def test_what_it_says(address: str, expected: tuple[object, ...]) -> None:
    found = mail_settings(address)
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    assert tuple(found[f"EMAIL_{name}"] for name in names) == expected


@pytest.mark.parametrize(
    "address", ["mail.example.mn", "http://mail.example.mn", "smtp://", "smtp://mail.example.mn:many", "smtp://[::1"]
)
def test_what_it_cannot_be_is_refused_without_repeating_a_password(address: str) -> None:
    with pytest.raises(Refusal, match="ORTOO_MAIL_URL does not name a mail server") as refused:
        mail_settings(address)
    assert refused.value.values == {}
