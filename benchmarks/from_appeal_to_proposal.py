"""A house with one round from its list to a proposal, in a process of its own: what is timed on the way."""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from typing import Any

from benchmarks.measure import milliseconds_each, p50, seconds


def measure(count: int) -> dict[str, float]:
    """Seconds of each act, milliseconds of each paper and page."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from ortoo.jobs.progress import silent
    from ortoo.site.demonstration.rounds import Days, of_year, provisional
    from ortoo.site.demonstration.staff import appoint
    from ortoo.site.demonstration.story import Story, at
    from ortoo.site.demonstration.years import foundations, register, sitting

    call_command("migrate", verbosity=0, skip_checks=True)
    story = Story(appoint(at(2021, 1, 15)), count, lambda step: silent, timezone.now())
    foundations(story)
    people = register(story, date(2021, 3, 1))
    for day in (date(2021, 6, 18), date(2022, 6, 17)):
        sitting(story, people, day)
    days = Days(at(2022, 9, 1), at(2022, 9, 5), at(2022, 10, 4), at(2022, 11, 1), at(2022, 11, 2))
    run = provisional(story, of_year(2022, "2021", "2022", days))
    return told(story, run) | settled(story, run) | proposed(story, run.round) | read(story)


def told(story: Any, run: Any) -> dict[str, float]:
    from ortoo.access.models import User
    from ortoo.messages.operations import tell
    from ortoo.selection.operations.telling import names_of

    everybody = list(User.objects.filter(official__isnull=False).values_list("pk", flat=True))
    values = {"round": names_of(run.round), "until": run.round.objections_until}
    asked: dict[str, Any] = {"to": everybody, "values": values, "by": story.staff.selection, "at": run.run_at}
    return {"tell": seconds(lambda: tell(kind="selection.list_provisional", **asked))}


def settled(story: Any, run: Any) -> dict[str, float]:
    """One appeal upheld, one rejected."""
    from ortoo.selection import operations as selection
    from ortoo.selection.models import Round
    from ortoo.site.demonstration.appeals import file_two, rule_on

    def act(operation: Any, by: Any, hours: int) -> float:
        round, at = Round.objects.get(pk=run.round_id), run.run_at + timedelta(days=11, hours=hours)
        return seconds(lambda: operation(round=round, by=by, at=at))

    rule_on(story, *file_two(run))
    staff = story.staff
    carry, rerun = act(selection.carry_out, staff.exams, 0), act(selection.rerun, staff.selection, 1)
    act(selection.sign_list, staff.head, 2)
    return {"carry": carry, "rerun": rerun, "publish": act(selection.publish_final, staff.selection, 3)}


def proposed(story: Any, round: Any) -> dict[str, float]:
    """A hundred dossiers, scored by five."""
    from ortoo.selection.queries import final_list
    from ortoo.site.demonstration.dossiers import DossierDays, call, dossiers, papers_known
    from ortoo.site.demonstration.panel import adopt, appoint_panel, give, propose, score
    from ortoo.site.demonstration.story import at
    from ortoo.site.demonstration.visit import FIRST_OF_2022, visit_from

    papers_known(story, at(2022, 9, 1))
    members = appoint_panel(story, at(2022, 10, 3))
    listed = final_list(round)
    assert listed is not None
    assert listed.published_at is not None
    days = DossierDays(listed.published_at + timedelta(days=1), listed.published_at + timedelta(days=8))
    called = call(story, round, visit_from(FIRST_OF_2022), days)
    adopt(story, called, days.opened + timedelta(hours=1))
    dossiers(story, called, days, [story.staff.finance, story.staff.ministries], 100)
    give(story, called, members, days.until + timedelta(hours=8))
    called.refresh_from_db()
    score(called, members, days.until + timedelta(days=4))
    return {"propose": seconds(lambda: propose(story, called, days.until + timedelta(days=8)))}


def read(story: Any) -> dict[str, float]:
    from django.test import Client

    from ortoo.selection.models import Place

    place = Place.objects.everything(because="a benchmark asks for one").filter(status="chosen").latest("pk")
    return {
        "statement": _p50(Client, place.official.account, f"selection/2022/place/{place.pk}/statement.pdf"),
        "brief": _p50(Client, story.staff.office, "permission/2022/papers/brief/"),
        "start": _p50(Client, story.staff.selection, ""),
    }


def _p50(client_class: Any, user: Any, address: str) -> float:
    client = client_class(headers={"host": "localhost"})
    client.force_login(user)

    def ask() -> None:
        assert client.get(f"/en/{address}").status_code == 200, address

    return p50(milliseconds_each(ask, 10))


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
