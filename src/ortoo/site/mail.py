"""The mail server of an installation, from one address in the environment."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from ortoo.multilingual.refusals import Refusal

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mail_settings(address: str) -> dict[str, object]:
    """Django's EMAIL settings for "smtp+tls://user:password@mail.example.mn:587".

    smtp: in the clear, for a server on the same machine; smtp+tls: TLS after the greeting; smtps: TLS from the start.
    Refused where it is none of these; the sentence does not repeat it, for it holds a password.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise Refusal("site.mail_address") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise Refusal("site.mail_address")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
