"""Who keeps visits, hosts them, wishes, travels; who sees what of one visit.

`check_…` refuses, `can_…` asks. A host's account sees the visits that its own body hosts and nothing else of the
house: what it may not see does not exist for it (`visits.queries.visits.visit_seen` answers None, a page 404).
"""

from __future__ import annotations

from ortoo.access.access import require
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role, Scope
from ortoo.multilingual.refusals import OutOfReach
from ortoo.people.queries import official_of, post_on
from ortoo.visits.models import Traveller, Visit, VisitHost

KEEPERS = (Role.ACADEMY_MANAGER, Role.CABINET_SECRETARIAT)
"""Open visits, request, name travellers, keep papers and costs, make agendas and agree to them for home."""

WISHERS = (Role.MINISTRY_PLANNER,)
"""Say for their own body what it wants to learn."""

HOSTING = (Role.HOST,)
"""Each for the body of its grant: own stops, speakers, answers, and yes to an agenda."""

WATCHERS = (
    *KEEPERS, *WISHERS, Role.PRIME_MINISTERS_OFFICE, Role.HEAD_OF_ACADEMY, Role.SENDING_MINISTRY, Role.AUDITOR,
)  # fmt: skip
"""See that there is a visit, its topics, hosts, stops and agenda, and where it stands. Names: `NAMED_TO`."""

NAMED_TO = (*KEEPERS, Role.HEAD_OF_ACADEMY, Role.SENDING_MINISTRY)
"""See travellers by name, as far as `Traveller.objects.visible_to(grants)` reaches: an auditor sees none."""

ESCORT = "escort"


# ---- keeping


def check_may_keep_visits(grants: Grants) -> None:
    require(grants, *KEEPERS)


def can_keep_visits(grants: Grants) -> bool:
    return grants.has(*KEEPERS)


# ---- seeing


def can_watch_visits(grants: Grants) -> bool:
    """Whether every visit is open to `grants`, without a part in one."""
    return grants.has(*WATCHERS)


def check_may_watch_visits(grants: Grants) -> None:
    """The list of visits, partners and venues: nobody who has a part in single visits only."""
    require(grants, *WATCHERS)


def can_see_names(grants: Grants) -> bool:
    return grants.has(*NAMED_TO)


def can_see_speakers(grants: Grants) -> bool:
    """Whom a host lets speak, everybody who sees the visit reads by name, but an auditor, who sees no names."""
    return not grants.has(Role.AUDITOR)


def can_see_visit(grants: Grants, visit: Visit) -> bool:
    """Watchers see every visit, hosts those they host, travellers those they are named for."""
    if can_watch_visits(grants) or own_hosts(grants, visit):
        return True
    return own_traveller(grants, visit) is not None


def check_may_see_visit(grants: Grants, visit: Visit) -> None:
    if not can_see_visit(grants, visit):
        require(grants, *WATCHERS)


# ---- hosts


def hosts_of(grants: Grants) -> frozenset[str]:
    """Codes of the bodies that `grants` hosts for. A grant of hosting without a body reaches nothing."""
    return frozenset(held.code for held in grants.over(*HOSTING) if held.scope is Scope.ORGANIZATION and held.code)


def own_hosts(grants: Grants, visit: Visit) -> list[VisitHost]:
    """The hosts of `visit` whose account this is; mostly one or none. The one that leads first."""
    codes = hosts_of(grants)
    if not codes:
        return []
    rows = visit.hosts.filter(organization__code__in=codes).select_related("organization")
    return list(rows.order_by("-leads", "organization__code"))


def can_host(grants: Grants, host: VisitHost) -> bool:
    return host.organization.code in hosts_of(grants)


def check_is_host(grants: Grants, host: VisitHost) -> None:
    """Refused for everybody but the accounts of that host, the academy's too: nobody answers for another."""
    require(grants, *HOSTING)
    if not can_host(grants, host):
        raise OutOfReach("visits.another_host", host=host.organization.code)


def check_may_agree(grants: Grants, host: VisitHost | None) -> None:
    """To an agenda: for home (`host` None) those who keep visits, for a host its own accounts."""
    if host is None:
        require(grants, *KEEPERS)
    else:
        check_is_host(grants, host)


# ---- wishes


def wishes_for(grants: Grants) -> frozenset[str]:
    """Codes of the bodies that `grants` may wish for."""
    return frozenset(held.code for held in grants.over(*WISHERS) if held.scope is Scope.ORGANIZATION and held.code)


