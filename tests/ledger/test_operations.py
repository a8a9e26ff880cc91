"""Entries, pseudonyms, erasure and exports on real rows."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from ortoo.access.models import User
from ortoo.ledger import operations as ledger
from ortoo.ledger import queries
from ortoo.ledger.models import Blob, Entry, Head, SubjectSalt
from ortoo.ledger.rules.canonical import NotCanonical
from ortoo.ledger.rules.sealing import leaves_text, rows_text, seal_root, sealed_leaf, sealed_line
from ortoo.ledger.rules.tree import frontier_of, leaf_hash
from ortoo.ledger.rules.verifier.archive import unpack
from ortoo.ledger.rules.verifier.check import verify
from ortoo.ledger.rules.verifier.findings import Failed
from ortoo.ledger.signing import new_signer, signer
from ortoo.multilingual.refusals import Refusal

AT = datetime(2026, 1, 31, 8, 30, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def bold(db: None) -> User:
    return User.objects.create(username="bold", shown_name="Bold")


def say(number: int, by: User | None = None) -> Entry:
    return ledger.record(kind="figure.approved", body={"figure": number}, by=by, at=AT)


@transaction.atomic
def say_and_commit(number: int) -> Entry:
    return say(number)


def test_an_entry_is_the_canonical_bytes_of_what_was_decided(bold: User) -> None:
    entry = ledger.record(kind="rule.adopted", body={"seats": 100, "round": "2026"}, by=bold, at=AT)
    entry = Entry.objects.get(pk=entry.pk)
    pseudonym = ledger.subject(kind="user", key=bold.pk)
    written = (
        f'{{"at":"2026-01-31T00:30:00.000000Z","by":"{pseudonym}","kind":"rule.adopted",'
        f'"round":"2026","seats":100,"seq":1}}'
    ).encode()
    assert (entry.seq, entry.kind, bytes(entry.body), bytes(entry.leaf)) == (
        1,
        "rule.adopted",
        written,
        sha256(b"\x00" + written).digest(),
    )
    assert entry.said == json.loads(written)


@pytest.mark.django_db
def test_the_head_grows_with_every_entry_and_holds_the_root() -> None:
    entries = [say(number) for number in range(13)]
    assert [entry.seq for entry in entries] == list(range(1, 14))
    expected = frontier_of(leaf_hash(bytes(entry.body)) for entry in Entry.objects.order_by("seq"))
    assert Head.objects.get().frontier == expected
    assert queries.state().root == expected.root.hex()


@pytest.mark.django_db
def test_what_is_rolled_back_leaves_no_gap() -> None:
    say(1)
    with transaction.atomic():
        say(2)
        transaction.set_rollback(True)
    assert say(3).seq == 2
    assert [entry.said["figure"] for entry in Entry.objects.order_by("seq")] == [1, 3]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_the_transaction_of_what_it_records() -> None:
    with pytest.raises(TransactionManagementError, match="recorded in the transaction of what it records"):
        say(1)
    assert say_and_commit(1).seq == 1


@pytest.mark.django_db
def test_what_has_no_canonical_form_is_refused_and_nothing_is_written() -> None:
    with pytest.raises(NotCanonical, match="figure: float has no canonical form"):
        ledger.record(kind="figure.approved", body={"figure": 1.5}, by=None, at=AT)
    with pytest.raises(ValueError, match="the ledger itself writes at, seq"):
        ledger.record(kind="figure.approved", body={"seq": 7, "at": "now"}, by=None, at=AT)
    with pytest.raises(ValueError, match="a time with a zone"):
        ledger.record(kind="figure.approved", body={}, by=None, at=datetime(2026, 1, 31))
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_an_entry_stays_below_64_kib_and_the_rest_is_a_blob() -> None:
    overhead = len(ledger.record(kind="data.erased", body={"x": ""}, by=None, at=AT).body)
    most = 64 * 1024 - overhead - 1
    assert len(ledger.record(kind="data.erased", body={"x": "x" * most}, by=None, at=AT).body) == 64 * 1024 - 1
    with pytest.raises(Refusal) as refused:
        ledger.record(kind="data.erased", body={"x": "x" * (most + 1)}, by=None, at=AT)
    assert (refused.value.code, refused.value.values) == (
        "ledger.entry_too_long",
        {"kind": "data.erased", "size": 64 * 1024, "most": 64 * 1024},
    )


@pytest.mark.django_db
def test_a_blob_is_kept_once_under_its_hash() -> None:
    name = ledger.store_blob(content=b"long")
    assert name == ledger.store_blob(content=b"long") == sha256(b"long").hexdigest()
    assert queries.blobs({name, "absent"}) == {name: b"long"}
    assert Blob.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time, by its own lock")
def test_writers_at_once_queue_and_leave_no_gap() -> None:
    start = Barrier(4)

    def write() -> None:
        start.wait()
        for number in range(10):
            say_and_commit(number)
        connection.close()

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(Entry.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 41))
    assert Head.objects.get().frontier == frontier_of(bytes(entry.leaf) for entry in Entry.objects.order_by("seq"))


@pytest.mark.django_db
def test_a_pseudonym_is_one_persons_and_tells_nothing() -> None:
    one = ledger.subject(kind="official", key="УБ12345678")
    assert one == ledger.subject(kind="official", key="УБ12345678")
    assert len({one, ledger.subject(kind="user", key="УБ12345678"), ledger.subject(kind="official", key="2")}) == 3
    assert len(one) == 64
    assert ledger.subject(kind="user", key=7) == ledger.subject(kind="user", key="7")
    salts = ledger.row_salts(kind="official", keys=["УБ12345678"], seal=1)
    assert salts != ledger.row_salts(kind="official", keys=["УБ12345678"], seal=2)
    assert list(salts) == ["УБ12345678"]


@pytest.mark.django_db
def test_twelve_thousand_pseudonyms_take_few_queries(django_assert_max_num_queries: Any) -> None:
    keys = [str(number) for number in range(12_000)]
    with django_assert_max_num_queries(50):
        first = ledger.subjects(kind="official", keys=keys)
    assert list(first) == keys
    assert len(set(first.values())) == 12_000
    assert ledger.subjects(kind="official", keys=iter(keys[:3])) == {key: first[key] for key in keys[:3]}


def test_erasing_a_salt_cuts_the_way_to_the_person_and_is_itself_recorded(bold: User) -> None:
    pseudonym = ledger.subject(kind="official", key="7")
    assert ledger.forget(kind="official", key="7", because="asked for", by=bold, at=AT) == pseudonym
    assert not SubjectSalt.objects.filter(kind="official", key="7").exists()
    last = Entry.objects.get()
    assert (last.kind, last.said["subject"], last.said["because"]) == ("data.erased", pseudonym, "asked for")
    assert ledger.subject(kind="official", key="7") != pseudonym


def export(by: User, **changed: object) -> bytes:
    return ledger.export(**{"name": "may", "at": AT, "by": by, "because": "the yearly audit", **changed})  # type: ignore[arg-type]


def test_an_export_records_itself_and_passes_the_verifier(bold: User) -> None:
    say(1, bold)
    blob = ledger.store_blob(content=b"long")
    ledger.store_blob(content=b"named by nobody")
    ledger.record(kind="figure.approved", body={"figure_blob": blob, "note_blob": None}, by=bold, at=AT)
    data = export(bold)
    report = verify(data)
    assert (report.entries, report.checkpoints, report.blobs) == (3, 0, 1)
    files = unpack(data)
    assert list(files) == ["checkpoint", "entries.jsonl", f"blobs/sha256-{blob}", "keys.txt"]
    said = json.loads(files["entries.jsonl"].splitlines()[-1])
    assert {key: said[key] for key in ("kind", "name", "because", "with_sealed", "sealed_files")} == {
        "kind": "export.made",
        "name": "may",
        "because": "the yearly audit",
        "with_sealed": False,
        "sealed_files": [],
    }


def test_a_later_export_carries_the_earlier_checkpoint(bold: User) -> None:
    first = unpack(export(bold))
    second = export(bold)
    assert unpack(second)["checkpoints/0001"] == first["checkpoint"]
    (note,) = verify(second, against=first["checkpoint"]).notes
    assert note == "consistent with the checkpoint that was kept at entry 1"


def test_with_a_new_key_it_is_still_the_same_ledger(bold: User, monkeypatch: pytest.MonkeyPatch) -> None:
    first = unpack(export(bold))
    monkeypatch.setenv("ORTOO_SIGNING_KEY", new_signer().private_key)
    report = verify(export(bold), against=first["checkpoint"])
    assert (report.checkpoint.key.text, report.checkpoint.origin) == (
        signer().verifier_key,
        first["checkpoint"].decode().splitlines()[0],
    )


def test_the_same_state_gives_the_same_bytes(bold: User) -> None:
    say(1, bold)
    found = []
    for _ in range(2):
        with transaction.atomic():
            found.append(export(bold))
            transaction.set_rollback(True)
    assert found[0] == found[1]


def test_sealed_rows_leave_the_house_only_when_asked_for(bold: User) -> None:
    names = sorted(ledger.subjects(kind="official", keys=["1", "2"]).values())
    salts = dict(zip(names, ledger.row_salts(kind="official", keys=["1", "2"], seal=1).values(), strict=True))
    rows = {name: {"pseudonym": name, "merit": "78.120"} for name in names}
    leaves = [sealed_leaf(salt=salts[name], row=rows[name]) for name in names]
    rule = ledger.store_blob(content=b'{"seats":1}')
    ledger.record(
        kind="rule.adopted",
        body={"round": "r", "rule_sha256": rule, "rule_blob": rule, "lot_source": "", "formula": "f", "seats": 1},
        by=bold,
        at=AT,
    )
    sealed = {"round": "r", "seal": 1, "formula_sha256": "f", "count": 2, "root": seal_root(leaves), "replaces": None}
    blob = ledger.store_blob(content=leaves_text(leaves))
    ledger.record(kind="records.sealed", body=sealed | {"leaves_blob": blob}, by=bold, at=AT)
    content = rows_text(sealed_line(salt=salts[name], row=rows[name]) for name in names)
    files = {"sealed/r/rows.jsonl": content}
    assert verify(export(bold, sealed_files=files)).rows == 0
    data = export(bold, sealed_files=files, with_sealed=True)
    report = verify(data)
    assert (report.rows, report.notes) == (2, ("round r: sealed, and not run yet",))
    assert json.loads(unpack(data)["entries.jsonl"].splitlines()[-1])["sealed_files"] == ["sealed/r/rows.jsonl"]
    for name in ("rows.jsonl", "sealed/../x", "keys.txt"):
        with pytest.raises(ValueError, match=r"no place in an export|not a sealed file"):
            export(bold, sealed_files={name: b""}, with_sealed=True)


def test_somebody_who_edits_the_database_is_found(bold: User) -> None:
    say(1, bold)
    say(2, bold)
    export(bold)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER ortoo_entry_kept")
        else:
            cursor.execute("ALTER TABLE ortoo_entry DISABLE TRIGGER USER")
    forged = bytes(Entry.objects.get(pk=2).body).replace(b'"figure":2', b'"figure":9')
    Entry.objects.filter(pk=2).update(body=forged)
    with pytest.raises(Failed) as found:
        verify(export(bold))
    assert str(found.value) == "entries 1 to 3 do not give the signed root: one was changed, dropped or put in"


@pytest.mark.django_db
def test_the_checkpoint_of_now_is_signed_and_stays_the_same() -> None:
    say(1)
    assert queries.state() == queries.state()
    assert queries.state().note.splitlines()[1] == "1"


def test_the_signing_key_is_made_once_readable_by_its_owner_alone(tmp_path: Path) -> None:
    from ortoo.ledger.signing import _signer

    made = _signer("", tmp_path)
    kept = tmp_path / "signing-key"
    assert kept.stat().st_mode & 0o777 == 0o600
    _signer.cache_clear()
    assert _signer("", tmp_path) == made == _signer(made.private_key, tmp_path / "nowhere")
    with pytest.raises(Refusal) as refused:
        _signer("PRIVATE+KEY+oops", tmp_path)
    assert (refused.value.code, refused.value.values) == ("ledger.signing_key", {"place": "ORTOO_SIGNING_KEY"})
    assert "oops" not in refused.value.sentence("en")
    assert AT.astimezone(UTC).hour == 0
