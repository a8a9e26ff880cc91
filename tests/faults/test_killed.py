"""Web workers, the web server and the task worker are killed while people write: nothing acknowledged is lost."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from random import Random
from typing import Any

import psycopg
import pytest

from tests.conftest import CAMPAIGN
from tests.faults.calling import ortoo, unwell
from tests.faults.conftest import Kept, on_postgresql
from tests.faults.killing import Killer
from tests.faults.sender import Sender
from tests.faults.writers import SPOKEN_OF, WRITERS, Acknowledged, Writer, import_checked
from tests.serving import watched_house

WEB, SERVER, WORKER = (450, 50, 100) if CAMPAIGN else (44, 6, 10)
ALL_ENDED = 150.0
"""Seconds until work whose worker was killed has ended: it is taken up again after a minute of silence."""
SEED = int(os.environ.get("ORTOO_SEED", "20261129"))


class Crowd:
    """Each writer in a thread of its own, until told to stop; what was acknowledged to them."""

    def __init__(self, address: str) -> None:
        self.address, self.stop = address, threading.Event()
        self.acknowledged: list[Acknowledged] = []
        self.troubles: list[Exception] = []
        self.senders = [Sender(address) for _ in WRITERS]
        self.threads = [
            threading.Thread(target=self._write, args=one)
            for one in zip(range(len(WRITERS)), WRITERS, self.senders, strict=True)
        ]

    def wait_for(self, count: int) -> None:
        """Until so many writes are acknowledged."""
        deadline = time.monotonic() + ALL_ENDED
        while len(self.acknowledged) < count:
            assert self.troubles == []
            assert time.monotonic() < deadline, "nobody can write any more"
            time.sleep(0.01)

    def _write(self, number: int, writer: Writer, sender: Sender) -> None:
        try:
            sender.enter(writer.username)
            for turn in range(1_000_000):
                if self.stop.is_set():
                    break
                self.acknowledged += writer.act(sender, f"k{number}-{turn}")
            while sender.waiting:
                self.acknowledged += import_checked(sender)
                time.sleep(0.5)
        except Exception as trouble:  # noqa: BLE001 - told by the test itself, outside of the thread
            self.troubles.append(trouble)


@contextmanager
def writing(address: str) -> Iterator[Crowd]:
    crowd = Crowd(address)
    for thread in crowd.threads:
        thread.start()
    try:
        yield crowd
    finally:
        crowd.stop.set()
        for thread in crowd.threads:
            thread.join(ALL_ENDED)
    assert crowd.troubles == []
    assert not any(thread.is_alive() for thread in crowd.threads)


@pytest.mark.skipif(not CAMPAIGN and on_postgresql(), reason="on SQLite, and on both engines in make campaign")
def test_nothing_acknowledged_is_lost(house: Kept) -> None:
    random = Random(SEED)
    kills = random.sample(["web"] * WEB + ["server"] * SERVER, WEB + SERVER)
    with watched_house(house.home, house.database_url, options=("--workers", "3")) as (address, watch):
        with writing(address) as crowd:
            killer = Killer(watch, random)
            for place, kind in enumerate(kills):
                # Work takes a minute until it is taken up again: its worker is killed early, so that nobody waits long.
                if place % 2 == 0 and killer.killed["worker"] < WORKER:
                    killer.kill_task_worker()
                crowd.wait_for(len(crowd.acknowledged) + random.randint(1, 3))
                (killer.kill_web_worker if kind == "web" else killer.kill_web_server)()
        wait_until_all_work_ended(house)
    assert killer.killed == {"web": WEB, "server": SERVER, "worker": WORKER}
    print(f"seed {SEED}: {len(crowd.acknowledged)} writes, {sum(one.again for one in crowd.senders)} sent again")
    check(house, crowd.acknowledged)


def check(house: Kept, acknowledged: list[Acknowledged]) -> None:
    """Each is there once, the ledger speaks of each, all work was done once, and the doctor finds nothing wrong."""
    assert len(acknowledged) > WEB
    bodies = [bytes(body) for (body,) in ask(house, "SELECT body FROM ortoo_entry")]
    found = [
        one._replace(entries=sum(f'"{one.value}"'.encode() in body for body in bodies) if one.entries else 0)
        for one in acknowledged
        if len(ask(house, f"SELECT 1 FROM {one.table} WHERE {one.column} = '{one.value}'")) == 1
    ]
    assert found == acknowledged
    for rows, kind in SPOKEN_OF.items():
        spoken = ask(house, f"SELECT count(*) FROM ortoo_entry WHERE kind = '{kind}'")
        assert ask(house, f"SELECT count(*) FROM {rows}") == spoken, kind
    assert ask(house, "SELECT DISTINCT state FROM ortoo_job") == [("done",)]
    _, said, complaints = ortoo(house.home, house.database_url, "doctor")
    assert (unwell(said), complaints) == ([], "")


def wait_until_all_work_ended(house: Kept) -> None:
    deadline = time.monotonic() + ALL_ENDED
    while ask(house, "SELECT 1 FROM ortoo_job WHERE state IN ('waiting', 'running')"):
        assert time.monotonic() < deadline, "work whose worker was killed did not go on"
        time.sleep(0.5)


def ask(house: Kept, sql: str) -> list[tuple[Any, ...]]:
    if house.database_url.startswith("sqlite"):
        with closing(sqlite3.connect(house.home / "ortoo.sqlite3", timeout=30)) as database:
            return list(database.execute(sql))
    with psycopg.connect(house.database_url) as connection:
        return list(connection.execute(sql.encode()))
