"""The house whose walls are tried: the demonstration, with a second one of everything, and names nobody else has.

Every official is renamed by a file of the register, so that any official who is named anywhere is recognised by one
pattern: `Qox` and six letters that stand for the personnel number. What else must be told apart is called `Zzz…`.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from ortoo.access import operations as access
from ortoo.access.models import AccountReset, User
from ortoo.access.operations import NewAccount
from ortoo.access.queries import grants_at, is_demonstration
from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import Role, Scope
from ortoo.exams import operations as exams
from ortoo.exams.models import SampledMark, Sitting
from ortoo.exams.rules.bank.question import Image, Kind, Question, Text
from ortoo.jobs import operations as jobs
from ortoo.jobs.imports import export_of, kind_named, take_in
from ortoo.jobs.models import Job, Upload
from ortoo.ledger import operations as ledger
from ortoo.people.models import Official
from ortoo.people.queries import in_post
from ortoo.permission import operations as permission
from ortoo.selection.models import Round
from ortoo.site.demonstration.build import build
from ortoo.site.demonstration.staff import of_bodies
from ortoo.visits import operations as visits
from ortoo.visits.models import Visit
from tests.emptying import guards_lifted
from tests.walls.persons import LOOKS, called, flagged, post_of, sending, traveller_to_reach
from tests.walls.standing_still import chance_standing

SIZE = 400
DIGITS = "abcdefghij"
CYRILLIC = "абвгдеёжзи"
OTHER_HOST, OTHER_VISIT = "NRC", "KR-OTHER"
FURTHER = (
    (NewAccount("nobody", "Zzznobody"), ()),
    (NewAccount("of-a-region", "Zzzregion"), (Held(Role.SENDING_MINISTRY, Scope.REGION, "MN-041"),)),
    (NewAccount("owner", "Zzzowner"), of_bodies(Role.DATA_OWNER, "NSO")),
    (NewAccount("other-host", "Zzzhost"), of_bodies(Role.HOST, OTHER_HOST)),
    (NewAccount("left", "Zzzleft"), ()),
)
"""Accounts that the demonstration has no need of."""


@dataclass(frozen=True)
class Hands:
    """Those who act while the house is furnished."""

    manager: User
    head: User
    exams: User
    secretariat: User
    other_host: User
    marker: User


def built() -> None:
    """Marked as a demonstration, built, and furnished with a second one of everything."""
    with guards_lifted(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO ortoo_databasemark VALUES ('demonstration', '2021-01-01')")
    is_demonstration.cache_clear()
    with chance_standing():
        build(size=SIZE)
        furnished()


def furnished() -> None:
    """By the operations that users have."""
    by = {user.username: user for user in User.objects.filter(official=None)}
    manager, head, now = by["manager"], by["head"], timezone.now()
    for user, (_, roles) in zip(
        access.open_accounts(accounts=[account for account, _ in FURTHER], by=manager, at=now), FURTHER, strict=True
    ):
        by[user.username] = user
        for held in roles:
            _granted(user, held, manager, head)
    hands = Hands(manager, head, by["exams"], by["secretariat"], by["other-host"], by["marker"])
    renamed(hands)
    another_visit(hands)
    at_the_exams(hands)
    in_the_bank(hands)
    in_the_background(hands)
    wider(by, hands)
    below = User.objects.get(ready__shows="official-below")
    _granted(below, Held(Role.OFFICIAL, Scope.OWN), manager, head)
    access.give_first_password(user=by["marker"], password="zzz: long enough", by=manager, at=now)
    access.propose_reset(user=by["marker"], what=AccountReset.PASSWORD, by=manager, at=now)
    closing = access.close_account(user=by["left"], reason="Zzz: left", by=head, at=now)
    access.propose_reopening(closing=closing, by=manager, at=now)
    access.propose_grant(user=by["nobody"], held=Held(Role.MARKER), valid_from=timezone.localdate(), by=manager, at=now)
    permission.name_deputy(
        role=Role.HEAD_OF_ACADEMY, deputy=by["manager"], valid_from=timezone.localdate() + timedelta(days=900),
        valid_to=timezone.localdate() + timedelta(days=901), legal_basis="Zzz order", by=head, at=now,
    )  # fmt: skip


def wider(by: dict[str, User], hands: Hands) -> None:
    """Body and region reach, besides, somebody who travelled, one who is called, one flagged, and a sending body."""
    posts = [post_of(one) for one in (traveller_to_reach(), called()[0], flagged().dossier.official)]
    sender = next(sending())
    assert sender.region is not None
    bodies = {sender.code, *(post.organization.code for post in posts)}
    regions = {sender.region.code, *(post.region.code for post in posts)}
    reach = {"finance": (Scope.ORGANIZATION, bodies), "of-a-region": (Scope.REGION, regions)}
    for name, (scope, codes) in reach.items():
        for code in sorted(codes):
            _granted(by[name], Held(Role.SENDING_MINISTRY, scope, code), hands.manager, hands.head)


def _granted(user: User, held: Held, manager: User, head: User) -> None:
    grant = access.propose_grant(user=user, held=held, valid_from=date(2026, 1, 1), by=manager, at=timezone.now())
    access.approve_grant(grant=grant, by=head, at=timezone.now())


def mark_of(number: str) -> str:
    """The given name, in Latin, that only the official with this personnel number has."""
    return "Qox" + "".join(DIGITS[int(digit)] for digit in number[1:])


def renamed(hands: Hands) -> None:
    """Everybody on the register, by the file that an academy would send."""
    content, _ = export_of(kind_named("officials"), ".csv", grants_at(hands.manager, timezone.now()), "en")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    given, father, given_latin, father_latin = _heads(list(rows[0]))
    number = next(iter(rows[0]))
    for row in rows:
        row[given] = "Щощ" + "".join(CYRILLIC[int(digit)] for digit in row[number][1:])
        row[given_latin], row[father], row[father_latin] = mark_of(row[number]), "Зззжэ", "Zzzje"
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    report = take_in(
        kind=kind_named("officials"), content=file.getvalue().encode(), filename="renamed.csv", options={},
        dry_run=False, by=hands.manager, at=timezone.now(),
    )  # fmt: skip
    found = (report.changed, [problem.sentence("en") for problem in report.problems[:3]])
    assert found == (SIZE, []), found


def _heads(heads: list[str]) -> list[str]:
    """The headings of the four columns of names, as the export calls them."""
    wanted = ("Given name", "Patronymic", "Given name in Latin", "Patronymic in Latin")
    assert set(wanted) <= set(heads), heads
    return list(wanted)


def another_visit(hands: Hands) -> None:
    """For the third round, with a host of its own, who lets somebody speak, and an escort of the other body."""
    now = timezone.now()
    calls = Round.objects.exclude(call=None).order_by("-code")
    visit = visits.open_visit(round=calls[0], code=OTHER_VISIT, time_zone="Asia/Seoul", by=hands.manager, at=now)
    host = visits.add_host(visit=visit, organization=OTHER_HOST, leads=True, by=hands.manager, at=now)
    visits.send_request(visit=visit, letter="Zzz letter to the other host", people=3, by=hands.manager, at=now)
    visits.add_speaker(host=host, name="Zzzspeaker Other", post="Zzzpost", by=hands.other_host, at=now)
    escorts = Official.objects.everything(because=LOOKS).filter(dossiers=None, travels=None).order_by("number")
    escort = in_post(escorts, timezone.localdate(), organization__code="MN-067")[0]
    visits.add_escort(visit=visit, official=escort, by=hands.secretariat, at=now)
    assert Visit.objects.count() == 3


def at_the_exams(hands: Hands) -> None:
    """Two sittings that are not sealed, a scale of letters, and a sample drawn to be entered again."""
    now = timezone.now()
    officials = Official.objects.everything(because=LOOKS).order_by("number").values_list("number", flat=True)
    exams.define_letter_scale(
        code="zzz", letters={"A": 90_000, "B": 80_000}, valid_from=date(2026, 1, 1), legal_basis="Zzz order",
        by=hands.exams, at=now,
    )  # fmt: skip
    for code in ("zzz-1", "zzz-2"):
        names = dict.fromkeys(("mn", "en", "ko"), f"Zzz sitting {code}")
        exams.open_sitting(
            code=code, names=names, held_on=date(2026, 11, 2), scale_high=100_000, marker="Zzz board", by=hands.exams,
            at=now,
        )  # fmt: skip
    lines = "\n".join(f"{number},{50 + place % 40}" for place, number in enumerate(officials))
    report = take_in(
        kind=kind_named("marks"), content=f"number,mark\n{lines}\n".encode(), filename="zzz.csv",
        options={"sitting": "zzz-1"}, dry_run=False, by=hands.exams, at=now,
    )  # fmt: skip
    assert not report.problems, report.problems[:3]
    sitting = Sitting.objects.get(code="zzz-1")
    sample = exams.draw_sample(sitting=sitting, share=10, seed="zzz", by=hands.exams, at=now)
    again = {
        drawn.pk: 1_000 + drawn.place for drawn in SampledMark.objects.everything(because=LOOKS).filter(sample=sample)
    }
    exams.enter_again(sitting=sitting, marks=again, by=hands.marker, at=now)


def in_the_background(hands: Hands) -> None:
    """A file with a problem that was checked for the manager, a gradebook of the exam officer, an export."""
    now = timezone.now()
    heads = "number,patronymic,given_name,sex,organization,post,level,region,appointed_on"
    content = f"{heads}\nZzzproblem,\u0410,\u0411,woman,Zzzbody,Zzz,support,MN-1,2020-01-01\n".encode()
    upload = jobs.keep_upload(name="zzz-own.csv", content=content, by=hands.manager, at=now)
    job = jobs.ask(
        kind="import.check", arguments={"kind": "officials", "upload": upload.pk, "options": {}}, by=hands.manager,
        at=now,
    )  # fmt: skip
    jobs.do(job_id=job.pk)
    jobs.keep_upload(
        name="zzz-items.gift", content=b"// [id:zzz-2]\nZzz question? {=Yes ~No}\n", by=hands.exams, at=now
    )
    jobs.keep_upload(name="zzz-book.csv", content=b"number,exam 1\nA000001,5\n", by=hands.exams, at=now)
    ledger.keep_export(name="zzz", because="Zzz", with_sealed=False, by=hands.manager, at=now)
    assert Job.objects.get().state == "done"
    assert (Job.objects.count(), Upload.objects.count()) == (1, 3)


def in_the_bank(hands: Hands) -> None:
    """Two items that another exam officer wrote, one with a picture, which no form holds together."""
    now, writer = timezone.now(), User.objects.get(username="exams-2")
    shown = Text("Zzz question", images=(Image("zzz.png", b"\x89PNG\r\n\x1a\n"),))
    items = [
        exams.write_item(question=Question(Kind.ESSAY, {"en": shown}, code=code), by=writer, at=now).item
        for code in ("zzz-0", "zzz-1")
    ]
    exams.state_enemies(first=items[0], second=items[1], reason="Zzz the same", by=writer, at=now)
