"""Run in a process of its own on a house: how many queries each list takes with one row and with three."""

from __future__ import annotations

import json
import sys

from tests.journeys.lists import LISTS, LISTS_OF_OTHERS


def counted() -> dict[str, list[int]]:
    """Path below the language -> [queries with one row a page, with three]."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import resolve
    from django.utils.translation import override

    from ortoo.access.models import User

    settings.ALLOWED_HOSTS = ["testserver"]
    found: dict[str, list[int]] = {}
    for username, paths in {"manager": LISTS, **LISTS_OF_OTHERS}.items():
        client = Client()
        client.force_login(User.objects.get(username=username))
        for path in paths:
            with override("en"):
                view = resolve(f"/en/{path}").func.view_class  # type: ignore[attr-defined]
            found[path] = []
            for view.size in (1, 1, 3):  # the first time what a process remembers is asked for
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(f"/en/{path}").status_code == 200, path
                    found[path].append(len(queries))
            del found[path][0], view.size
    return found


if __name__ == "__main__":
    json.dump(counted(), sys.stdout)
