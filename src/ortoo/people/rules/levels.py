"""Small vocabularies of the register."""

from __future__ import annotations

from enum import StrEnum


class Sex(StrEnum):
    WOMAN = "woman"
    MAN = "man"
