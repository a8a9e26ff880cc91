"""What people of several stations write while processes are killed, and how one tells afterwards that it is there."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from tests.faults.sender import Sender

Act = Callable[[Sender, str], "tuple[Acknowledged, ...]"]
"""Writes something marked with a word that nobody else uses."""


GRANTS = "(SELECT username FROM ortoo_grant JOIN ortoo_user ON ortoo_user.id = user_id) AS grants"
APPROVED = "(SELECT id FROM ortoo_grant WHERE approved_at IS NOT NULL) AS approved"
ABSENT = "(SELECT traveller_id || '/' || code AS mark FROM ortoo_presence JOIN ortoo_stop ON ortoo_stop.id = stop_id"
ABSENT += " WHERE NOT there) AS absent"
"""What an act wrote where no single column of a table says so."""
SPOKEN_OF = {
    "ortoo_grant": "grant.proposed", APPROVED: "grant.approved", "ortoo_appeal": "appeal.filed",
    "ortoo_presence": "visit.presence-marked", "ortoo_observationnote": "visit.note-written",
}  # fmt: skip
"""Rows whose entries name nobody: there are as many of the one as of the other."""
BETWEEN_FILES = 8.0
"""Seconds: who sends files faster is asked to wait (ortoo.site.signing_in.RATES)."""
BETWEEN_LOOKS = 0.5
"""Seconds until somebody who has nothing to do looks again."""
TRAVELLERS = 12
STOPS = ("OPEN", "L1", "L2", "W1", "V1", "V2", "DIN", "W2", "W3", "END", "K1", "K2", "K3", "K4", "V4")
"""Where the travellers of the demonstration's first visit have been; notes are written of V3."""
WAITS = "Waits for a second person"
GRANT = re.compile(r"/en/access/grants/(\d+)/")
TRAVELLER = re.compile(r'name="traveller-(\d+)"')
REPORT = re.compile(r"/en/jobs/imports/files/\d+/")


class Acknowledged(NamedTuple):
    """`column` of `table` has `value` exactly once, and so many entries of the ledger speak of it."""

    table: str
    column: str
    value: str
    entries: int = 1


class Writer(NamedTuple):
    username: str
    act: Act


def names(word: str) -> dict[str, str | list[str]]:
    return {"name_mn": f"Турших {word}", "name_en": f"Trial {word}", "name_ko": f"시험 {word}"}


def open_sitting(sender: Sender, word: str) -> tuple[Acknowledged, ...]:
    sender.fill("/en/exams/open/", {"code": word, **names(word), "held_on": "2026-06-01", "marker": "The board"})
    return (Acknowledged("ortoo_sitting", "code", word),)


def propose_measure(sender: Sender, word: str) -> tuple[Acknowledged, ...]:
    """A measure, and a commitment in it."""
    today = date.today()
    days = {"begins": today.isoformat(), "ends": (today + timedelta(days=300)).isoformat()}
    further = {"body_1": "MOF", "part_1": "contributor"}
    page = sender.fill("/en/actions/propose/", {"code": word, **names(word), **days, "lead": "MDDIC", **further})
    promised = {
        "code": f"{word}-c", **names(word), "giver": "MDDIC", "receiver": "MOF", "test_en": f"It is there: {word}",
        "duration_days": "10", "due": (today + timedelta(days=60)).isoformat(),
    }  # fmt: skip
    sender.fill(f"{page}propose/", promised)
    return (
        Acknowledged("ortoo_measure", "code", word, entries=2),
        Acknowledged("ortoo_commitment", "code", f"{word}-c"),
    )


def open_account(sender: Sender, word: str) -> tuple[Acknowledged, ...]:
    given = {"username": word, "shown_name": f"Trial {word}", "language": "en", "password": f"{word} crosses the river"}
    sender.fill("/en/access/accounts/open/", {**given})
    return (Acknowledged("ortoo_user", "username", word, entries=0),)


