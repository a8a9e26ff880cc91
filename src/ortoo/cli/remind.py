"""`ortoo remind`: tell now what is due, instead of at the next full hour of `ortoo serve`."""

from __future__ import annotations

from ortoo.cli.database import open_database


def remind() -> None:
    """Tell everybody what is due: what waits for them, what ends soon. Nobody is told the same thing twice.

    `ortoo serve` does it every hour. Prints each kind of message and how many were told.
    Example: ortoo remind
    """
    open_database()
    from django.utils import timezone

    from ortoo.site.reminding import remind as tell_what_is_due

    for kind, count in sorted(tell_what_is_due(timezone.now()).items()):
        print(f"{kind}\t{count}")
