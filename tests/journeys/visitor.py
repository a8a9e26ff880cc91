"""A person at a browser: what they do on any page, as short functions."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.phones import Phones

WORK_TAKES = 40_000
"""Milliseconds that a piece of work in the background may take here."""

expect.set_options(timeout=15_000)

NOBODY_ANSWERS = """house => fetch(`${house}/static/?${performance.now()}`, {cache: "no-store"})
  .then(() => false, () => true)"""


class Visitor:
    """One browser with one person at it, who reads the pages of `house` in `language`."""

    def __init__(self, context: BrowserContext, house: str, language: str = "en", phones: Phones | None = None) -> None:
        self.context, self.house, self.language = context, house, language
        self.page: Page = context.new_page()
        self.phones, self.username = phones, ""
        self.clicks = 0
        """On links, buttons, boxes and radio buttons, since it was set to 0."""
        self.status = 0
        """Of the last page that was gone to."""

    def go(self, path: str = "") -> None:
        answer = self.page.goto(f"{self.house}/{self.language}/{path}")
        self.status = answer.status if answer else 0

    def sign_in(self, username: str, password: str) -> None:
        self.go("access/sign-in/")
        self.fill({"User name": username, "Password": password})
        self.press("Sign in")
        self.username = username
        if self.path.startswith("access/code/"):
            self.fill({"Code": self.code()})
            self.press("Sign in")
        elif self.path.startswith("access/factor/set-up/"):
            self.set_up_factor(password)

    def set_up_factor(self, password: str) -> None:
        """From the page that shows the secret to the start page; the codes on the paper are kept."""
        assert self.phones
        self.phones.keep(self.username, self.main.locator("code.secret").inner_text())
        self.fill({"Your password": password, "Code": self.code()})
        self.press("Set it up")
        self.stands_at("Your recovery codes")
        self.phones.on_paper[self.username] = self.main.locator(".codes code").all_inner_texts()
        self.follow("I have kept them")

    def code(self) -> str:
        """The next code of the one who is signed in, or has given the password."""
        assert self.phones, "only the phones of a house know its codes"
        return self.phones.code(self.username)

    def another_tab(self) -> Visitor:
        """The same person in another tab of the same browser."""
        other = Visitor(self.context, self.house, self.language, self.phones)
        other.username = self.username
        return other

    def enter(self, username: str, *, ask: bool = True) -> None:
        """By one click, in the demonstration; `ask` False: the page of signing in is there already."""
        if ask:
            self.go("access/sign-in/")
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.locator(f"form[action*='/enter/{username}/'] button").click()

    def sign_out(self) -> None:
        self.press("Sign out")

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def path(self) -> str:
        """The address without house and language: "selection/2026/"."""
        return self.page.url.removeprefix(f"{self.house}/{self.language}/")

    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    def text(self) -> str:
        """What stands on the page, with single spaces."""
        return " ".join(self.main.inner_text().split())

    def sees(self, *texts: str | re.Pattern[str]) -> None:
        """Each of `texts` stands on the page, now or in a moment."""
        for text in texts:
            expect(self.main).to_contain_text(text)

    def stands_at(self, heading: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def follow(self, link: str | re.Pattern[str], *, to: str = "") -> None:
        """The first link that is called so; `to`: how its address ends, where several are."""
        self.clicks += 1
        links = self.page.get_by_role("link", name=link, exact=True)
        if to:
            links = links.and_(self.page.locator(f"[href$='{to}']"))
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            links.first.click()

    def press(self, button: str | re.Pattern[str]) -> None:
        self.clicks += 1
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.get_by_role("button", name=button, exact=True).click()

    def press_twice(self, button: str) -> None:
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.get_by_role("button", name=button, exact=True).dblclick()

    def fill(self, answers: dict[str, str]) -> None:
        """Label -> what is typed, or the label of the option that is chosen."""
        for label, answer in answers.items():
            field = self.labelled(label)
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(label=answer)
            else:
                field.fill(answer)

    def labelled(self, label: str) -> Locator:
        must, may = (self.main.get_by_label(text, exact=True) for text in (label, f"{label} (optional)"))
        return must.or_(may)

    def lose_line(self) -> None:
        """From here on nothing reaches the house. The browser says so a moment before it holds for every request."""
        self.context.set_offline(True)
        for _ in range(100):
            if self.page.evaluate(NOBODY_ANSWERS, self.house):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("the line is still there")

    def find_line(self) -> None:
        self.context.set_offline(False)

    def filter(self, label: str, option: str) -> None:
        """A list narrowed by one of its filters."""
        self.page.get_by_role("combobox", name=label, exact=True).select_option(label=option)

    def choose(self, *labels: str) -> None:
        """Radio buttons and boxes."""
        for label in labels:
            self.clicks += 1
            self.main.get_by_label(label, exact=True).check()

    def chosen(self, legend: str) -> str:
        """The label of the radio button that is chosen in a group."""
        group = self.main.get_by_role("group", name=legend)
        chosen = group.get_by_role("radio", checked=True)
        return chosen.evaluate("button => button.labels[0].innerText").strip()

    def send_file(self, name: str, content: bytes, *, label: str = "File") -> None:
        media_type = "text/csv" if name.endswith(".csv") else "application/octet-stream"
        self.main.get_by_label(label, exact=True).set_input_files(
            {"name": name, "mimeType": media_type, "buffer": content}
        )

    def wait_for_work(self) -> None:
        """From the page with the bar to the result, by its link."""
        expect(self.page.get_by_role("progressbar")).to_be_visible()
        with self.page.expect_navigation(
            url=lambda address: "/jobs/" not in address or "/imports/" in address, timeout=WORK_TAKES
        ):
            self.page.get_by_role("link", name="Go to the result").click(timeout=WORK_TAKES)

    def download(self, link: str, to: Path) -> Path:
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name=link, exact=True).click()
        path = to / download.value.suggested_filename
        download.value.save_as(path)
        return path

    def save(self, link: str, to: Path) -> Path:
        """A file that the browser would show in its own window, fetched as this person."""
        address = self.page.get_by_role("link", name=link, exact=True).get_attribute("href")
        answer = self.context.request.get(urljoin(self.page.url, address or ""))
        assert answer.ok, answer.status
        name = answer.headers["content-disposition"].partition("filename=")[2].strip('"')
        path = to / name
        path.write_bytes(answer.body())
        return path

    def table(self, *, at: int = 0) -> list[dict[str, str]]:
        """The rows of a table by their headings."""
        table = self.main.locator("table").nth(at)
        headings = [heading.strip() for heading in table.locator("thead th").all_inner_texts()]
        rows = table.locator("tbody tr").evaluate_all(
            "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim().replace(/\\s+/g, ' ')))"
        )
        return [dict(zip(headings, cells, strict=False)) for cells in rows]

    def facts(self) -> dict[str, str]:
        """What "check your answers" and detail pages say, label by label; without the small notes."""
        pairs = self.main.locator("dl.facts > div").evaluate_all(
            "pairs => pairs.map(pair => [...pair.children].map("
            "part => (part.firstChild?.textContent ?? '').trim().replace(/\\s+/g, ' ')))"
        )
        return {label: value for label, value, *_ in pairs}
