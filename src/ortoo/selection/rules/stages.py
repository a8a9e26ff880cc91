"""How long the parts of a decision take (solving, that the list is the only one, the certificate), for benchmarks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_kept: ContextVar[dict[str, float] | None] = ContextVar("stages", default=None)


@contextmanager
def timed() -> Iterator[dict[str, float]]:
    """Inside, seconds add up by the name of the stage, in what is given."""
    seconds: dict[str, float] = {}
    token = _kept.set(seconds)
    try:
        yield seconds
    finally:
        _kept.reset(token)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """One stage; nothing is kept where nobody asks. Stages do not lie inside one another."""
    seconds = _kept.get()
    began = time.perf_counter()
    yield
    if seconds is not None:
        seconds[name] = seconds.get(name, 0.0) + time.perf_counter() - began
