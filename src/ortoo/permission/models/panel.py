"""The second round: rubric, conflicts of interest, score sheets, and the proposal that the engine makes of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ortoo.access.personal import PersonalManager
from ortoo.access.rules.grants import Grants
from ortoo.multilingual.fields import NameInLanguages, WrittenLine, WrittenText
from ortoo.people.queries import through_official
from ortoo.permission.models.dossiers import Call, Dossier, OfDossierManager


class Rubric(models.Model):
    """How dossiers are scored and the ten proposed; adopted before the first dossier is handed in.

    `rule` is TOML in the words of `ortoo select` (seats, reserve, quotas) over the proposal's columns, without a lot
    seed: the seed follows from the round's own.
    """

    call = models.OneToOneField(Call, models.PROTECT, related_name="rubric")
    rule = models.TextField()
    sha256 = models.CharField(max_length=64)
    gap = models.PositiveIntegerField(help_text="Thousandths: a larger gap between two markers asks for a third.")
    legal_basis = WrittenLine(max_length=300)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"rubric of {self.call_id}"


class Criterion(NameInLanguages):
    """One thing that is scored, from 0 to 100 in thousandths, with its weight."""

    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="criteria")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=30)
    weight = models.PositiveIntegerField(help_text="Thousandths; those of a rubric add up to 1000.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="criterion_in_order", fields=["rubric", "place"]),
            models.UniqueConstraint(name="criterion_once", fields=["rubric", "code"]),
            models.CheckConstraint(name="criterion_weighs", condition=Q(weight__gt=0, weight__lte=1000)),
        ]


class Declaration(models.Model):
    """A panel member says of one dossier whether a conflict of interest is there; the latest counts, and blocks.

    `by` is the member, or who learned of a conflict that the member did not declare.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="declarations")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    conflict = models.BooleanField()
    reason = WrittenLine(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfDossierManager["Declaration"]()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="conflict_says_why", condition=Q(conflict=False) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.conflict}"


class Sheet(models.Model):
    """One marker's sheet on one dossier. `turn` 1 and 2 are the two, 3 is the third on a gap."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="sheets")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    remark = WrittenText(blank=True)

    objects = OfDossierManager["Sheet"]()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="sheet_once_a_member", fields=["dossier", "member"]),
            models.UniqueConstraint(name="sheet_turn", fields=["dossier", "turn"]),
            models.CheckConstraint(name="sheet_turn_to_three", condition=Q(turn__gte=1, turn__lte=3)),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}, turn {self.turn}"


class ScoreManager(PersonalManager["Score"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "sheet__dossier__official")


class Score(models.Model):
    """What one marker gave on one criterion, 0 to 100 in thousandths; final once the sheet is handed in."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    thousandths = models.PositiveIntegerField()

    objects = ScoreManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="score_once", fields=["sheet", "criterion"]),
            models.CheckConstraint(name="score_on_scale", condition=Q(thousandths__lte=100_000)),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.criterion_id}"


class Proposal(models.Model):
    """The ten and the reserve order as the engine proposes them from the corrected scores. Never changed.

    `decision` as of `ortoo select`; `correction` the stated model with each marker's severity; `alternatives` other
    lists within 1 % of the best. A later version stands beside the earlier one.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="proposals")
    version = models.PositiveSmallIntegerField()
    decision = models.JSONField()
    correction = models.JSONField()
    alternatives = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, help_text="Of the decision's canonical bytes, which are a blob.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="proposal_version", fields=["call", "version"])]

    def __str__(self) -> str:
        return f"{self.call_id}, version {self.version}"


class ProposalPlaceManager(PersonalManager["ProposalPlace"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "dossier__official")


class ProposalPlace(models.Model):
    """One dossier in a proposal: where, from which scores, and why. Scores in thousandths."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="places")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="places")
    place = models.PositiveSmallIntegerField(help_text="Chosen in order, then the reserve, then the others by rank.")
    status = models.CharField(
        max_length=10, choices=[(status, status) for status in ("chosen", "reserve", "not-chosen", "ineligible")]
    )
    corrected = models.BigIntegerField(null=True)
    mean = models.BigIntegerField(null=True)
    median = models.BigIntegerField(null=True)
    low = models.BigIntegerField(null=True, help_text="The lowest marker's sum as given.")
    high = models.BigIntegerField(null=True)
    reasons = models.JSONField(default=list)

    objects = ProposalPlaceManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="proposal_place_in_order", fields=["proposal", "place"]),
            models.UniqueConstraint(name="proposal_place_once", fields=["proposal", "dossier"]),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.dossier_id}"
