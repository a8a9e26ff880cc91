"""Organizations, regions and officials, as plain as they may be."""

from __future__ import annotations

from datetime import date

from ortoo.access.models import User
from ortoo.people.models import Appointment, Official, Organization, Region

SINCE = date(2021, 1, 1)


def region(code: str = "MN-065", group: str = "Gobi") -> Region:
    return Region.objects.get_or_create(code=code, defaults={"name_en": code, "kind": "aimag", "group": group})[0]


def organization(code: str = "MOF", kind: str = "ministry", parent: Organization | None = None) -> Organization:
    defaults = {"name_en": code, "kind": kind, "parent": parent}
    return Organization.objects.get_or_create(code=code, defaults=defaults)[0]


def official(number: str, sex: str = "woman", account: User | None = None) -> Official:
    """On the register, without a post."""
    return Official.objects.everything(because="makes one").create(
        number=number, patronymic="Бат", given_name=f"Болд{number}", patronymic_latin="Bat",
        given_name_latin=f"Bold{number}", sort_key=number, search_key=number, sex=sex, account=account,
    )  # fmt: skip


def appointed(
    who: Official, where: Organization | None = None, place: Region | None = None, since: date = SINCE,
    until: date | None = None,
) -> Appointment:  # fmt: skip
    return Appointment.objects.everything(because="makes one").create(
        official=who, organization=where or organization(), region=place or region(), post="Specialist",
        level="executive", rank_class="des", valid_from=since, valid_to=until,
    )  # fmt: skip


def officials(*numbers: str) -> list[Official]:
    """Each in one post."""
    found = [official(number) for number in numbers]
    for one in found:
        appointed(one)
    return found
