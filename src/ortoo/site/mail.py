"""The mail server of an installation, from one address in the environment."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mail_settings(address: str) -> dict[str, object]:
    """Django's EMAIL settings for "smtp+tls://user:password@mail.example.mn:587".

    smtp: in the clear, for a server on the same machine; smtp+tls: TLS after the greeting; smtps: TLS from the start.
    """
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("ORTOO_MAIL_URL must look like smtp+tls://user:password@mail.example.mn:587")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
