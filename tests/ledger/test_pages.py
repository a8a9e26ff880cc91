"""The journal, one entry, exports, and the page for checking without us."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from ortoo.access.models import User
from ortoo.jobs.models import Job
from ortoo.ledger import operations as ledger
from ortoo.ledger import queries
from ortoo.ledger.models import Entry, Export
from ortoo.ledger.rules.one_file import verifier_source
from ortoo.ledger.rules.verifier.check import verify
from tests.cast import AT, academy_manager, auditor, outsider

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def entries(count: int) -> list[Entry]:
    return [
        ledger.record(kind="rule.adopted", body={"round": "2026", "seats": number}, by=None, at=AT)
        for number in range(count)
    ]


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_journal_shows_the_latest_decision_first_and_costs_the_same_with_many_rows(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    client = signed_in(auditor())
    before = Entry.objects.count()
    entries(1)
    text(client, "/en/ledger/")  # whether this is a demonstration is asked once in the life of a process
    with django_assert_num_queries(5):  # type: ignore[operator]
        assert "A rule was adopted" in text(client, "/en/ledger/")
    entries(40)
    with django_assert_num_queries(5):  # type: ignore[operator]
        page = text(client, "/en/ledger/")
    assert re.findall(r"/en/ledger/entries/(\d+)/", page) == [str(before + seq) for seq in range(41, 11, -1)]
    assert "kind=rule.adopted" in text(client, "/en/ledger/?kind=rule.adopted")


def test_the_journal_as_a_file_carries_leaf_and_pseudonym() -> None:
    client = signed_in(auditor())
    (entry,) = entries(1)
    head, line, *_ = b"".join(client.get("/en/ledger/?format=csv")).decode("utf-8-sig").splitlines()
    assert head == "Number,What was decided,Day,By,Leaf"
    assert line == f"{entry.seq},A rule was adopted,2026-03-02,,{bytes(entry.leaf).hex()}"
    assert client.get("/en/ledger/?format=xlsx").content[:2] == b"PK"


def test_an_entry_shows_the_bytes_that_were_hashed_and_its_blobs() -> None:
    client = signed_in(auditor())
    blob = ledger.store_blob(content=b"the rule")
    body = {"seats": 100, "rule_blob": blob, "why": "<b>"}
    seq = ledger.record(kind="rule.adopted", body=body, by=None, at=AT).seq
    page = text(client, f"/en/ledger/entries/{seq}/")
    assert f"Entry {seq}: A rule was adopted" in page
    assert f"&quot;seats&quot;:100,&quot;seq&quot;:{seq},&quot;why&quot;:&quot;&lt;b&gt;&quot;}}" in page
    assert f"/en/ledger/blobs/{blob}/" in page
    response = client.get(f"/en/ledger/blobs/{blob}/")
    assert (response.content, response["Content-Disposition"]) == (b"the rule", f'attachment; filename="sha256-{blob}"')
    text(client, f"/en/ledger/blobs/{'0' * 64}/", 404)
    text(client, f"/en/ledger/entries/{seq + 1}/", 404)


@pytest.mark.parametrize(
    "address", ["", "entries/1/", "export/", "exports/1/", "exports/1/file/", f"blobs/{'0' * 64}/"]
)
def test_the_public_is_asked_to_sign_in_and_an_outsider_is_told_whose_it_is(address: str) -> None:
    entries(1)
    response = Client().get(f"/en/ledger/{address}")
    assert (response.status_code, response["Location"].split("?")[0]) == (302, "/en/access/sign-in/")
    assert "A rule was adopted" not in text(signed_in(outsider()), f"/en/ledger/{address}", 403)


def test_anybody_can_check_without_signing_in() -> None:
    entries(3)
    client = Client()
    state = queries.state()
    page = text(client, "/en/ledger/check/")
    assert state.root in page
    assert state.key in page
    assert "--against checkpoint-3" in page
    response = client.get("/en/ledger/check/checkpoint/")
    assert (response.content.decode(), response["Content-Disposition"]) == (
        state.note,
        'attachment; filename="checkpoint-3"',
    )
    assert client.get("/en/ledger/check/ortoo_verify.py").content.decode() == verifier_source()
    for language in ("mn", "ko"):
        assert state.root in text(client, f"/{language}/ledger/check/")


def test_the_page_writes_nothing() -> None:
    Client().get("/en/ledger/check/")
    assert (Entry.objects.count(), queries.checkpoints().count()) == (0, 0)


def asked(client: Client, **answers: str) -> tuple[int, str]:
    page = text(client, "/en/ledger/export/")
    once = re.search(r'name="once" value="([\w-]+)"', page)
    assert once
    filled = {"once": once[1], "name": "may", "because": "the yearly audit", **answers}
    response = client.post("/en/ledger/export/", filled)
    return response.status_code, response.get("Location", response.content.decode())


def test_asking_for_an_export_starts_a_job_and_only_an_auditor_gets_sealed_records() -> None:
    status, address = asked(signed_in(auditor()), with_sealed="on")
    job = Job.objects.latest("pk")
    assert (status, address) == (302, f"/en/jobs/{job.pk}/")
    assert (job.kind, job.arguments) == (
        "ledger.export",
        {"name": "may", "because": "the yearly audit", "with_sealed": True},
    )
    assert "With the sealed records" not in text(signed_in(academy_manager()), "/en/ledger/export/")
    asked(signed_in(User.objects.get(username="munkh")), with_sealed="on")
    assert Job.objects.latest("pk").arguments["with_sealed"] is False


def test_a_name_that_is_no_file_name_is_refused_at_its_field() -> None:
    status, page = asked(signed_in(auditor()), name="../May")
    assert status == 422
    assert "Use only letters a to z, digits and hyphens in the name." in page
    assert not Job.objects.exists()


def test_an_export_is_fetched_by_who_asked_for_it_for_a_week() -> None:
    user = auditor()
    before = Entry.objects.count()
    kept = ledger.keep_export(name="may", because="the yearly audit", with_sealed=False, by=user, at=AT)
    client = signed_in(user)
    assert f"/en/ledger/exports/{kept.pk}/file/" in text(client, f"/en/ledger/exports/{kept.pk}/")
    response = client.get(f"/en/ledger/exports/{kept.pk}/file/")
    assert response["Content-Disposition"] == 'attachment; filename="may.ortoolog"'
    assert verify(response.content).entries == before + 1
    text(signed_in(academy_manager()), f"/en/ledger/exports/{kept.pk}/", 404)
    ledger.keep_export(name="june", because="again", with_sealed=False, by=user, at=AT + timedelta(days=8))
    assert [bool(export.content) for export in Export.objects.order_by("pk")] == [False, True]
    assert "was kept for a week and is gone" in text(client, f"/en/ledger/exports/{kept.pk}/file/", 409)
