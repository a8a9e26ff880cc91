"""Accounts, grants, and the mark that tells a demonstration database."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from ortoo.access.rules.roles import Role, Scope


class User(AbstractBaseUser):
    """An account. What it may is in its grants; whether it belongs to an official, the official says."""

    username = models.CharField(max_length=60, unique=True)
    shown_name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGES[0][0])
    email = models.EmailField(blank=True, help_text="Where messages go by mail; empty: none do.")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["shown_name"]
    objects = BaseUserManager()

    def __str__(self) -> str:
        return self.shown_name


class Grant(models.Model):
    """A role over a scope from one day to another, proposed by one person and approved by another."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    scope = models.CharField(max_length=20, choices=[(scope.value, scope.value) for scope in Scope])
    code = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    approved_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="grant_approved_by_another",
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
            ),
            models.CheckConstraint(name="grant_not_for_oneself", condition=~Q(proposed_by=F("user"))),
            models.CheckConstraint(
                name="grant_not_approved_by_its_holder",
                condition=Q(approved_by=None) | ~Q(approved_by=F("user")),
            ),
            models.CheckConstraint(
                name="grant_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
            models.CheckConstraint(
                name="grant_code_where_the_scope_has_one",
                condition=(Q(scope__in=[Scope.ORGANIZATION, Scope.REGION]) & ~Q(code=""))
                | (Q(scope__in=[Scope.EVERYTHING, Scope.OWN]) & Q(code="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role} over {self.scope} {self.code}".rstrip()


class DatabaseMark(models.Model):
    """What a database is for, written by its first migration and by nothing else (a trigger refuses it)."""

    DEMONSTRATION = "demonstration"

    mark = models.CharField(max_length=20, primary_key=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.mark


class ReadySignIn(models.Model):
    """An account that anybody may enter with one click. Only in a demonstration database (a trigger refuses others)."""

    user = models.OneToOneField(User, models.PROTECT, primary_key=True, related_name="ready")
    place = models.PositiveSmallIntegerField(unique=True)
    shows = models.CharField(max_length=30, help_text="A role, or what an official's account shows.")

    def __str__(self) -> str:
        return f"{self.place}: {self.user_id}"
