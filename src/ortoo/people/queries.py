"""Reads of the register that others share."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from ortoo.access.rules.grants import Grants
from ortoo.people.models import Appointment, Official, Organization, in_force_on, within_scope


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
