"""Reads of the register that others share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from ortoo.access.rules.grants import Grants
from ortoo.multilingual.basis import UNCONFIRMED
from ortoo.multilingual.sorting import by_name
from ortoo.people.models import Appointment, Official, Organization, Region, in_force_on, within_scope


def through_official(grants: Grants, path: str = "official") -> Q:
    """For a later station's personal table: its rows whose official `grants` may see."""
    return within_scope(grants, path)


def with_post(officials: QuerySet[Official], on: date) -> QuerySet[Official]:
    """`officials`, each with `posts`: a list of at most one appointment in force on the day `on`."""
    posts = (
        Appointment.objects.everything(because="goes along with officials that were scoped already")
        .filter(in_force_on(on))
        .select_related("organization", "region")
    )
    return officials.prefetch_related(Prefetch("appointments", queryset=posts, to_attr="posts"))


def organizations_on(day: date) -> QuerySet[Organization]:
    return Organization.objects.filter(in_force_on(day)).order_by("code")


def in_post(officials: QuerySet[Official], on: date, *place: Q, **lookups: str) -> QuerySet[Official]:
    """Those of `officials` whose post on the day `on` fits `place` and lookups such as `organization__code="MOF"`.

    A set that is looked up, not a question asked for each row: the same cost for a small body and a large one.
    """
    whole = Appointment.objects.everything(because="asks where officials work that were scoped already, shows no row")
    return officials.filter(pk__in=whole.filter(in_force_on(on), *place, **lookups).values("official"))


def in_region(officials: QuerySet[Official], on: date, code: str) -> QuerySet[Official]:
    """Those who work on the day `on` in the region `code` or in a part of it."""
    here = Region.objects.filter(Q(code=code) | Q(parent__code=code))
    return in_post(officials, on, Q(region__in=here.values("pk")))


def by_region_group(on: date) -> list[tuple[str, str, int]]:
    """Larger region, the basis of that, and how many work there on the day `on`; most first."""
    whole = Appointment.objects.everything(because="counts by large regions, which name nobody").filter(in_force_on(on))
    group = Coalesce(NullIf(F("region__group"), Value("")), F("region__parent__group"), Value(""))
    rows = whole.values(named=group, basis=F("region__group_basis")).annotate(count=Count("pk"))
    counted: dict[str, tuple[str, int]] = {}
    for row in rows:
        basis, count = counted.get(row["named"], ("S", 0))
        worse = row["basis"] if row["basis"] in UNCONFIRMED else basis
        counted[row["named"]] = (worse, count + row["count"])
    return sorted(((name, *rest) for name, rest in counted.items()), key=lambda one: (-one[2], by_name(one[0])))


def by_region(on: date) -> dict[str, int]:
    """Code of each region that lies in no other -> how many work there on the day `on`; "" for no region."""
    whole = Appointment.objects.everything(because="counts by region, which name nobody").filter(in_force_on(on))
    code = Coalesce(F("region__parent__code"), F("region__code"), Value(""))
    return dict(whole.values(where=code).annotate(count=Count("pk")).values_list("where", "count"))


def by_ministry(on: date) -> list[tuple[Organization, int]]:
    """The ministries of the day `on`, and how many work in each or in a body directly under it; most first."""
    whole = Appointment.objects.everything(because="counts by ministry, which name nobody").filter(in_force_on(on))
    counted: dict[int, int] = defaultdict(int)
    for body, above, count in whole.values_list("organization", "organization__parent").annotate(count=Count("pk")):
        counted[body] += count
        if above is not None:
            counted[above] += count
    ministries = Organization.objects.filter(in_force_on(on), kind="ministry").order_by("code")
    return sorted(((body, counted[body.pk]) for body in ministries), key=lambda one: -one[1])


def with_officials(bodies: QuerySet[Organization], on: date) -> QuerySet[Organization]:
    """`bodies`, each with `officials`: how many work in it on the day `on`."""
    whole = Appointment.objects.everything(because="counts by body, which name nobody").filter(in_force_on(on))
    counted = whole.filter(organization=OuterRef("pk")).order_by().values("organization")
    return bodies.annotate(officials=Coalesce(Subquery(counted.annotate(count=Count("pk")).values("count")), 0))


def officials_in(body: Organization, on: date) -> int:
    """How many work in `body` on the day `on`."""
    whole = Appointment.objects.everything(because="counts in one body, which names nobody")
    return whole.filter(in_force_on(on), organization=body).count()


