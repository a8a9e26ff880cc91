"""How far a long piece of work is, told to whoever listens. No Django here: rules may take a progress too."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):
    """Raised out of a progress call where somebody asked to stop; nothing has been written yet, and nothing is."""


class Progress(Protocol):
    """Called with how much is done of how much; may raise Cancelled. Call it where stopping does no harm."""

    def __call__(self, done: int, total: int) -> None: ...


def silent(done: int, total: int) -> None:
    """Nobody listens."""
