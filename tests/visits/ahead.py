"""A visit eighty days from today, for pages, which go by the clock: opened, and asked of its hosts."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.permission.models import Call
from ortoo.selection.models import Round
from ortoo.visits.models import Traveller, Visit
from ortoo.visits.operations import add_host, add_speaker, offer_stop, open_visit
from tests.cast import exam_officer
from tests.factories.people import organization
from tests.permission import dossiers_brought
from tests.visits import hosting, travelling
from tests.visits.hosting import host_of, speaker_for
from tests.visits.travelling import keeper

CODE = "kr-ahead"


def called() -> Call:
    officer = travelling.selection_officer_of(exam_officer())
    return dossiers_brought.open_now(Round.objects.get(code="R1"), officer)


def opened(call: Call) -> Visit:
    """With two hosts and three accounts: that of NHI hosts nothing."""
    for code in ("LOGODI", "KIPA", "NHI"):
        organization(code, "institute")
        speaker_for(code)
    hosting.places()
    now = timezone.now()
    visit = open_visit(round=call.round, code=CODE, time_zone="Asia/Seoul", by=keeper(), at=now)
    for code in ("LOGODI", "KIPA"):
        add_host(visit=visit, organization=code, by=keeper(), at=now)
    return visit


def asked(visit: Visit) -> Visit:
    """The request is sent, and KIPA offers one stop with a speaker."""
    now = timezone.now()
    hosting.asked(visit, now)
    kipa = host_of(visit, "KIPA")
    add_speaker(host=kipa, name="Lee Jiwoo", post="Researcher", by=account("KIPA"), at=now)
    offer = hosting.offer(visit, venue="KIPA", speakers=("Lee Jiwoo",), names={"en": "Rules of rules"})
    offer_stop(host=kipa, code="K1", offer=offer, by=account("KIPA"), at=now)
    return visit


def account(code: str = "LOGODI") -> User:
    return User.objects.get(username=f"speaks-{code.lower()}")


def address(name: str, *arguments: object) -> str:
    with override("en"):
        return reverse(f"visits:{name}", args=arguments)


def text(page: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def send(client: Client, where: str, **given: Any) -> Any:
    found = re.search(r'name="once" value="([\w-]{22})"', client.get(where).content.decode())
    assert found, text(client.get(where))
    return client.post(where, {"once": found[1], **given})


def escort(visit: Visit, number: str) -> Traveller:
    return Traveller.objects.everything(because="makes one").create(
        visit=visit, official=travelling.official(number), part="escort", place=1, basis="I", named_by=keeper(),
        named_at=visit.opened_at,
    )  # fmt: skip
