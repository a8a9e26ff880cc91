"""What one page brought over the line, as the browser itself counts it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page


@dataclass
class Wire:
    """What one page brought over the line: bytes of head and body by address, and what was taken from the cache."""

    came: dict[str, float] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)

    def over(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        listen: dict[str, Callable[[dict[str, Any]], None]] = {
            "Network.requestWillBeSent": lambda event: self.asked.update({event["requestId"]: event["request"]["url"]}),
            "Network.requestServedFromCache": lambda event: self.kept.add(event["requestId"]),
            "Network.responseReceived": self._answered,
            "Network.loadingFinished": self._finished,
        }
        for name, hear in listen.items():
            session.on(name, hear)

    def _answered(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self.kept.add(event["requestId"])

    def _finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] not in self.kept:
            address = self.asked[event["requestId"]]
            self.came[address] = self.came.get(address, 0) + event["encodedDataLength"]

    @property
    def bytes(self) -> float:
        return sum(self.came.values())


def visit(page: Page, address: str) -> Wire:
    wire = Wire()
    wire.over(page)
    page.goto(address, wait_until="networkidle")
    return wire
