"""A sitting with sealed forms whose sheets are entered twice and scored, in a process of its own."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace

from benchmarks.marks_and_records import register, timed

PLACES = 45


def measured(count: int) -> dict[str, float]:
    """Seconds of each step."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    from ortoo.exams.models import FormItem
    from ortoo.exams.operations.scoring import as_found, found_by_sql
    from ortoo.exams.queries.cancelling import effects_of
    from ortoo.exams.queries.scoring import scored_by_python
    from tests.cast import hands
    from tests.exams.answering import drawn, taken
    from tests.exams.building import CELLS, of_each_kind, sealed_of

    numbers = register(count, hands()[0])
    kinds = of_each_kind()[:-1]
    asked = [kinds[place // 3 % len(kinds)] if place % 3 == 0 else kinds[0] for place in range(PLACES)]
    placed = [replace(one, code=f"Q{place:02d}", cell=CELLS[place % 27]) for place, one in enumerate(asked)]
    plan = sealed_of(placed)
    written = drawn(plan, numbers)
    enter = [timed(lambda entry=entry: taken(plan, written, entry))[0] for entry in (1, 2)]  # type: ignore[misc]
    python, earned = timed(lambda: scored_by_python(plan))
    sql, found = timed(lambda: found_by_sql(plan))
    assert as_found(earned) == found, "the scorers differ"
    effects, _ = timed(lambda: effects_of(FormItem.objects.filter(form__plan=plan)[0]))
    return {"enter": max(enter), "python": python, "sql": sql, "effects": effects}


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "ortoo.site.settings"
    print(json.dumps(measured(int(sys.argv[1]))))
