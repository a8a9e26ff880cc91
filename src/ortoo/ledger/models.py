"""The tables of the ledger. Triggers (promises.py) refuse change and deletion of entries, blobs and checkpoints."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ortoo.ledger.rules.tree import Frontier

__all__ = ["Blob", "Checkpoint", "Entry", "Export", "Head", "SubjectSalt"]


class Entry(models.Model):
    """One decision. Its leaf in the tree has the number seq - 1."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=40, db_index=True)
    body = models.BinaryField(help_text="canonical JSON: at, by, kind, seq and what the kind says")
    leaf = models.BinaryField(max_length=32, help_text="SHA-256(0x00 || body)")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(name="entry_counts_from_one", condition=Q(seq__gte=1))]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"

    @property
    def said(self) -> dict[str, Any]:
        """The body as it was recorded."""
        return json.loads(bytes(self.body))


class Head(models.Model):
    """The one row that every writer locks: how many entries there are, and the frontier of their tree."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField()
    hashes = models.BinaryField(help_text="the frontier: one hash of 32 bytes for each binary digit 1 of size")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="head_is_one_row", condition=Q(id=1)),
            models.CheckConstraint(name="head_counts_from_zero", condition=Q(size__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.size} entries"

    @property
    def frontier(self) -> Frontier:
        return Frontier.read(self.size, bytes(self.hashes))


class Blob(models.Model):
    """Content too long for an entry, named by its hash in hexadecimal."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.sha256


class Checkpoint(models.Model):
    """A signed statement of size and root that has left the house; every later export must be consistent with it."""

    size = models.BigIntegerField(primary_key=True)
    note = models.TextField()
    key = models.CharField(max_length=200, help_text="the public key that signed, as name+hash+base64")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"checkpoint at {self.size}"


class Export(models.Model):
    """A file for auditors, kept for a week so that it can be fetched; then its content is emptied."""

    name = models.CharField(max_length=60)
    content = models.BinaryField()
    with_sealed = models.BooleanField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}.ortoolog"


class SubjectSalt(models.Model):
    """The secret that joins a person to a pseudonym. Erased, the pseudonym stays and leads to nobody."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    salt = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="one_salt_a_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