def propose_grant(sender: Sender, word: str) -> tuple[Acknowledged, ...]:
    """An account, and a role for it."""
    opened = open_account(sender, word)
    role = {"user": word, "role": "auditor", "scope": "everything", "confirm": "1"}
    sender.fill("/en/access/propose/", {**role})
    return (*opened, Acknowledged(GRANTS, "username", word, entries=0))


def approve_grant(sender: Sender, word: str) -> tuple[Acknowledged, ...]:
    """The newest of those that wait for a second person, if any does."""
    lines = sender.page("/en/access/").split("<tr")
    grants = [found[1] for line in lines if WAITS in line and (found := GRANT.search(line))]
    if not grants:
        time.sleep(BETWEEN_LOOKS)
        return ()
    sender.fill(f"/en/access/grants/{grants[0]}/", {"decision": "approve"})
    return (Acknowledged(APPROVED, "id", grants[0], entries=0),)


def write_note(sender: Sender, word: str) -> tuple[Acknowledged, ...]:
    """Each amends the one before."""
    sender.fill("/en/visits/KR-2022/notes/V3/", {"seen": f"Trial {word}"})
    return (Acknowledged("ortoo_observationnote", "seen", f"Trial {word}", entries=0),)


def mark_absent(sender: Sender, word: str) -> tuple[Acknowledged, ...]:
    """One traveller at one stop, each once."""
    stop, traveller = divmod(int(word.rpartition("-")[2]), TRAVELLERS)
    if stop >= len(STOPS):
        time.sleep(BETWEEN_LOOKS)
        return ()
    page = f"/en/visits/KR-2022/attendance/{STOPS[stop]}/"
    key = sorted(set(TRAVELLER.findall(sender.page(page))), key=int)[traveller]
    sender.fill(page, {f"traveller-{key}": "no"})
    return (Acknowledged(ABSENT, "mark", f"{key}/{STOPS[stop]}", entries=0),)


def appeal(sender: Sender, word: str) -> tuple[Acknowledged, ...]:
    """Filed, and withdrawn, so that another may be filed."""
    _, place = sender.ask("/en/selection/mine/")
    text = f"The hall was closed early: trial {word}"
    filed = sender.fill(f"{place}appeal/", {"ground": "procedure", "text": text})
    sender.fill(f"{filed}withdraw/", {})
    return (Acknowledged("ortoo_appeal", "text", text, entries=0),)


def name_speaker(sender: Sender, word: str) -> tuple[Acknowledged, ...]:
    sender.fill("/en/visits/KR-2026-1/hosts/LOGODI/speaker/", {"name": f"Trial {word}"})
    return (Acknowledged("ortoo_speaker", "name", f"Trial {word}", entries=0),)


def import_regions(sender: Sender, word: str) -> tuple[Acknowledged, ...]:
    """A file that the worker checks; and the button of one that was checked, so that the worker imports it."""
    lines = [f"{word}-{number},Бүс {number},Region {number},지역 {number},aimag" for number in range(200)]
    content = "\n".join(["code,name_mn,name_en,name_ko,kind", *lines, ""]).encode()
    sender.waiting.append(sender.fill("/en/jobs/imports/regions/", {}, (f"{word}.csv", content)))
    checked = Acknowledged("ortoo_upload", "name", f"{word}.csv", entries=0)
    time.sleep(BETWEEN_FILES)
    return (checked, *import_checked(sender))


def import_checked(sender: Sender) -> tuple[Acknowledged, ...]:
    """The first of the files that wait, if the worker has checked it by now."""
    report = REPORT.search(sender.page(sender.waiting[0]))
    if report is None:
        return ()
    sender.waiting.pop(0)
    code = re.search(r"([\w-]+)\.csv", sender.page(report[0]))
    assert code
    sender.fill(report[0], {})
    return (Acknowledged("ortoo_region", "code", f"{code[1]}-0", entries=0),)


WRITERS = (
    Writer("exams", open_sitting),
    Writer("planner-digital", propose_measure),
    Writer("manager", propose_grant),
    Writer("head", approve_grant),
    Writer("delegate", write_note),
    Writer("manager", mark_absent),
    Writer("chosen", appeal),
    Writer("logodi", name_speaker),
    Writer("manager", import_regions),
)
