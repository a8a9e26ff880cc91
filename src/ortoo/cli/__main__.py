"""`python -m ortoo.cli` is `ortoo`."""

from __future__ import annotations

from ortoo.cli import main

main()
