"""Orders of a panel that is not there: tests of earlier stations know no rulings."""

from __future__ import annotations

from django.db import connection

GUARDS = {"ortoo_mark_ordered": "ortoo_mark", "ortoo_markcorrection_ordered": "ortoo_markcorrection"}
"""Those of selection, which ask whether the ruling exists; its own tests try them."""


def any_text_is_a_ruling() -> None:
    """Until the test ends, for its transaction is taken back."""
    with connection.cursor() as cursor:
        for guard, table in GUARDS.items():
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard}{where}")
