"""The verifier: an honest export passes with its counts, and each kind of lie is named."""

from __future__ import annotations

import random
import zipfile
from hashlib import sha256
from io import BytesIO

import pytest

from ortoo.ledger.rules.canonical import canonical
from ortoo.ledger.rules.notes import Signer
from ortoo.ledger.rules.verifier.archive import pack, unpack
from ortoo.ledger.rules.verifier.check import Report, verify
from ortoo.ledger.rules.verifier.findings import Failed, Malformed
from tests.ledger.story import BOLD, PEOPLE, RULE, SARNAI, TUYA, Story, decision_of, honest

EDITED = "entries.jsonl"


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.entries, report.checkpoints, report.blobs, report.rounds, report.rows


def reason(data: bytes, against: bytes | None = None) -> str:
    with pytest.raises((Failed, Malformed)) as found:
        verify(data, against=against)
    return str(found.value)


def test_an_honest_export_passes_and_says_what_it_counted() -> None:
    story = honest()
    report = verify(story.packed(), against=story.checkpoint(3))
    assert counts(report) == (7, 2, 3, 1, 5)
    assert str(report) == (
        "  entries: 7, earlier checkpoints: 2, blobs: 3, rounds: 1, sealed rows: 5\n"
        f"  root {report.checkpoint.root.hex()}\n"
        f"  signed by {story.signer.verifier_key}\n"
        "  consistent with the checkpoint that was kept at entry 3"
    )


def test_an_empty_ledger_passes() -> None:
    assert counts(verify(Story().packed())) == (0, 0, 0, 0, 0)


def test_without_sealed_rows_it_passes_on_what_is_public() -> None:
    story = honest()
    story.sealed = {}
    assert counts(verify(story.packed())) == (7, 2, 3, 1, 0)


def test_after_an_erasure_the_roots_hold_and_the_report_says_that_no_rerun_is_possible() -> None:
    story = honest(erased=frozenset({PEOPLE[1]}))
    report = verify(story.packed())
    assert counts(report) == (8, 2, 3, 1, 5)
    assert report.notes == ("round 2026: rows erased: 1; a re-run is not possible, the certificate holds",)


def test_the_archive_is_a_zip_that_other_programs_read() -> None:
    data = honest().packed()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == unpack(data)
        assert archive.namelist()[:4] == ["checkpoint", "checkpoints/0001", "checkpoints/0002", "entries.jsonl"]


def test_a_flipped_entry_is_placed_between_two_checkpoints() -> None:
    story = honest()
    files = story.files()
    files[EDITED] = files[EDITED].replace(b'"seats":2', b'"seats":3')
    assert reason(pack(files)) == "entries 3 to 4 do not give the signed root: one was changed, dropped or put in"


def test_dropped_swapped_and_inserted_entries_are_found() -> None:
    files = honest().files()
    lines = files[EDITED].split(b"\n")
    for changed in (lines[:5] + lines[6:], [lines[1], lines[0], *lines[2:]], [*lines[:3], lines[2], *lines[3:]]):
        assert "do not give the signed root" in reason(pack(files | {EDITED: b"\n".join(changed)}))


def test_entries_after_the_checkpoint_are_not_signed() -> None:
    files = honest().files()
    more = files[EDITED] + files[EDITED].split(b"\n")[0] + b"\n"
    assert reason(pack(files | {EDITED: more})) == "8 entries are there, and 7 were signed"
    assert reason(pack(files | {EDITED: more + b"{"})) == "entries.jsonl: the last line is cut off"


def test_a_forged_history_is_caught_by_a_kept_checkpoint_alone() -> None:
    story = honest()
    kept = story.checkpoint(5)
    forged = honest()
    forged.checkpoints_at = ()
    forged.find("lot.drawn").update(value="chosen", seed=_seed(forged, "chosen"))
    verify(forged.packed())
    assert reason(forged.packed(), kept) == "forked: the first 5 entries are not those signed before"
    short = honest()
    short.said, short.checkpoints_at, short.blobs, short.sealed = short.said[:2], (), {}, {}
    verify(short.packed())
    assert reason(short.packed(), kept) == "rolled back: 5 entries were signed before, and 2 are here"


def _seed(story: Story, value: str) -> str:
    return sha256(bytes.fromhex(story.find("records.sealed")["root"]) + value.encode()).hexdigest()


def test_another_key_is_caught_by_a_kept_checkpoint() -> None:
    story = honest()
    kept = story.checkpoint(5)
    story.signer = Signer("ortoo/test", bytes(32))
    verify(story.packed())
    assert reason(story.packed(), kept) == "the kept checkpoint: none of the keys in keys.txt signed it"


