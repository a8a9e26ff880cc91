"""A visit whose agenda is agreed, with a traveller who has a password: where the journeys of notes begin.

A program, run on an empty database: the visit of `tests.visits.programme`, 8 to 12 June 2026. The house is served by a
clock that stands in its third day.
"""

from __future__ import annotations

from datetime import UTC, datetime

TRAVELLER = "T01"
THIRD_DAY = datetime(2026, 6, 10, 3, 0, tzinfo=UTC)
"""Noon at the host."""


def prepare() -> None:
    from ortoo.access.models import User
    from tests.journeys.founding import PASSWORD
    from tests.visits import programme, travelling

    visit = travelling.named(travelling.opened(travelling.closed()))
    programme.agreed(programme.offered(visit))
    programme.study(TRAVELLER)
    user = User.objects.get(username=TRAVELLER)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])


if __name__ == "__main__":
    import django

    django.setup()
    prepare()
