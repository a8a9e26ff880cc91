"""A house that is served by two workers, somebody signed in, and a bounded number of requests against it."""

from __future__ import annotations

import http.client
import itertools
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path

from benchmarks.demonstration import apart
from benchmarks.measure import p50, p99

PATIENCE = 60.0
"""Seconds until a server must answer."""
WORKERS = 2
LONGEST = 60.0
"""Seconds after which no further request is begun, so that a slow server cannot hold a bench up."""


@dataclass
class Loaded:
    """What a run of requests took: milliseconds by address, and seconds in all."""

    spent: dict[str, list[float]] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def all(self) -> list[float]:
        return sorted(itertools.chain.from_iterable(self.spent.values()))

    @property
    def p50(self) -> float:
        return p50(self.all)

    @property
    def p99(self) -> float:
        return p99(self.all)

    @property
    def a_second(self) -> float:
        return len(self.all) / self.seconds


@contextmanager
def house(home: Path) -> Iterator[str]:
    """`ortoo serve` with two workers on the house in `home`; its address."""
    port = free_port()
    command = [sys.executable, "-m", "ortoo.cli", "serve", "--port", str(port), "--workers", str(WORKERS)]
    with served(command, port, apart(home)) as address:
        yield address


@contextmanager
def served(command: Sequence[str], port: int, environment: Mapping[str, str], cwd: Path | None = None) -> Iterator[str]:
    """The address of what `command` serves on `port`, which is ended at the end."""
    with subprocess.Popen(command, env=dict(environment), cwd=cwd) as process:
        try:
            wait(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as caller:
            caller.settimeout(0.5)
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError(f"nobody answers on port {port}")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


class Reader:
    """Somebody with a browser's cookies; `path` is an address without the house."""

    def __init__(self, origin: str) -> None:
        self.origin, self.jar = origin, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> str:
        with self.opener.open(self.origin + path, timeout=60) as answer:
            text: str = answer.read().decode("utf-8")
            return text

    def send(self, page: str, to: str, values: Mapping[str, str]) -> None:
        """POST to `to` what a form on `page` would send."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(page))
        assert token, page
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **values}).encode()
        request = urllib.request.Request(self.origin + to, data, headers={"Referer": self.origin + page})
        self.opener.open(request, timeout=60).close()

    def enter(self, username: str) -> None:
        """By one click, in the demonstration."""
        self.send("/en/access/sign-in/", f"/en/access/enter/{username}/", {})

    @property
    def cookie(self) -> str:
        return "; ".join(f"{one.name}={one.value}" for one in self.jar)


def load(reader: Reader, paths: Sequence[str], requests: int, clients: int = WORKERS) -> Loaded:
    """`requests` requests by `clients` at once, the paths in turn; fewer where they take longer than LONGEST.

    RuntimeError where one is not answered with 200.
    """
    loaded = Loaded({path: [] for path in paths})
    turn = itertools.count()
    failed: list[str] = []
    headers = {"Cookie": reader.cookie, "Accept-Encoding": "gzip", "Accept": "text/html"}
    host = urllib.parse.urlsplit(reader.origin).netloc

    def client() -> None:
        connection = http.client.HTTPConnection(host, timeout=60)
        while (number := next(turn)) < requests and not failed and time.perf_counter() < end:
            path, began = paths[number % len(paths)], time.perf_counter()
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            loaded.spent[path].append((time.perf_counter() - began) * 1000)
            if answer.status != 200:
                failed.append(f"{path}: {answer.status}")
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    began = time.perf_counter()
    end = began + LONGEST
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    loaded.seconds = time.perf_counter() - began
    if failed:
        raise RuntimeError("; ".join(failed))
    return loaded
