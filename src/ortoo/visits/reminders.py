"""Who is reminded before and after a visit: of red papers once a week, of pre-study three days before it is due; and,
`visits.asked_after`, of what was used after 3, 6 and 12 months.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from ortoo.access.queries import in_force
from ortoo.access.rules.roles import Role
from ortoo.messages.telling import Telling
from ortoo.multilingual.refusals import LANGUAGES
from ortoo.visits.asked_after import reminders as asked_after
from ortoo.visits.models import Traveller, Visit
from ortoo.visits.queries.packs import as_values, finished_parts, packs_of
from ortoo.visits.queries.papers import FOLLOWED, Wanted, names_of_kinds, red_items
from ortoo.visits.queries.travellers import accounts_of, travellers_of
from ortoo.visits.queries.visits import visits
from ortoo.visits.rules.studying import unfinished

STEP = timedelta(days=3)
"""Before the day on which a pack is due."""


def reminders(now: datetime) -> Iterable[Telling]:
    today = timezone.localdate(now)
    for visit in visits():
        travellers = travellers_of(visit)
        if travellers and today <= visit.ends + FOLLOWED:
            yield from _of_papers(visit, travellers, today)
            yield from _of_packs(visit, travellers, today)
    yield from asked_after(now)


def _of_papers(visit: Visit, travellers: Sequence[Traveller], today: date) -> Iterator[Telling]:
    """Each traveller of their own, those who keep the visit of how many there are; once in each week."""
    red = red_items(visit, today)
    if not red:
        return
    names, accounts = names_of_kinds(), accounts_of(travellers)
    week = (today - timedelta(days=today.weekday())).isoformat()
    for one in travellers:
        own = [wanted for wanted in red if wanted.traveller is not None and wanted.traveller.pk == one.pk]
        if own and one.pk in accounts:
            yield Telling(
                kind="visits.paper_red",
                to=accounts[one.pk],
                values={"visit": _name(visit), "papers": _listed(own, names)},
                address=f"visits/{visit.code}/travellers/{one.place}/",
                once=f"visit {visit.pk}, {week}",
            )
    values = {"visit": _name(visit), "begins": visit.begins, "ends": visit.ends, "count": len(red)}
    for keeper in _keepers(today):
        yield Telling("visits.papers_red", keeper, values, f"visits/{visit.code}/papers/", f"visit {visit.pk}, {week}")


def _of_packs(visit: Visit, travellers: Sequence[Traveller], today: date) -> Iterator[Telling]:
    due = [pack for pack in packs_of(visit) if today <= pack.due_on <= today + STEP]
    if not due:
        return
    done, accounts = finished_parts(travellers), accounts_of(travellers)
    for one in travellers:
        missing = unfinished(as_values(due), done[one.pk])
        for pack in due:
            if pack.code in missing and one.pk in accounts:
                yield Telling(
                    kind="visits.pre_study_due",
                    to=accounts[one.pk],
                    values={"visit": _name(visit), "pack": _name(pack), "due": pack.due_on},
                    address=f"visits/{visit.code}/pre-study/{pack.code}/",
                    once=f"pack {pack.pk}",
                )


def _keepers(today: date) -> list[int]:
    rows = in_force(today).filter(role=Role.ACADEMY_MANAGER, user__is_active=True)
    return list(rows.order_by("user").values_list("user", flat=True).distinct())


def _listed(papers: Sequence[Wanted], names: dict[str, dict[str, str]]) -> dict[str, str]:
    codes = list(dict.fromkeys(one.kind.code for one in papers))
    return {language: ", ".join(names[code][language] for code in codes) for language in LANGUAGES}


def _name(named: object) -> dict[str, str]:
    return {language: getattr(named, f"name_{language}") for language in LANGUAGES}
