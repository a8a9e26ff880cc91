"""What a test run needs of the machine: Debian's packages, and a PostgreSQL server of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OLDEST_POSTGRESQL = 15
PACKAGES = {
    "chromium": "the browser of the journeys",
    "postgresql": f"the second engine, {OLDEST_POSTGRESQL} or newer",
    "libatomic1": "which the driver of the browser is linked with",
    "gettext": "reads the strings of the sources",
    "fonts-noto-core": "Cyrillic in pictures of pages",
    "fonts-noto-cjk": "Hangul in pictures of pages",
}
"""Debian's name -> what it is for."""


class MachineLacks(Exception):
    """Something is missing that only an administrator can install; the message says what and how."""


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def missing_packages() -> list[str]:
    """Those of PACKAGES that are neither installed as a package nor there in another way."""
    there = {
        "chromium": Path("/usr/bin/chromium").exists(),
        "postgresql": postgresql_programs() is not None,
        "gettext": shutil.which("xgettext") is not None,
    }
    return [name for name in PACKAGES if not there.get(name, False) and not is_installed(name)]


def is_installed(package: str) -> bool:
    if not shutil.which("dpkg-query"):
        return False
    said = subprocess.run(["dpkg-query", "-W", "-f", "${Status}", package], capture_output=True, text=True)
    return said.stdout == "install ok installed"


def install_missing() -> None:
    """Install what is missing, as root; else MachineLacks with the command for an administrator."""
    missing = missing_packages()
    if not missing:
        return
    wanted = "; ".join(f"{name} ({PACKAGES[name]})" for name in missing)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise MachineLacks(f"Missing: {wanted}. Ask an administrator to run: apt-get install {' '.join(missing)}")
    say(f"Installing {wanted}.")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
        done = subprocess.run(["apt-get", "-qq", *command], env=quiet, capture_output=True, text=True)
        if done.returncode:
            raise MachineLacks(f"apt-get {command[0]} failed: {done.stderr.strip()[-800:]}")


def postgresql_programs() -> Path | None:
    """The folder of initdb and pg_ctl of the newest PostgreSQL that is new enough."""
    folders = sorted(
        (int(path.parent.parent.name), path.parent)
        for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")
        if path.parent.parent.name.isdigit()
    )
    return folders[-1][1] if folders and folders[-1][0] >= OLDEST_POSTGRESQL else None


@contextmanager
def postgresql_server(scratch: Path) -> Iterator[str]:
    """A server on a free port of this machine with its data below `scratch`; yields its address as DATABASE_URL.

    It runs as the user postgres (or nobody) where we are root, since PostgreSQL refuses to run as root. Nothing is
    flushed to disk: the data ends with the run.
    """
    programs = postgresql_programs()
    if programs is None:
        raise MachineLacks(f"PostgreSQL {OLDEST_POSTGRESQL} or newer was not found.")
    data, port, user = scratch / "postgresql", free_port(), server_user()
    data.mkdir()
    shutil.chown(data, user)
    locally = f"-p {port} -k {data} -c listen_addresses=127.0.0.1"
    careless = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
    quick = "-c jit=off -c autovacuum=off -c shared_buffers=256MB -c wal_level=minimal -c max_wal_senders=0"
    init = [str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "ortoo", "-E", "UTF8", "--locale=C.UTF-8"]
    control = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(data / "log")]
    run_as(user, [*init, "--no-sync"], data)
    run_as(user, [*control, "-o", f"{locally} {careless} {quick}", "start"], data)
    try:
        yield f"postgres://ortoo@127.0.0.1:{port}/postgres"
    finally:
        run_as(user, [*control, "-m", "immediate", "stop"], data)


def server_user() -> str:
    """Who the server runs as: ourselves, or where we are root somebody who is not."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return "nobody"


def run_as(user: str, command: list[str], folder: Path) -> None:
    """Run `command` as `user`; MachineLacks with its last words where it fails."""
    row = pwd.getpwnam(user)
    ids: dict[str, int] = {} if os.geteuid() != 0 else {"user": row.pw_uid, "group": row.pw_gid}
    groups: dict[str, list[int]] = {} if os.geteuid() != 0 else {"extra_groups": []}
    with (folder.parent / "postgresql-says").open("ab") as said:
        done = subprocess.run(
            command,
            cwd=folder,
            stdout=said,
            stderr=said,
            stdin=subprocess.DEVNULL,
            **ids,
            **groups,  # type: ignore[call-overload]
        )
    if done.returncode:
        last = (folder.parent / "postgresql-says").read_text("utf-8", "replace").strip()[-800:]
        raise MachineLacks(f"{Path(command[0]).name} failed: {last}")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
