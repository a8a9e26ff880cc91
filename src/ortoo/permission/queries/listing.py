"""The dossiers of a call as their list shows them: what is said of all of them in one query, the rest by page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Subquery

from ortoo.access.rules.grants import Grants
from ortoo.people.queries import appointment_on, ministry_in_force_of_each_body
from ortoo.permission.models import Call, Dossier
from ortoo.permission.queries.dossiers import asked_of, papers_of
from ortoo.permission.queries.flags import POST, Known
from ortoo.permission.rules.dossiers import DossierState, state_of
from ortoo.permission.rules.flags import Consent, Person


class InCall(NamedTuple):
    """One dossier of a call. `seen`: whether the reader may see it; `body` is None without a post."""

    pk: int
    handed_in_at: datetime | None
    withdrawn_at: datetime | None
    sex: str
    born_on: date | None
    seen: bool
    unit: str | None
    body: int | None

    @property
    def state(self) -> DossierState:
        return state_of(handed_in=self.handed_in_at is not None, withdrawn=self.withdrawn_at is not None)


def in_call(call: Call, grants: Grants, today: date) -> list[InCall]:
    """Everybody of the call: the same unit is counted among all who go on, whoever looks. One query."""
    seen = Dossier.objects.visible_to(grants).filter(pk=OuterRef("pk"))
    whole = Dossier.objects.everything(because="the caller shows numbers, and rows that are scoped")
    post = whole.filter(appointment_on(today, POST), pk=OuterRef("pk"))
    rows = whole.filter(call=call).values_list(
        "pk", "handed_in_at", "withdrawn_at", "official__sex", "official__born_on", Exists(seen),
        Subquery(post.values(f"{POST}__organization__code")[:1]), Subquery(post.values(f"{POST}__organization")[:1]),
    )  # fmt: skip
    return [InCall(*row) for row in rows]


def known_of(rows: Sequence[Any], everybody: Collection[InCall], call: Call, today: date) -> Known:
    """For the flags of some rows of `queries.dossiers.listed`."""
    above = ministry_in_force_of_each_body(today)
    people = {
        one.pk: Person(one.sex, one.born_on, one.unit or "", "" if one.body is None else above[one.body])
        for one in everybody
    }
    return Known(
        asked=asked_of(call),
        people=people,
        together=[people[one.pk] for one in everybody if one.withdrawn_at is None],
        papers=papers_of(row.pk for row in rows),
        consents={
            row.pk: Consent(row.consented, row.consent_reason or "") for row in rows if row.consented is not None
        },
    )
