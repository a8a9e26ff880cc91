"""One official moves to another post."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.people.access import check_may_change_register
from ortoo.people.models import Appointment, Organization, Region
from ortoo.people.operations.holding import WHY, known_of, places
from ortoo.people.operations.writing import appointment
from ortoo.people.rules.posting import Post, Step, step_to


@transaction.atomic
def move_official(
    *,
    number: str,
    organization: str,
    region: str,
    post: str,
    level: str,
    rank_class: str = "",
    on: date,
    by: User,
    at: datetime,
) -> Appointment:
    """Closes the official's post on the day `on` and opens another; organization and region by code.

    Refused for a number or code that is not there, an organization that does not exist on that day, a day that is not
    later than the present post's, and a post that is the same.
    """
    check_may_change_register(grants_at(by, at))
    known = known_of([number], lock=True).get(number)
    if known is None:
        raise Refusal("people.unknown_official", number=number, field="number")
    wanted = Post(organization, region, post, rank_class, level, on)
    _check_place(wanted)
    try:
        step = step_to(wanted, known.held, known.left_on)
    except Refusal as refusal:
        raise Refusal("people.move_not_later", since=refusal.values["since"], field="on") from refusal
    if step is Step.NOTHING:
        raise Refusal("people.same_post", field="post")
    posts = Appointment.objects.everything(because=WHY)
    posts.filter(official=known.key, valid_to=None).update(valid_to=on)
    organizations = dict(Organization.objects.filter(code=organization).values_list("code", "pk"))
    regions = dict(Region.objects.filter(code=region).values_list("code", "pk"))
    opened = appointment(known.key, wanted, organizations, regions)
    opened.save(force_insert=True)
    body = {
        "official": ledger.subject(kind="official", key=known.key),
        "organization": organization, "region": region, "on": on.isoformat(),
    }  # fmt: skip
    ledger.record(kind="programme.official-moved", body=body, by=by, at=at)
    return opened


def _check_place(wanted: Post) -> None:
    there = places()
    body = there.organizations.get(wanted.organization)
    if body is None:
        raise Refusal("people.move_unknown_organization", named=wanted.organization, field="organization")
    if wanted.region not in there.regions:
        raise Refusal("people.move_unknown_region", named=wanted.region, field="region")
    if not body.holds_on(wanted.since):
        raise Refusal(
            "people.move_not_possible",
            field="organization",
            organization=wanted.organization,
            day=wanted.since,
            begins=body.valid_from or "…",
            ended=body.valid_to or "…",
            successors=", ".join(body.successors) or "–",
        )