def test_a_cosigner_says_when_they_saw_it_and_a_line_of_an_unknown_key_says_nothing() -> None:
    story, witness = honest(), Signer("witness.example", bytes([7] * 32))
    files = story.files()
    files["checkpoint"] = witness.cosign(files["checkpoint"].decode(), 1_770_000_000).encode()
    assert verify(pack(files)).checkpoint.cosigned == ()
    files["keys.txt"] += f"{witness.cosigner_key}\n".encode()
    report = verify(pack(files))
    assert report.checkpoint.cosigned == (("witness.example", 1_770_000_000),)
    assert "  cosigned by witness.example at 1770000000 seconds after 1970" in str(report).splitlines()
    later = Signer("witness.example", bytes([7] * 32)).cosign(story.checkpoint(5).decode(), 1_770_000_000)
    files["checkpoint"] = story.checkpoint(7) + later.splitlines(keepends=True)[-1].encode()
    assert reason(pack(files)) == "checkpoint: the signature of witness.example does not hold"


def test_a_checkpoint_of_another_ledger_is_no_earlier_one() -> None:
    story = honest()
    files, other = story.files(), Story(signer=Signer("ortoo/other", bytes(32)))
    files["checkpoints/0001"] = other.checkpoint(0)
    files["keys.txt"] += f"{other.signer.verifier_key}\n".encode()
    assert reason(pack(files)) == "a checkpoint of another ledger, ortoo/other, is among the earlier ones"


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("checkpoint", b"\n7\n", b"\n8\n", "checkpoint: the signature of ortoo/test does not hold"),
        ("checkpoint", b"\n7\n", b"\n07\n", "checkpoint: not a checkpoint"),
        ("checkpoint", b"\n\n", b"\n", "checkpoint: not a checkpoint"),
        ("checkpoint", b"ortoo", b"\xff", "checkpoint: not UTF-8 text"),
        ("checkpoint", "— ".encode(), b"- ", "checkpoint: none of the keys in keys.txt signed it"),
        ("keys.txt", b"+A", b"+B", "keys.txt: "),
        (EDITED, b"{", b"[", "entries 1 to 2 do not give the signed root"),
    ],
)
def test_broken_parts_are_named(name: str, old: bytes, new: bytes, found: str) -> None:
    files = honest().files()
    assert reason(pack(files | {name: files[name].replace(old, new, 1)})).startswith(found)


@pytest.mark.parametrize(
    "body",
    [
        b'{"kind":"a","kind":"b"}',
        b'{"kind":1.5}',
        b'{"kind":NaN}',
        b"[" * 5000,
        b"[]",
        b"7",
        b"",
        b'{"a":"\xff"}',
        b"{}",
    ],
)
def test_an_entry_that_two_readers_could_read_in_two_ways_is_refused(body: bytes) -> None:
    story = honest()
    story.lines = lambda: [body]  # type: ignore[method-assign]
    story.said, story.checkpoints_at, story.blobs, story.sealed = story.said[:1], (), {}, {}
    assert reason(story.packed()).startswith("entry 1 (")


def test_archives_that_are_not_ours_are_refused() -> None:
    files = honest().files()
    data = pack(files)
    with BytesIO() as repacked:
        with zipfile.ZipFile(repacked, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        assert reason(repacked.getvalue()).startswith("the archive was packed again")
    with BytesIO() as bomb:
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("checkpoint", bytes(10_000_000))
        assert reason(bomb.getvalue()).startswith("checkpoint: cut off, compressed")
    assert reason(b"") == reason(b"hello") == "not an .ortoolog file: it does not begin as a stored zip"
    assert reason(data + b"x").startswith("the archive was packed again")
    assert reason(b"x" + data).startswith("not an .ortoolog file")
    assert reason(pack({"keys.txt": b""})) == "the file checkpoint is missing"
    with pytest.raises(Malformed, match=r"'\.\./keys\.txt' has no place in an export"):
        pack({"../keys.txt": b""})


def test_no_byte_can_be_flipped_cut_or_doubled_anywhere_unnoticed() -> None:
    data = honest().packed()
    chance = random.Random(20260131)
    for _ in range(150):
        at = chance.randrange(len(data))
        flipped = data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        end = min(len(data), at + chance.randrange(1, 400))
        for changed in (flipped, data[:at] + data[end:], data[:end] + data[at:]):
            reason(changed)


def test_a_rerun_is_compared_with_the_decision() -> None:
    story = honest()
    asked = []

    def decide(rule: bytes, seed: str | None, table: bytes) -> dict[str, object]:
        asked.append((rule, seed, table))
        return decision_of(story)

    verify(story.packed(), rerun=decide)
    seed = story.find("lot.drawn")["seed"]
    assert asked == [(canonical(RULE), seed, story.sealed["sealed/2026/candidates.csv"])]
    with pytest.raises(Failed, match="sealed/2026: the re-run gives another chosen than the decision"):
        verify(story.packed(), rerun=lambda *_: decision_of(story) | {"chosen": [PEOPLE[0], PEOPLE[4]]})
    story.sealed = {}
    with pytest.raises(Malformed, match="--rerun needs the sealed rows"):
        verify(story.packed(), rerun=decide)


def test_two_hands_are_not_asked_of_the_honest() -> None:
    assert {BOLD, SARNAI, TUYA} == {entry["by"] for entry in honest().said}
