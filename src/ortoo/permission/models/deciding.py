"""The way to the Prime Minister: signatures, deputies, the order with its decision on each person, the delegation."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ortoo.access.personal import PersonalManager
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role
from ortoo.multilingual.fields import WrittenLine
from ortoo.people.queries import through_official
from ortoo.permission.models.dossiers import Call, Dossier
from ortoo.permission.models.panel import Proposal
from ortoo.permission.rules.states import Outcome, SignStep


class SignOff(models.Model):
    """One step of the way of a proposal: signed, or sent back with a reason. Never changed.

    Sent back, everything signed so far counts no more for that proposal; a new version of it begins anew.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="sign_offs")
    step = models.CharField(max_length=20, choices=[(step.value, step.value) for step in SignStep])
    organization = models.CharField(max_length=30, blank=True, help_text="Code, at the step of the sending ministries.")
    signed = models.BooleanField()
    reason = WrittenLine(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    deputy_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="sign_off_once", fields=["proposal", "step", "organization"]),
            models.CheckConstraint(name="sent_back_says_why", condition=Q(signed=True) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.step}"


class Deputy(models.Model):
    """Who acts in a role while its holder is absent, from one day to before another, named by the holder."""

    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    valid_from = models.DateField()
    valid_to = models.DateField()
    legal_basis = WrittenLine(max_length=300)
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="deputy_is_another", condition=~Q(holder=F("deputy"))),
            models.CheckConstraint(name="deputy_ends_after_beginning", condition=Q(valid_to__gt=F("valid_from"))),
        ]

    def __str__(self) -> str:
        return f"{self.deputy_id} for {self.holder_id}"


class Order(models.Model):
    """The Prime Minister's decision on all persons of a proposal, in one act. Never changed: a later version follows.

    `number` and `dated` are those of the order on paper.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="orders")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="orders")
    version = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=40)
    dated = models.DateField()
    because = WrittenLine(max_length=500, blank=True, help_text="Of a later version: why a new decision came.")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    deputy_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="order_version", fields=["call", "version"]),
            models.CheckConstraint(name="later_order_says_why", condition=Q(version=1) | ~Q(because="")),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.dated}"


class PermissionDecisionManager(PersonalManager["PermissionDecision"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "dossier__official")


class PermissionDecision(models.Model):
    """Yes or no to one person in one order. `follows`: the one of the reserve takes the seat of that person."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="decisions")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="decisions")
    place = models.PositiveSmallIntegerField(help_text="In the order of merit of the proposal.")
    outcome = models.CharField(max_length=10, choices=[(outcome.value, outcome.value) for outcome in Outcome])
    reason = WrittenLine(max_length=500, blank=True)
    follows = models.ForeignKey(Dossier, models.PROTECT, related_name="+", null=True)

    objects = PermissionDecisionManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="decision_once_an_order", fields=["order", "dossier"]),
            models.CheckConstraint(name="refusal_says_why", condition=Q(outcome=Outcome.PERMIT.value) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.outcome}"


class Delegation(models.Model):
    """Those permitted by the order in force: what the next station receives."""

    order = models.OneToOneField(Order, models.PROTECT, related_name="delegation")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"delegation under {self.order_id}"


class DelegateManager(PersonalManager["Delegate"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants)


class Delegate(models.Model):
    """One official who may travel."""

    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="delegates")
    official = models.ForeignKey("ortoo.Official", models.PROTECT, related_name="delegations")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="delegate")
    place = models.PositiveSmallIntegerField()

    objects = DelegateManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="delegate_once", fields=["delegation", "official"]),
            models.UniqueConstraint(name="delegate_in_order", fields=["delegation", "place"]),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.official_id}"
