"""What waits before a visit: consents, red papers and pre-study of who travels; for those who keep it who is not named
yet, and papers that are red.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from ortoo.access.rules.grants import Grants
from ortoo.pages.components import WAITS_FOR_YOU, Task
from ortoo.permission.queries.deciding import delegation_of
from ortoo.visits.access import can_keep_visits
from ortoo.visits.models import Traveller, Visit
from ortoo.visits.queries.consents import unspoken_hosts
from ortoo.visits.queries.packs import unfinished_packs
from ortoo.visits.queries.papers import FOLLOWED, checklist_of, of_traveller, red_items
from ortoo.visits.queries.travellers import own_travels, travellers_of
from ortoo.visits.queries.visits import visits


def waiting_for(grants: Grants) -> list[Task]:
    found = [task for one in own_travels(grants) if _is_followed(one.visit, grants) for task in _own(one, grants)]
    if can_keep_visits(grants):
        found += [task for visit in visits() if _is_followed(visit, grants) for task in _kept(visit, grants)]
    return found


def _is_followed(visit: Visit, grants: Grants) -> bool:
    return grants.on <= visit.ends + FOLLOWED


def _own(traveller: Traveller, grants: Grants) -> Iterable[Task]:
    visit = traveller.visit
    if grants.on <= visit.ends:
        for host in unspoken_hosts(traveller):
            what = gettext("Say what %(host)s may see of you") % {"host": host.organization.name}
            yield Task(what, _page(visit, "consent", host.pk), WAITS_FOR_YOU, visit.name)
    red = [one for one in of_traveller(checklist_of(visit, grants.on, [traveller]), traveller) if one.is_red]
    if red:
        what = ngettext("Bring the paper that is red", "Bring the %(count)s papers that are red", len(red)) % {
            "count": len(red)
        }
        due = min((one.due for one in red if one.due is not None), default=None)
        yield Task(what, _page(visit, "traveller", traveller.place), WAITS_FOR_YOU, visit.name, due)
    if grants.on < visit.begins:
        for pack in unfinished_packs(traveller):
            what = gettext("Finish the pre-study “%(pack)s”") % {"pack": pack.name}
            yield Task(what, _page(visit, "pack", pack.code), WAITS_FOR_YOU, visit.name, pack.due_on)


def _kept(visit: Visit, grants: Grants) -> Iterable[Task]:
    if not travellers_of(visit):
        if grants.on <= visit.ends and delegation_of(visit.round) is not None:
            what = gettext_lazy("Name the delegation")
            yield Task(what, _page(visit, "name-delegation"), WAITS_FOR_YOU, visit.name)
        return
    red = len(red_items(visit, grants.on))
    if red:
        said = ngettext("See to the paper that is red", "See to the %(count)s papers that are red", red)
        yield Task(said % {"count": red}, _page(visit, "papers"), WAITS_FOR_YOU, visit.name)


def _page(visit: Visit, page: str, *more: object) -> str:
    return reverse(f"visits:{page}", args=[visit.code, *more])
