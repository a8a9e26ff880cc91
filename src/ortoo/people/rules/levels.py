"""Small vocabularies of the register."""

from __future__ import annotations

from enum import StrEnum


class Sex(StrEnum):
    WOMAN = "woman"
    MAN = "man"


LEVELS = ("managing", "executive", "support")
"""Of a post, the highest first."""