def organization_keys() -> dict[str, int]:
    """Code -> key of every organization, those of the past too."""
    return dict(Organization.objects.values_list("code", "pk"))


def numbers_in_reach(grants: Grants) -> dict[str, int]:
    """Personnel number -> official, of all whom `grants` may see. Bulk: one query, no rows made."""
    return dict(Official.objects.visible_to(grants).values_list("number", "pk"))


def posts_of_accounts(accounts: QuerySet[Any] | Collection[int], on: date) -> QuerySet[Appointment]:
    """The posts on the day `on` of those whom `accounts` (keys) belong to, each with its official and organization."""
    whole = Appointment.objects.everything(because="letters are addressed to people at their posts")
    held = whole.filter(in_force_on(on), official__account__in=accounts)
    return held.select_related("official", "organization")


def official_of(account: int) -> int | None:
    """The official whom an account (by its key) belongs to."""
    whole = Official.objects.everything(because="asks who somebody is, to keep them out of their own case")
    return whole.filter(account=account).values_list("pk", flat=True).first()


def attributes_on(day: date) -> dict[int, dict[str, str]]:
    """Official -> codes of what they are on `day`, for a sealing. Who has no post that day has "sex" alone.

    "ministry" is the one that the organization belongs to, or the organization itself where it belongs to none.
    """
    why = "a sealing takes in every official, and shows no row"
    found = {pk: {"sex": sex} for pk, sex in Official.objects.everything(because=why).values_list("pk", "sex")}
    ministries = ministry_of_each_body()
    groups = _region_groups()
    posts = Appointment.objects.everything(because=why).filter(in_force_on(day)).values_list(
        "official_id", "organization_id", "organization__code", "region_id", "region__code", "level", "rank_class"
    )  # fmt: skip
    for official, organization, organization_code, region, region_code, level, rank_class in posts.iterator(5000):
        found[official] |= {
            "ministry": ministries[organization],
            "organization": organization_code,
            "region": region_code,
            "region_group": groups[region],
            "level": level,
            "rank_class": rank_class,
        }
    return found


def _ministries(organizations: Iterable[Organization]) -> dict[int, str]:
    rows = {row.pk: row for row in organizations}

    def ministry_of(row: Organization) -> str:
        above: Organization | None = row
        while above is not None:
            if above.kind == "ministry":
                return above.code
            above = rows.get(above.parent_id) if above.parent_id else None
        return row.code

    return {pk: ministry_of(row) for pk, row in rows.items()}


def _region_groups() -> dict[int, str]:
    """Region -> its larger region of planning, or that of the region it is part of."""
    rows = {row.pk: row for row in Region.objects.all()}
    return {pk: row.group or (rows[row.parent_id].group if row.parent_id else "") for pk, row in rows.items()}


def how_many_registered() -> int:
    return Official.objects.everything(because="counts rows and shows none").count()


def official_row(pk: int) -> Official:
    """One official, for a caller who has the key from a read of those they may see."""
    return Official.objects.everything(because="the caller has the key from a scoped read").get(pk=pk)


def official_seen(grants: Grants, number: str) -> Official | None:
    """The official with this number, if `grants` may see them."""
    return Official.objects.visible_to(grants).filter(number=number).first()


def posts_of(official: Official) -> list[Appointment]:
    """All posts of one official, the earliest first."""
    posts = official.appointments.everything(because="the caller has the official from a scoped read")
    return list(posts.select_related("organization", "region").order_by("valid_from"))


def names_by_code() -> tuple[dict[str, str], dict[str, str]]:
    """Organizations and regions: code -> name in the language of the page."""
    return (
        {row.code: row.name for row in Organization.objects.only("code", "name_mn", "name_en", "name_ko")},
        {row.code: row.name for row in Region.objects.only("code", "name_mn", "name_en", "name_ko")},
    )


def appointment_on(day: date, path: str) -> Q:
    """For a later station's table: its rows joined to the one appointment (at `path`) in force on `day`.

    All conditions in one Q, and so in one join; what is grouped by columns of that appointment counts each row once.
    """
    ended = Q(**{f"{path}__valid_to": None}) | Q(**{f"{path}__valid_to__gt": day})
    return Q(**{f"{path}__valid_from__lte": day}) & ended


