"""The phones of those who sign in to one house: codes by the house's own clock, each given once."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import pyotp

from ortoo.access.rules.codes import DRIFT, STEP


@dataclass
class Phones:
    """By user name: the secret, the step of the last code that was given, and what is left on paper."""

    home: Path
    secrets: dict[str, str] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)
    on_paper: dict[str, list[str]] = field(default_factory=dict)

    def keep(self, username: str, secret: str) -> None:
        self.secrets[username] = secret.replace(" ", "")

    def code(self, username: str) -> str:
        """The next code that the house will take: of this half minute, of the next, else one from the paper. Never of
        the one before, which may be too old once it is sent.
        """
        now = self._now() // STEP
        step = max(now, self.given.get(username, 0) + 1)
        if step > now + DRIFT:
            return self.on_paper[username].pop()
        self.given[username] = step
        return pyotp.HOTP(self.secrets[username]).at(step)

    def _now(self) -> int:
        ahead = self.home / "seconds-ahead"
        return int(time.time()) + (int(ahead.read_text()) if ahead.exists() else 0)
