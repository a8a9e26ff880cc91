"""What a browser calls itself, as coarse as a person needs to know their own: its family and its system."""

from __future__ import annotations

BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Whale/", "Whale"),
    ("YaBrowser", "Yandex"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip
"""In this order, because many name their forebears too."""


def browser_of(said: str) -> str:
    """ "" where it is none of those known."""
    return next((name for mark, name in BROWSERS if mark in said), "")


def system_of(said: str) -> str:
    return next((name for mark, name in SYSTEMS if mark in said), "")