def check_may_wish(grants: Grants, organization: str) -> None:
    """`organization`: the code of the body that wants to learn. Its planner, or who keeps visits and has its letter."""
    require(grants, *WISHERS, *KEEPERS)
    if not can_keep_visits(grants) and organization not in wishes_for(grants):
        raise OutOfReach("visits.another_body", organization=organization)


def can_wish(grants: Grants) -> bool:
    return can_keep_visits(grants) or bool(wishes_for(grants))


# ---- travellers


def own_traveller(grants: Grants, visit: Visit) -> Traveller | None:
    """Whom of the travellers of `visit` the account belongs to; nobody who has left the delegation."""
    if grants.user_id is None:
        return None
    rows = visit.travellers.everything(because="asks who somebody is among the travellers, and shows no other")
    return rows.filter(official__account=grants.user_id, left_at=None).select_related("official").first()


def is_own(grants: Grants, traveller: Traveller) -> bool:
    """Whether the account belongs to this traveller, who has not left."""
    if grants.user_id is None or traveller.left_at is not None:
        return False
    return official_of(grants.user_id) == traveller.official_id


def check_is_own(grants: Grants, traveller: Traveller) -> None:
    """Consents, studied parts, observation notes, questionnaires, alumni: the traveller alone, nobody else."""
    if not is_own(grants, traveller):
        raise OutOfReach("visits.another_traveller", visit=traveller.visit.code)


def check_may_consent(grants: Grants, traveller: Traveller) -> None:
    check_is_own(grants, traveller)


def check_may_study(grants: Grants, traveller: Traveller) -> None:
    check_is_own(grants, traveller)


def check_may_write_note(grants: Grants, traveller: Traveller) -> None:
    check_is_own(grants, traveller)


def check_may_answer_day(grants: Grants, traveller: Traveller) -> None:
    check_is_own(grants, traveller)


def can_mark_presence(grants: Grants, visit: Visit) -> bool:
    """Who keeps visits, and the escorts, who are there."""
    if can_keep_visits(grants):
        return True
    own = own_traveller(grants, visit)
    return own is not None and own.part == ESCORT


def check_may_mark_presence(grants: Grants, visit: Visit) -> None:
    if not can_mark_presence(grants, visit):
        require(grants, *KEEPERS)


def can_see_travellers(grants: Grants, visit: Visit) -> bool:
    return can_see_names(grants) or own_traveller(grants, visit) is not None


def can_speak_as_superior(grants: Grants, traveller: Traveller) -> bool:
    """A superior speaks for the body in which the traveller works on the day of `grants`, and never of themselves."""
    if is_own(grants, traveller):
        return False
    post = post_on(traveller.official_id, grants.on)
    held = grants.over(Role.SUPERIOR)
    return post is not None and any(
        one.scope is Scope.ORGANIZATION and one.code == post.organization.code for one in held
    )


def check_may_speak_as_superior(grants: Grants, traveller: Traveller) -> None:
    require(grants, Role.SUPERIOR)
    if not can_speak_as_superior(grants, traveller):
        raise OutOfReach("visits.another_superior", visit=traveller.visit.code)


# ---- days


def can_see_answers(grants: Grants, visit: Visit) -> bool:
    """What the questionnaires of the days say, never who said it: watchers and the hosts of the visit."""
    return can_watch_visits(grants) or bool(own_hosts(grants, visit))


# ---- after the visit

ASKERS = (
    *KEEPERS, Role.MINISTRY_PLANNER, Role.PRIME_MINISTERS_OFFICE, Role.HEAD_OF_ACADEMY, Role.SENDING_MINISTRY,
    Role.SUPERIOR, Role.DATA_OWNER, Role.OFFICIAL,
)  # fmt: skip
"""See who said that others may ask them, as every official on the register does."""

FOLLOWERS = (Role.ACADEMY_MANAGER, Role.HEAD_OF_ACADEMY)
"""See what both sides answered after 3, 6 and 12 months."""


def can_ask_alumni(grants: Grants) -> bool:
    return grants.has(*ASKERS) or (grants.user_id is not None and official_of(grants.user_id) is not None)


def check_may_ask_alumni(grants: Grants) -> None:
    if not can_ask_alumni(grants):
        require(grants, *ASKERS)


def can_follow_up(grants: Grants) -> bool:
    return grants.has(*FOLLOWERS)


def check_may_follow_up(grants: Grants) -> None:
    require(grants, *FOLLOWERS)
