"""A mail server of our own, on this machine: takes mails, refuses some addresses, or hangs up in the middle."""

from __future__ import annotations

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message as Mail
from email.policy import default
from threading import Thread
from typing import cast


@dataclass
class PostOffice:
    """`refused` addresses get 550; after `patience` mails the line is cut without a word."""

    port: int = 0
    taken: list[tuple[str, Mail]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    patience: int = 10**6
    callers: int = 0


class Counter(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    office: PostOffice


class Clerk(socketserver.StreamRequestHandler):
    """Enough of RFC 5321 for Python's smtplib."""

    def handle(self) -> None:
        office, to = cast(Counter, self.server).office, ""
        office.callers += 1
        self.say("220 post office")
        while line := self.rfile.readline().decode():
            word = line[:4].upper().strip()
            if word == "RCPT":
                to = line.split("<")[1].split(">")[0]
                self.say(f"550 no mailbox of {to} here" if to in office.refused else "250 ok")
            elif word == "DATA":
                if len(office.taken) >= office.patience:
                    return None
                self.say("354 go on")
                office.taken.append((to, self.mail()))
                self.say("250 taken")
            elif word == "QUIT":
                return self.say("221 bye")
            else:
                self.say("250 ok")
        return None

    def mail(self) -> Mail:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return message_from_bytes(b"".join(lines), policy=default)

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """Open until the block ends."""
    with Counter(("127.0.0.1", 0), Clerk) as counter:
        counter.office = PostOffice(port=counter.server_address[1])
        clerk = Thread(target=counter.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        clerk.start()
        try:
            yield counter.office
        finally:
            counter.shutdown()
            clerk.join()
