"""A browser that is watched: whatever it complains of while a journey runs makes the journey fail."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response

OF_A_RESPONSE = "Failed to load resource"
"""Chromium's own line about a status, which `_answered` judges."""


@dataclass
class Watch:
    """Errors and warnings of the console (breaches of the content security policy are among them), errors of scripts,
    answers of 500 and more, and anything but a page that was not found."""

    complaints: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("page", self._over_page)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        context.on("response", self._answered)

    def _over_page(self, page: Page) -> None:
        page.on("crash", lambda _: self.complaints.append(f"crash: {page.url}"))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(OF_A_RESPONSE):
            self.complaints.append(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        page = response.request.resource_type in ("document", "fetch", "xhr")
        if response.status >= (500 if page else 400):
            self.complaints.append(f"{response.status}: {urlsplit(response.url).path}")
