"""Who is told what of a list and of an appeal. Called inside the transaction of what it tells."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from ortoo.access.models import User
from ortoo.messages import operations as messages
from ortoo.multilingual.refusals import LANGUAGES
from ortoo.selection.models import Appeal, FinalList, Place, Round, Run
from ortoo.selection.queries.differences import run_compared

OWN = "selection/mine/"
WHY = "asks for accounts, which are told something"
EVERYBODY = Q()


def tell_of_provisional_list(run: Run, *, by: User, at: datetime) -> None:
    """Everybody with a place."""
    values = {"round": names_of(run.round), "until": run.round.objections_until}
    messages.tell(kind="selection.list_provisional", to=_accounts(run), values=values, address=OWN, by=by, at=at)


def tell_of_final_list(listed: FinalList, *, by: User, at: datetime) -> None:
    """Who is on it or in reserve, who appealed, and who stands otherwise than on the list they were told of before.

    For everybody else nothing is other than they already know.
    """
    run = listed.run
    concerned = Q(status__in=("chosen", "reserve")) | Q(pseudonym__in=listed.kept)
    appeals = Appeal.objects.everything(because=WHY).filter(round=run.round, official=OuterRef("official"))
    concerned |= Q(Exists(appeals))
    if (before := run_compared(run)) is not None:
        then = Place.objects.everything(because=WHY).filter(run=before, official=OuterRef("official"))
        concerned |= Q(~Exists(then.filter(status=OuterRef("status"))))
    values = {"round": names_of(run.round)}
    messages.tell(kind="selection.list_final", to=_accounts(run, concerned), values=values, address=OWN, by=by, at=at)


def tell_of_filing(appeal: Appeal, *, by: User, at: datetime) -> None:
    _tell("selection.appeal_received", appeal, by, at)


def tell_of_ruling(appeal: Appeal, *, by: User, at: datetime) -> None:
    _tell("selection.appeal_ruled", appeal, by, at)


def tell_of_moving_up(place: Place, *, by: User, at: datetime) -> None:
    account = place.official.account_id
    if account is not None:
        values = {"round": names_of(place.run.round)}
        messages.tell(kind="selection.moved_up", to=[account], values=values, address=OWN, by=by, at=at)


def names_of(round: Round) -> dict[str, str]:
    """A value that each person reads in their own language."""
    return {language: getattr(round, f"name_{language}") for language in LANGUAGES}


def _tell(kind: str, appeal: Appeal, by: User, at: datetime) -> None:
    account = appeal.official.account_id
    if account is not None:
        values = {"appeal": appeal.code, "round": names_of(appeal.round)}
        address = f"selection/{appeal.round.code}/appeals/{appeal.number}/"
        messages.tell(kind=kind, to=[account], values=values, address=address, by=by, at=at)


def _accounts(run: Run, concerned: Q = EVERYBODY) -> list[int]:
    places = Place.objects.everything(because=WHY).filter(concerned, run=run, official__account__isnull=False)
    return list(places.order_by("pk").values_list("official__account_id", flat=True))
