"""What an address names: for each reader one thing of the own scope, and `another …`, which lies beyond it.

The public, and who has no scope of their own, are given the things of the sending ministry.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from ortoo.access.models import AccountClosing, AccountReset, Grant, User
from ortoo.access.rules.roles import Role
from ortoo.actions.models import MeasureCost
from ortoo.exams.models import Enemies, FormItem, FormPlan, ItemVersion, Mark, SampledMark, Sitting
from ortoo.exams.queries.items import question_of
from ortoo.exams.views.item_shown import images_of
from ortoo.jobs.models import Job, Upload
from ortoo.ledger.models import Blob, Export
from ortoo.messages.models import Message
from ortoo.people.models import Official
from ortoo.permission.models import Deputy, Dossier, DossierPaper, Sheet
from ortoo.record.models import Record
from ortoo.results.models import Edition
from ortoo.selection.models import Appeal, Place, Round, Trial
from ortoo.training.models import Attempt, ClassSitting, Enrolment
from ortoo.visits.models import Agreement, ObservationNote, Traveller, Visit
from tests.walls.house import OTHER_HOST, OTHER_VISIT
from tests.walls.persons import LOOKS, called, delegate, everybody, flagged, noted, sending, traveller_to_reach
from tests.walls.readers import Reader, at_work, reach_of, sent_by
from tests.walls.who import REGION

Things = Mapping[str, str]


class Named:
    """The things of every reader; what does not depend on the reader is looked up once."""

    def __init__(self) -> None:
        self.rounds = list(Round.objects.order_by("code"))
        self.ministry = at_work(organization__code__in=reach_of("finance"))
        self.region = at_work(region__code__in=reach_of("of-a-region"))
        sent = sent_by("organization", reach_of("finance")) | sent_by("region", reach_of("of-a-region"))
        self.reached = self.ministry | self.region | sent
        self.same = {**_of_the_house(self.rounds), **_of_visits()}
        self.traveller_within = noted().get(official=traveller_to_reach())
        apart = noted().exclude(official__number__in=self.reached)
        self.traveller_beyond = apart.exclude(official=delegate())[0]

    def of(self, reader: Reader) -> Things:
        own, other = self._persons(reader)
        things = {**self.same, **self._of_person(own, ""), **self._of_person(other, "another ", reader.account)}
        return {**things, **_own(reader, things)}

    def _persons(self, reader: Reader) -> tuple[Official, Official]:
        """One in the own scope, and one who is in nobody's of whom scope is asked, with a dossier and a place."""
        beyond = called().exclude(number__in=self.reached).exclude(account=reader.account)[1]
        if reader.account is not None and (own := everybody().filter(account=reader.account).first()):
            return own, beyond
        within = self.region if reader.name == REGION else self.ministry
        return called().filter(number__in=within)[0], beyond

    def _of_person(self, official: Official, prefix: str, reader: User | None = None) -> dict[str, str]:
        """`reader`: whose another thing never is."""
        number = official.number
        rows: dict[str, Any] = {"official": number}
        dossier = _latest(Dossier, official__number=number, pk__in=_all(DossierPaper).values("dossier"))
        place = _latest(Place, official__number=number)
        paper = _latest(DossierPaper, dossier=dossier)
        rows |= {
            "call": dossier.call.round.code,
            "dossier": dossier.number,
            "paper": paper.kind.code,
        }
        rows |= {"round": place.run.round.code, "place": place.pk}
        rows |= {
            "record": _latest(Record, official__number=number).pk,
            "mark": _latest(Mark, official__number=number).pk,
            "enrolment": _latest(Enrolment, official__number=number).pk,
            "place of the first round": _latest(Place, official__number=number, run__round=self.rounds[0]).pk,
            "attempt": _latest(Attempt, enrolment__official__number=number).pk,
        }
        others = _all(Appeal).filter(round=self.rounds[-1]).exclude(official__account=reader).order_by("number")
        appeal = _latest(Appeal, official__number=number) or (others[0] if prefix else _latest(Appeal, number=2))
        rows |= {"round of the appeal": appeal.round.code, "appeal": appeal.number}
        traveller = _latest(Traveller, official__number=number, visit__code="KR-2022")
        traveller = traveller or (self.traveller_beyond if prefix else self.traveller_within)
        rows["traveller"] = traveller.place
        rows["note"] = _latest(ObservationNote, observer=traveller).key
        return {prefix + name: str(value) for name, value in rows.items()}


def _all(model: Any) -> Any:
    rows = model.objects
    return rows.everything(because=LOOKS) if hasattr(rows, "everything") else rows.all()


def _latest(model: Any, **lookups: Any) -> Any:
    return _all(model).filter(**lookups).order_by("-pk").first()


def _own(reader: Reader, things: Things) -> dict[str, str]:
    """What is somebody's by their account: a message, a job, a sheet."""
    account = reader.account
    found: dict[str, Any] = {}
    own = _all(Message).filter(to=account).order_by("pk").first() if account else None
    others = _all(Message).filter(to__official__number=things["another official"]).order_by("pk")
    found["message"], found["another message"] = (own or others[0]).pk, others[0].pk
    sheets = Sheet.objects.everything(because=LOOKS).select_related("dossier__call__round").order_by("handed_in_at")
    mine = sheets.filter(member=account, handed_in_at=None) if reader.name == Role.PANEL_MEMBER else sheets
    sheet = mine.order_by("-pk")[0]
    found["sheet"], found["call of the sheet"] = sheet.dossier.number, sheet.dossier.call.round.code
    taken = list(sheets.filter(member=account).values_list("dossier", flat=True)) if account else []
    call = sheet.dossier.call
    found["another sheet"] = sheets.filter(dossier__call=call).exclude(dossier__in=taken)[0].dossier.number
    return {name: str(value) for name, value in found.items()}


