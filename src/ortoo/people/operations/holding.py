"""What the register holds of the officials with certain numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.crypto import salted_hmac

from ortoo.people.models import Appointment, Official, Organization, Region, Succession
from ortoo.people.rules.identity import Identity
from ortoo.people.rules.posting import Post
from ortoo.people.rules.registering import Known, Places
from ortoo.people.rules.validity import Body

IDENTITY = tuple(Identity.__slots__)
"""The fields of an official that make up an identity, in its order; their columns have the same names."""

WHY = "an operation on the register compares a file with all of it; what it answers is about the rows of that file"


def hashed(register_number: str) -> str:
    """What is stored of a register number: 64 hexadecimal digits, keyed with the secret of this installation."""
    return salted_hmac("ortoo.people.register_number", register_number, algorithm="sha256").hexdigest()


def places() -> Places:
    successors: dict[str, tuple[str, ...]] = {}
    for code, successor in Succession.objects.order_by("place").values_list("organization__code", "successor__code"):
        successors[code] = (*successors.get(code, ()), successor)
    rows = Organization.objects.values_list("code", "valid_from", "valid_to")
    bodies = {code: Body(code, begins, ends, successors.get(code, ())) for code, begins, ends in rows}
    return Places(bodies, frozenset(Region.objects.values_list("code", flat=True)))


def known_of(numbers: Sequence[str], *, lock: bool = False) -> dict[str, Known]:
    """Number -> what is known, for those that are on the register. At most some 10,000 numbers at once.

    `lock` keeps the rows from being changed until the transaction ends.
    """
    people = Official.objects.everything(because=WHY).filter(number__in=numbers)
    if lock:
        people = people.select_for_update().order_by("pk")
    rows = list(people.values_list("number", "pk", *IDENTITY))
    latest = _latest_posts([row[1] for row in rows])
    return {number: Known(pk, Identity(*values), *latest.get(pk, ())) for number, pk, *values in rows}


def _latest_posts(officials: Iterable[int]) -> dict[int, tuple[Post, int, object]]:
    posts = Appointment.objects.everything(because=WHY).filter(official__in=list(officials)).order_by("valid_from")
    rows = posts.values_list(
        "official_id", "pk", "valid_to",
        "organization__code", "region__code", "post", "rank_class", "level", "valid_from",
    )  # fmt: skip
    # The rows come in order, so the latest post of an official is the one that stays.
    return {row[0]: (Post(*row[3:]), row[1], row[2]) for row in rows}


def holders_of(hashes: Sequence[str]) -> dict[str, str]:
    """Hash of a register number -> the personnel number of the official who has it."""
    people = Official.objects.everything(because=WHY).filter(register_hmac__in=hashes)
    return {str(held): number for held, number in people.values_list("register_hmac", "number")}