def in_posts(
    grants: Grants, on: date, *, levels: Collection[str] = (), rank_classes: Collection[str] = (),
    posts: Collection[str] = (), regions: Collection[str] = (), organizations: Collection[str] = (),
) -> list[int]:  # fmt: skip
    """Officials whom `grants` may see and whose post on the day `on` is of one of each; an empty one fits every post.

    A region is meant with its parts, an organization with the bodies directly under it.
    """
    place = Q()
    if levels:
        place &= Q(level__in=levels)
    if rank_classes:
        place &= Q(rank_class__in=rank_classes)
    if posts:
        place &= Q(post__in=posts)
    if regions:
        place &= Q(region__in=_with_parts(Region.objects.all(), regions))
    if organizations:
        place &= Q(organization__in=_with_parts(Organization.objects.all(), organizations))
    found = in_post(Official.objects.visible_to(grants), on, place)
    return list(found.order_by("pk").values_list("pk", flat=True))


def _with_parts(rows: QuerySet[Any], codes: Collection[str]) -> QuerySet[Any]:
    return rows.filter(Q(code__in=codes) | Q(parent__code__in=codes)).values("pk")


def post_on(official: int, day: date) -> Appointment | None:
    """The post of one official on `day`, for a caller who has the key from a read of those they may see."""
    whole = Appointment.objects.everything(because="the caller has the key from a scoped read")
    return whole.filter(in_force_on(day), official=official).select_related("organization", "region").first()


def by_kind_of_post(on: date) -> list[tuple[str, str, str, int]]:
    """Level, rank class, title of the post, and how many hold such a post on the day `on`."""
    whole = Appointment.objects.everything(because="counts by kind of post, which names nobody").filter(in_force_on(on))
    counted = whole.order_by().values_list("level", "rank_class", "post").annotate(count=Count("pk"))
    return [(level, rank_class, post, count) for level, rank_class, post, count in counted]


def by_body_and_region(on: date) -> list[tuple[int, int, int]]:
    """Organization, region, and how many work there on the day `on`."""
    whole = Appointment.objects.everything(because="counts by body and region, which name nobody")
    counted = whole.filter(in_force_on(on)).order_by().values_list("organization", "region").annotate(n=Count("pk"))
    return [(organization, region, count) for organization, region, count in counted]


def ministry_of_each_body() -> dict[int, str]:
    """Organization -> code of the ministry it belongs to, or its own where it belongs to none."""
    return _ministries(Organization.objects.all())


def ministry_in_force_of_each_body(day: date) -> dict[int, str]:
    """Organization -> code of the ministry in force on `day` that it belongs to or is; "" where there is none."""
    rows = list(Organization.objects.annotate(stands=ExpressionWrapper(in_force_on(day), BooleanField())))
    ministries = {row.code for row in rows if row.kind == "ministry" and row.stands}
    return {pk: code if code in ministries else "" for pk, code in _ministries(rows).items()}


def aimag_of_each_region() -> dict[int, str]:
    """Region -> code of the largest unit below the country that it is or is part of: an aimag, the capital."""
    rows = {row.pk: row for row in Region.objects.all()}

    def aimag_of(row: Region) -> str:
        above = rows.get(row.parent_id) if row.parent_id else None
        return row.code if above is None or above.kind == "country" else aimag_of(above)

    return {pk: aimag_of(row) for pk, row in rows.items()}


def posts_on(officials: Collection[int], day: date) -> dict[int, Appointment]:
    """Official -> the post in force on `day`, for a caller who has the keys from a read of those they may see."""
    whole = Appointment.objects.everything(because="the caller has the keys from a scoped read")
    held = whole.filter(in_force_on(day), official__in=officials).select_related("organization", "region")
    return {post.official_id: post for post in held}


def what_follows(attribute: str, code: str) -> dict[str, str]:
    """What of `attributes_on` follows from another: the ministry of an organization, the group of a region."""
    if attribute == "organization":
        body = Organization.objects.filter(code=code).first()
        return {} if body is None else {"ministry": ministry_of_each_body()[body.pk]}
    if attribute == "region":
        region = Region.objects.filter(code=code).first()
        group = "" if region is None else _region_groups()[region.pk]
        return {"region_group": group} if group else {}
    return {}


def posts_since(officials: Collection[int], day: date) -> dict[int, list[Appointment]]:
    """Official -> the posts held on `day` or later, the earliest first, for a caller who may show them."""
    whole = Appointment.objects.everything(because="the caller has the keys from a scoped read, or their consent")
    ended = Q(valid_to__isnull=False, valid_to__lte=day)
    rows = whole.filter(official__in=officials).exclude(ended).select_related("organization", "region")
    found: dict[int, list[Appointment]] = defaultdict(list)
    for post in rows.order_by("official", "valid_from"):
        found[post.official_id].append(post)
    return dict(found)
