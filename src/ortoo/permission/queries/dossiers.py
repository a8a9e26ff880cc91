"""Dossiers with what is in them, as pages, flags and reminders read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role
from ortoo.permission.models import Call, DocumentKind, Dossier, DossierPaper, SendingConsent, WeighedFlag
from ortoo.permission.queries.calls import visit_of
from ortoo.permission.rules import dossiers as rules
from ortoo.permission.rules.papers import Held, PaperKind, Wanted, Window, wanted

WITH = ("call__round", "official")
SCOPED = "goes along with dossiers that were scoped already"
NO_CONTENT = ("content", "kind__source")


@dataclass(frozen=True)
class Asked:
    """What one call asks of every dossier: its kinds of papers, when each is due, and the days they are measured by."""

    kinds: tuple[DocumentKind, ...]
    papers: tuple[Wanted, ...]
    window: Window

    def kind(self, code: str) -> DocumentKind | None:
        return next((kind for kind in self.kinds if kind.code == code), None)

    def wanted(self, code: str) -> Wanted:
        return next(one for one in self.papers if one.kind.code == code)


def asked_of(call: Call) -> Asked:
    """One query."""
    visit = visit_of(call)
    window = Window(
        timezone.localdate(call.opened_at), timezone.localdate(call.dossiers_until), visit.begins, visit.ends
    )
    kinds = tuple(DocumentKind.objects.filter(in_dossier=True).order_by("code"))
    return Asked(kinds, tuple(wanted(paper_kind(kind), window) for kind in kinds), window)


def paper_kind(kind: DocumentKind) -> PaperKind:
    from_end = kind.due_anchor in ("visit_end", "session_end")
    return PaperKind(kind.code, kind.due_days, from_end, kind.expires, kind.clears)


def own_dossier(grants: Grants) -> Dossier | None:
    """Of the person who looks, in the newest call."""
    mine = Dossier.objects.visible_to(grants).filter(official__account=grants.user_id)
    return mine.select_related(*WITH).order_by("-call__opened_at", "-pk").first()


def visible_dossiers(grants: Grants) -> QuerySet[Dossier]:
    return Dossier.objects.visible_to(grants).select_related(*WITH)


def held_dossier(pk: int) -> Dossier:
    """The dossier with its row locked until the transaction ends, so that two acts on it queue."""
    rows = Dossier.objects.everything(because="an operation locks the one row that it is about")
    return rows.select_for_update(of=("self",)).select_related(*WITH, "official__account").get(pk=pk)


def dossiers_of(call: Call) -> list[Dossier]:
    """All of a call, withdrawn ones too, by number; for callers who name nobody, or whose page shows the proposal."""
    rows = Dossier.objects.everything(because="the caller shows numbers, or those whom a proposal names")
    return list(rows.filter(call=call).select_related(*WITH).order_by("number"))


def listed(call: Call, grants: Grants) -> QuerySet[Dossier]:
    """Those that `grants` may see, each with the latest word of the sending body: `consented`, None without one, and
    its `consent_reason`.
    """
    latest = SendingConsent.objects.everything(because=SCOPED).filter(dossier=OuterRef("pk")).order_by("-at", "-pk")
    said = {"consented": latest.values("given")[:1], "consent_reason": latest.values("reason")[:1]}
    return visible_dossiers(grants).filter(call=call).annotate(**{name: Subquery(one) for name, one in said.items()})


def for_consent(grants: Grants) -> QuerySet[Dossier]:
    """Dossiers that a sending body may speak on by these grants; nobody's own."""
    of_the_body = Grants(None, grants.on, grants.over(Role.SENDING_MINISTRY))
    rows = Dossier.objects.visible_to(of_the_body).select_related(*WITH)
    return rows.exclude(official__account=grants.user_id) if grants.user_id else rows.none()


def without_consent(grants: Grants) -> QuerySet[Dossier]:
    """Handed in, in a call that is not decided, and nobody of the sending body has spoken yet."""
    spoken = SendingConsent.objects.everything(because=SCOPED).filter(dossier=OuterRef("pk"))
    waiting = for_consent(grants).filter(handed_in_at__isnull=False, withdrawn_at=None, call__orders=None)
    return waiting.filter(~Exists(spoken))


def state_of(dossier: Dossier) -> rules.DossierState:
    return rules.state_of(handed_in=dossier.handed_in_at is not None, withdrawn=dossier.withdrawn_at is not None)


def written(dossier: Dossier) -> rules.Written:
    return rules.Written(
        dossier.topic, dossier.problem, dossier.learning, dossier.plan_at_home, trips_of(dossier.earlier_trips)
    )


def trips_of(kept: list[dict[str, object]] | None) -> tuple[rules.Trip, ...] | None:
    if kept is None:
        return None
    return tuple(
        rules.Trip(year if isinstance(year := one.get("year"), int) else None, str(one["country"]), str(one["subject"]))
        for one in kept
    )


def papers_of(dossiers: Iterable[int]) -> dict[int, dict[str, DossierPaper]]:
    """Dossier -> code of the kind -> its latest paper, without the content. One query."""
    rows = DossierPaper.objects.everything(because=SCOPED).filter(dossier__in=list(dossiers)).defer(*NO_CONTENT)
    found: dict[int, dict[str, DossierPaper]] = {}
    for row in rows.select_related("kind").order_by("given_at", "pk"):
        found.setdefault(row.dossier_id, {})[row.kind.code] = row
    return found


def held_of(papers: Mapping[str, DossierPaper]) -> dict[str, Held]:
    return {code: Held(paper.valid_until, paper.against) for code, paper in papers.items()}


def consents_of(dossiers: Iterable[int]) -> dict[int, SendingConsent]:
    """The latest word of the sending body on each. One query."""
    rows = SendingConsent.objects.everything(because=SCOPED).filter(dossier__in=list(dossiers))
    return {row.dossier_id: row for row in rows.order_by("at", "pk")}


def weighed_of(dossiers: Iterable[int]) -> dict[int, dict[str, WeighedFlag]]:
    """Dossier -> key of a flag -> its latest weighing. One query."""
    found: dict[int, dict[str, WeighedFlag]] = {}
    rows = WeighedFlag.objects.everything(because=SCOPED).filter(dossier__in=list(dossiers)).select_related("by")
    for row in rows.order_by("at", "pk"):
        found.setdefault(row.dossier_id, {})[row.flag] = row
    return found


def gaps_of(dossier: Dossier, asked: Asked, papers: Mapping[str, DossierPaper]) -> list[rules.Gap]:
    """Everything that keeps it from being handed in."""
    return rules.gaps(written(dossier), asked.papers, held_of(papers), asked.window)


def late_gaps_of(asked: Asked, papers: Mapping[str, DossierPaper]) -> list[rules.Gap]:
    return rules.late_gaps(asked.papers, held_of(papers), asked.window)


def undecided_calls() -> list[Call]:
    return list(Call.objects.filter(orders=None).select_related("round").order_by("pk"))


def with_account(call: Call) -> list[Dossier]:
    """Dossiers that are not withdrawn, of officials who can be told."""
    rows = Dossier.objects.everything(because="reminds each person of their own dossier")
    return list(
        rows.filter(call=call, withdrawn_at=None, official__account__isnull=False).select_related(*WITH).order_by("pk")
    )
