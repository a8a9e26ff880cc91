"""The persons of the walls, each found by what they are: a cell is about that, not about whom chance has chosen.

An IndexError here says that the demonstration has no such person any more.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from ortoo.people.models import Appointment, Official, Organization
from ortoo.permission.models import Call, Dossier, DossierPaper, Proposal, WeighedFlag
from ortoo.permission.queries.sending import senders
from ortoo.selection.models import Round
from ortoo.training.models import Attempt
from ortoo.visits.models import ObservationNote, Traveller

LOOKS = "the walls are tried on everything"
TRAVELLED = "KR-2022"
PROPOSED = ("chosen", "reserve")
"""Places of a proposal that the Prime Minister's office sees with name and dossier."""


def everybody() -> QuerySet[Official]:
    return Official.objects.everything(because=LOOKS).order_by("number")


def tested() -> QuerySet[Official]:
    """Who has an attempt at the test of a course, and has brought papers to a dossier."""
    attempts = Attempt.objects.everything(because=LOOKS).values("enrolment__official")
    papers = DossierPaper.objects.everything(because=LOOKS).values("dossier__official")
    return everybody().filter(pk__in=attempts).filter(pk__in=papers)


def at_the_office() -> Call:
    """The call whose proposal waits for the Prime Minister's office."""
    return Call.objects.order_by("round__code")[1]


def called() -> QuerySet[Official]:
    """Those with papers for that call who are not proposed there and have not travelled."""
    papers = DossierPaper.objects.everything(because=LOOKS).filter(dossier__call=at_the_office())
    brought = papers.exclude(dossier__places__status__in=PROPOSED).values("dossier__official")
    return tested().filter(pk__in=brought).exclude(travels__visit__code=TRAVELLED)


def noted() -> QuerySet[Traveller]:
    """Who wrote a note on the visit and is not proposed for another."""
    notes = ObservationNote.objects.everything(because=LOOKS).exclude(observer=None).values("observer")
    dossiers = Dossier.objects.everything(because=LOOKS).filter(call=at_the_office())
    proposed = dossiers.filter(places__status__in=PROPOSED).values("official")
    travellers = Traveller.objects.everything(because=LOOKS).filter(visit__code=TRAVELLED, pk__in=notes)
    return travellers.exclude(official__in=proposed).select_related("official", "dossier__place").order_by("place")


def delegate() -> Official:
    """Travelled; was called to the first round only, and has appealed nothing."""
    first = Call.objects.order_by("round__code")[0]
    later = Dossier.objects.everything(because=LOOKS).exclude(call=first).values("official")
    travelled = noted().values("official")
    return tested().filter(pk__in=travelled, appeals=None).exclude(pk__in=later)[0]


def appellant() -> Official:
    """Appeals in the last round, has a dossier of an earlier one, and has not travelled."""
    last = Round.objects.order_by("-code")[0]
    return tested().filter(appeals__round=last).exclude(travels__visit__code=TRAVELLED)[0]


def traveller_to_reach() -> Official:
    others = noted().exclude(official=delegate())
    return next(one.official for one in others if one.dossier is not None and stayed(one.dossier))


def flagged() -> WeighedFlag:
    flags = WeighedFlag.objects.everything(because=LOOKS).select_related("dossier__call__round", "dossier__place")
    return next(one for one in flags.order_by("pk") if stayed(one.dossier))


def stayed(dossier: Dossier) -> bool:
    """Whether the official works today where they worked when the dossier was called for."""
    post, then = post_of(dossier.official), dossier.place.facts
    return (post.organization.code, post.region.code) == (then["organization"], then["region"])


def post_of(official: Official) -> Appointment:
    posts = Appointment.objects.everything(because=LOOKS).select_related("organization", "region")
    return posts.get(official=official, valid_to=None)


def sending() -> Iterator[Organization]:
    """Bodies that send somebody who is proposed to the office; first governors' offices, whose region is small."""
    codes = senders(Proposal.objects.get(call=at_the_office()))
    bodies = Organization.objects.filter(code__in=codes).select_related("region").order_by("code")
    return iter(sorted(bodies, key=lambda body: body.region is None or body.code != body.region.code))