def _of_the_house(rounds: list[Round]) -> dict[str, str]:
    flag = flagged()
    upload = {row.name: row.pk for row in Upload.objects.all()}
    drawn = SampledMark.objects.everything(because=LOOKS).order_by("pk")[0]
    editions = Edition.objects.order_by("pk")
    costs = MeasureCost.objects.select_related("measure").order_by("pk")
    sender, another_sender = _senders()
    trial = Trial.objects.select_related("round").latest("pk")
    rows: dict[str, Any] = {
        "round of the trial": trial.round.code, "trial": trial.number,
        "reset": AccountReset.objects.get().pk,
        "account": User.objects.get(username="marker").pk, "closed account": AccountClosing.objects.get().user_id,
        "account of an official": User.objects.get(ready__shows="official-below").pk,
        "grant": Grant.objects.filter(approved_by=None)[0].pk, "proposed by": "operator",
        "body": "MOF", "another body": "MN-067", "first round": rounds[0].code, "last round": rounds[-1].code,
        "second round": rounds[1].code, "third round": rounds[2].code,
        "course": "LEAD", "cohort": "LEAD-2026", "class": ClassSitting.objects.order_by("-pk")[0].pk,
        "class of the past": ClassSitting.objects.order_by("pk")[0].pk, "code of a class": "zzz",
        **_of_the_bank(upload["zzz-items.gift"]),
        "sitting with forms": FormPlan.objects.order_by("pk")[0].sitting.code, "form": "A",
        "item on a form": FormItem.objects.order_by("pk")[0].pk,
        "place on a form": 1, "equated form": "B", "no finding": 999,
        "sitting": "zzz-1", "open sitting": "zzz-2", "sealed sitting": Sitting.objects.order_by("code")[0].code,
        "difference": drawn.pk, "mark that is open": drawn.mark_id, "gradebook": upload["zzz-book.csv"],
        "upload": upload["zzz-own.csv"], "job": Job.objects.get().pk, "formula": "academic", "version": 1,
        "seal": rounds[0].seal_id, "deputy": Deputy.objects.get().pk,
        "flagged call": flag.dossier.call.round.code, "flagged dossier": flag.dossier.number, "flag": flag.flag,
        "blob": Blob.objects.order_by("sha256")[0].sha256, "entry": 1, "export": Export.objects.get().pk,
        "lesson": "L-2023-1", "another lesson": "L-2023-2",
        "measure": f"M-{timezone.localdate().year}-1", "another measure": "M-2023-4",
        "commitment": "C-29", "another commitment": "C-24", "received commitment": "C-28",
        "cost": costs.filter(measure__code="M-2023-1")[0].pk, "measure of the cost": "M-2023-1",
        "cost of another measure": costs.exclude(measure__code="M-2023-1")[0].pk,
        "measure of another cost": costs.exclude(measure__code="M-2023-1")[0].measure.code,
        "sender": sender, "another sender": another_sender,
        "indicator": "2.hdi", "another indicator": "2.gii",
        "edition": editions.filter(series__code="HDI")[0].pk,
        "another edition": editions.filter(series__code="GII")[0].pk,
    }  # fmt: skip
    return {name: str(value) for name, value in rows.items()}


def _of_the_bank(upload: int) -> dict[str, Any]:
    version = ItemVersion.objects.select_related("item").get(item__code="zzz-0")
    (picture,) = images_of(question_of(version))
    return {
        "item": version.item.pk, "version of an item": version.pk, "picture of an item": picture,
        "enemies": Enemies.objects.get(first=version.item).pk, "files of items": f"{upload}-0-0",
    }  # fmt: skip


def _senders() -> tuple[str, str]:
    """Of the bodies that send: one that both grants are over, and one that neither is."""
    bodies, regions = reach_of("finance"), reach_of("of-a-region")
    over = {one.code: {one.code in bodies, getattr(one.region, "code", "") in regions} for one in sending()}
    return next(one for one in over if over[one] == {True}), next(one for one in over if over[one] == {False})


def _of_visits() -> dict[str, str]:
    visit = Visit.objects.get(code="KR-2022")
    hosts = {host.organization.code: host.pk for host in visit.hosts.select_related("organization")}
    other = Visit.objects.get(code=OTHER_VISIT)
    rows: dict[str, Any] = {
        "visit": visit.code, "another visit": other.code, "host": "LOGODI", "another host": "KIPA",
        "host of another visit": OTHER_HOST, "key of the host": hosts["LOGODI"],
        "key of the host of another visit": other.hosts.get().pk, "stop": "V3", "another stop": "K1",
        "topic": visit.topics.order_by("pk")[0].code, "day": visit.begins, "tomorrow": visit.begins + timedelta(1),
        "next visit": Visit.objects.exclude(pk__in=(visit.pk, other.pk)).get().code,
        "pack": "P1", "kind of paper": "A02", "partner": "LOGODI", "agreement": Agreement.objects.order_by("-pk")[0].pk,
        "person to follow up": Traveller.objects.everything(because=LOOKS).get(visit=visit, place=1).pk,
        "another person to follow up": Traveller.objects.everything(because=LOOKS).get(visit=visit, place=2).pk,
    }  # fmt: skip
    return {name: str(value) for name, value in rows.items()}
