"""Rows and the ledger hold the same: no decision without its entry, no entry without its row, no seal that changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.apps import apps
from django.db.models import Count, Q

from ortoo.ledger.models import Entry
from ortoo.ledger.rules.tree import leaf_hash, root_of
from ortoo.record.models import Seal
from ortoo.record.queries import sealed_lines
from ortoo.site.keeping.doctor.finding import Finding, some, well, wrong


class Pair(NamedTuple):
    """Entries of these kinds are as many as rows of `model` under `where`."""

    model: str
    kinds: tuple[str, ...]
    where: Q = Q()


PAIRS = (
    Pair("Grant", ("grant.proposed",)),
    Pair("Sitting", ("programme.sitting-opened",)),
    Pair("Item", ("item.retired",), Q(retired_at__isnull=False)),
    Pair("Enemies", ("items.enemies-stated",)),
    Pair("Enemies", ("items.enemies-ended",), Q(ended_at__isnull=False)),
    Pair("Formula", ("record.formula-adopted",)),
    Pair("Seal", ("records.sealed",)),
    Pair("Round", ("programme.round-opened",)),
    Pair("Trial", ("rule.tried",)),
    Pair("Rule", ("rule.adopted",)),
    Pair("Lot", ("lot.drawn",)),
    Pair("BorderlineBand", ("selection.band",)),
    Pair("Run", ("selection.run",)),
    Pair("Appeal", ("appeal.filed",)),
    Pair("Ruling", ("appeal.ruled",), Q(confirmed_at__isnull=False)),
    Pair("FinalList", ("list.signed",)),
    Pair("FinalList", ("list.final",), Q(published_at__isnull=False)),
    Pair("Departure", ("list.left",)),
    Pair("Call", ("programme.call-opened",)),
    Pair("SendingConsent", ("consent.given", "consent.refused")),
    Pair("WeighedFlag", ("dossier.flag-weighed",)),
    Pair("Rubric", ("rubric.adopted",)),
    Pair("Proposal", ("panel.proposed",)),
    Pair("SignOff", ("proposal.signed", "proposal.sent-back")),
    Pair("Deputy", ("deputy.named",)),
    Pair("Order", ("permission.decided",)),
    Pair("Delegation", ("delegation.closed",)),
    Pair("Visit", ("visit.opened",)),
    Pair("VisitRequest", ("visit.requested",)),
    Pair("HostAnswer", ("visit.answered",)),
    Pair("Agenda", ("visit.agenda-kept",)),
    Pair("AgendaConsent", ("visit.agenda-agreed",)),
    Pair("Presence", ("visit.presence-marked",)),
    Pair("ObservationNote", ("visit.note-written",)),
    Pair("Lesson", ("lesson.written",)),
    Pair("LessonDecision", ("lesson.decided",)),
    Pair("Measure", ("measure.proposed",)),
    Pair("ProgressReport", ("measure.reported",)),
    Pair("Commitment", ("commitment.proposed",)),
    Pair("ExpectedDay", ("commitment.expected",)),
    Pair(
        "CommitmentAct",
        tuple(f"commitment.{act}" for act in ("accepted", "refused", "delivered", "confirmed", "returned")),
    ),
)


def paired(at: datetime) -> Iterator[Finding]:
    by_kind = dict(Entry.objects.order_by().values_list("kind").annotate(Count("seq")))
    total, false = 0, False
    for model, kinds, where in PAIRS:
        rows = apps.get_model("ortoo", model)._base_manager.filter(where).count()
        entries = sum(by_kind.get(kind, 0) for kind in kinds)
        total += rows
        if rows != entries:
            false = True
            yield wrong("doctor.unpaired", table=model, rows=rows, entries=entries, kinds=", ".join(kinds))
    if not false:
        yield well("doctor.paired", rows=total)


def seals(at: datetime) -> Iterator[Finding]:
    """The root of every seal, from the records as they stand."""
    count, changed = 0, []
    for seal in Seal.objects.order_by("pk"):
        leaves = [leaf_hash(line) for line in sealed_lines(seal)]
        count += len(leaves)
        if (root_of(leaves).hex(), len(leaves)) != (seal.root, seal.count):
            changed.append(str(seal))
    if changed:
        yield wrong("doctor.seal_changed", seals=some(changed))
    else:
        yield well("doctor.seals", records=count)
