"""A house with one course that everybody took, in a process of its own: seconds to take it, milliseconds of pages."""

from __future__ import annotations

import json
import sys
from datetime import date

from benchmarks.measure import milliseconds_each, p50, seconds


def measure(count: int) -> dict[str, float]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from ortoo.jobs.progress import silent
    from ortoo.site.demonstration.staff import appoint
    from ortoo.site.demonstration.story import Story, at
    from ortoo.site.demonstration.training import train
    from ortoo.site.demonstration.years import foundations, register

    call_command("migrate", verbosity=0, skip_checks=True)
    story = Story(appoint(at(2021, 1, 15)), count, lambda step: silent, timezone.now())
    foundations(story)
    people = register(story, date(2021, 3, 1))
    took = seconds(lambda: train(story, people))
    client = Client(headers={"host": "localhost"})
    client.force_login(story.staff.manager)
    pages = {
        "ministry": "report/",
        "aimag": "report/?by=aimag&course=V2050",
        "gaps": "competencies/",
        "cohort": "cohorts/V2050-2021/",
    }

    def page(address: str) -> None:
        assert client.get(f"/en/training/{address}").status_code == 200

    return {"train": took} | {
        name: p50(milliseconds_each(lambda address=address: page(address), 10))  # type: ignore[misc]
        for name, address in pages.items()
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
