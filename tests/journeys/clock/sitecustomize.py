"""The clock of a house that is served for a journey: as far ahead of the machine's as a file says, in seconds.

Python reads this file at its start where PYTHONPATH names this folder. A window for appeals that is open for ten days
closes within a journey, and nothing of the product knows of it.
"""

import os
from datetime import timedelta
from pathlib import Path

import django.utils.timezone as clock

AHEAD = Path(os.environ["ORTOO_HOME"]) / "seconds-ahead"
_now = clock.now


def now():  # type: ignore[no-untyped-def]
    return _now() + timedelta(seconds=int(AHEAD.read_text()) if AHEAD.exists() else 0)


clock.now = now
