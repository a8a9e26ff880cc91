"""Regions, organizations and officials, each valid over time."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from ortoo.access.personal import PersonalManager, either, nobody
from ortoo.access.rules.grants import Grants, Held
from ortoo.access.rules.roles import Scope
from ortoo.multilingual.fields import NameInLanguages, WrittenLine
from ortoo.multilingual.names import full_form, short_form
from ortoo.people.rules.conventions import conventions
from ortoo.people.rules.levels import Sex
from ortoo.people.rules.readers import READERS


class Region(NameInLanguages):
    """A unit of territory: an aimag, the capital, a district."""

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    group = models.CharField(max_length=40, blank=True, help_text="The larger region of planning it belongs to.")
    units = models.PositiveIntegerField(null=True, help_text="How many soums or districts it has.")
    time_zone = models.CharField(max_length=40, blank=True)
    group_basis = models.CharField(max_length=4, blank=True)
    units_basis = models.CharField(max_length=4, blank=True)
    source = WrittenLine(max_length=300, blank=True)


class Organization(NameInLanguages):
    """A public body from one day to another, with those that took over from it."""

    code = models.CharField(max_length=30, unique=True)
    abbreviation = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=30)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="organizations")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=4, blank=True)
    mn_basis = models.CharField(max_length=10, blank=True)
    ko_basis = models.CharField(max_length=10, blank=True)
    source = WrittenLine(max_length=300, blank=True)
    note = WrittenLine(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="organization_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            ),
        ]


class Succession(models.Model):
    """`successor` took over from `organization`; `place` 1 is the main one."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="succession_once", fields=["organization", "successor"]),
            models.UniqueConstraint(name="succession_in_order", fields=["organization", "place"]),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} -> {self.successor_id}"


class OfficialManager(PersonalManager["Official"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return within_scope(grants)


class AppointmentManager(PersonalManager["Appointment"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return within_scope(grants, "official")


class Official(models.Model):
    """A civil servant on the register: one person, one row, whatever the post."""

    number = models.CharField(max_length=30, unique=True, help_text="The personnel number; never a name.")
    patronymic = models.CharField(max_length=80)
    given_name = models.CharField(max_length=80)
    patronymic_latin = models.CharField(max_length=80)
    given_name_latin = models.CharField(max_length=80)
    latin_from_passport = models.BooleanField(default=False)
    sort_key = models.CharField(max_length=400)
    search_key = models.CharField(max_length=400)
    sex = models.CharField(max_length=6, choices=[(sex.value, sex.value) for sex in Sex])
    born_on = models.DateField(null=True)
    register_hmac = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - absent is not equal to absent
    register_tail = models.CharField(max_length=2, blank=True)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="official")
    synthetic = models.BooleanField(default=False)

    objects = OfficialManager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["sort_key", "id"], name="official_in_order")]

    def __str__(self) -> str:
        return self.number

    @property
    def short_name(self) -> str:
        """As a page names the person: in the register's own script on pages in its language, in Latin on others."""
        return short_form(*self._names, conventions().names)

    @property
    def full_name(self) -> str:
        return full_form(*self._names)

    @property
    def _names(self) -> tuple[str, str]:
        if get_language() == conventions().language:
            return self.patronymic, self.given_name
        return self.patronymic_latin, self.given_name_latin


class Appointment(models.Model):
    """One official in one post from one day to another."""

    official = models.ForeignKey(Official, models.CASCADE, related_name="appointments")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="appointments")
    region = models.ForeignKey(Region, models.PROTECT, related_name="appointments")
    post = WrittenLine(max_length=120)
    rank_class = models.CharField(max_length=30, blank=True)
    level = models.CharField(max_length=30)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = AppointmentManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="appointment_begins_once", fields=["official", "valid_from"]),
            models.UniqueConstraint(name="appointment_open_once", fields=["official"], condition=Q(valid_to=None)),
            models.CheckConstraint(
                name="appointment_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official_id} at {self.organization_id} from {self.valid_from}"


def within_scope(grants: Grants, path: str = "") -> Q:
    """Rows whose official (at `path`; empty where the row is the official) `grants` may see on their day.

    A reader sees those who work within the grant's scope on that day; everybody sees their own.
    """
    reading = grants.over(*READERS)
    if any(held.scope is Scope.EVERYTHING for held in reading):
        # Every row, said without a question about its official: an "or" would be asked of each of twelve thousand.
        return Q(pk__isnull=False)
    official, account = (f"{path}_id", f"{path}__account") if path else ("pk", "account")
    own = nobody() if grants.user_id is None else Q(**{account: grants.user_id})
    return either([own, *(_reached(held, grants, official) for held in reading)])


def _reached(held: Held, grants: Grants, official: str) -> Q:
    if held.scope is Scope.OWN:
        return nobody()
    column = {Scope.ORGANIZATION: "organization__code", Scope.REGION: "region__code"}[held.scope]
    here = Appointment.objects.everything(because="asks who works within a grant's scope that day, shows no row")
    # A set that is looked up: asked for each row apart, a ministry's list of twelve thousand takes most of a second.
    return Q(**{f"{official}__in": here.filter(in_force_on(grants.on), **{column: held.code}).values("official")})


def in_force_on(day: date) -> Q:
    """Rows with `valid_from` (included, empty = always) and `valid_to` (excluded, empty = still) that hold on `day`."""
    return (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gt=day))
