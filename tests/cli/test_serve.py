"""`ortoo serve` keeps its children running, and ends them in order."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from ortoo.cli.serve import Child, free_port

WATCH = """
import sys
from ortoo.cli import serve
from ortoo.cli.serve import Child, watch
serve.PAUSES = (0.0, 0.1)
child = Child("child", [sys.executable, "-c", sys.argv[1]])
sys.exit(watch([child], lambda: sys.argv[2] == "answers", lambda: print("ready", flush=True)))
"""
STAYS = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"


def watched(program: str, *, answers: bool = True) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WATCH, program, "answers" if answers else "is silent"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_taken_port_gives_way_to_the_next() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = free_port("127.0.0.1", port)
    assert port < found <= port + 20


def test_a_killed_child_is_started_again_and_sigterm_ends_it() -> None:
    with watched(STAYS) as watch:
        first = next_number(watch)
        os.kill(first, signal.SIGKILL)
        second = next_number(watch)
        assert second != first
        watch.send_signal(signal.SIGTERM)
        assert watch.wait(10) == 0
        assert watch.stderr is not None
        assert watch.stderr.read() == "The child has ended; it is started again.\n"
    assert not is_running(second)


def test_a_child_that_cannot_start_is_given_up_and_said_so() -> None:
    with watched("raise SystemExit(3)", answers=False) as watch:
        assert watch.wait(20) == 1
        assert watch.stderr is not None
        assert watch.stderr.read().splitlines()[-1] == (
            "The child ended 5 times right after its start; its last words are above."
        )


def test_a_house_that_has_answered_is_not_given_up() -> None:
    """Its database is away, say: the next start comes after longer and longer pauses."""
    with watched("import time; print(1, flush=True); raise SystemExit(3)") as watch:
        for _ in range(7):
            next_number(watch)
        assert watch.poll() is None
        watch.send_signal(signal.SIGTERM)
        assert watch.wait(10) == 0


def test_nobody_of_a_killed_child_is_left() -> None:
    """A web server that is killed leaves workers behind, which would go on answering beside the new ones."""
    child = (
        "import os, time; print(os.getpid(), flush=True); left = os.fork(); left and print(left, flush=True);"
        " time.sleep(60)"
    )
    with watched(child) as watch:
        leader, left = next_number(watch), next_number(watch)
        os.kill(leader, signal.SIGKILL)
        assert next_number(watch) != leader
        assert not is_running(left)
        watch.send_signal(signal.SIGTERM)
        watch.wait(10)


def test_a_watch_that_is_killed_leaves_no_child_behind() -> None:
    with watched(STAYS) as watch:
        child = next_number(watch)
        watch.kill()
        watch.wait(10)
    for _ in range(50):
        if not is_running(child):
            return
        time.sleep(0.1)
    raise AssertionError(f"process {child} still runs")


def test_a_child_that_will_not_end_is_killed() -> None:
    stubborn = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    )
    child = Child("child", [sys.executable, "-c", stubborn])
    child.start()
    assert child.process is not None
    child.process.terminate()
    child.end(time.monotonic() + 0.5)
    assert child.process.returncode in (-signal.SIGKILL, -signal.SIGTERM)


def next_number(watch: subprocess.Popen[str]) -> int:
    """The process number that the child printed."""
    assert watch.stdout is not None
    for line in watch.stdout:
        if line.strip().isdigit():
            return int(line)
    raise AssertionError("the child said nothing")


def is_running(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.is_file() and status.read_text("ascii", "replace").rsplit(")", 1)[1].split()[0] != "Z"
