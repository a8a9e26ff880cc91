"""Somebody who has a keyboard and nothing else: whatever they reach must be seen to be reached."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import FileChooser

from tests.journeys.visitor import Visitor

FURTHEST = 160
"""Presses of the Tab key until something counts as not reached."""

NAME = """() => {
  const node = document.activeElement, clean = (text) => (text ?? "").replace(/\\s+/g, " ").trim();
  if (!node || node === document.body) return "";
  const labels = [...(node.labels ?? [])].map((label) => clean(label.innerText).replace(/ \\(optional\\)$/, ""));
  return labels.join(" ") || clean(node.getAttribute("aria-label")) || clean(node.innerText);
}"""

KIND = """() => { const node = document.activeElement; return node.tagName === "INPUT" ? node.type : node.tagName; }"""

GROUP = """() => [...document.getElementsByName(document.activeElement.name)]
  .map((one) => one.labels[0].innerText.trim())"""

HIDDEN = """() => {
  const node = document.activeElement, drawn = [node, ...(node.labels ?? [])];
  const rings = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
    || style.boxShadow !== "none";
  const ring = drawn.some((one) => [null, "::before", "::after"].some((part) => rings(getComputedStyle(one, part))));
  if (["date", "time"].includes(node.type) && !node.matches(":focus-visible")) return ""; // the browser's own button
  if (!node.matches(":focus-visible")) return "is not marked as reached";
  if (!ring) return "has no ring";
  const box = node.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 12)];
  if (y < 0 || y > innerHeight || x < 0 || x > innerWidth) return "is out of sight";
  const seen = document.elementFromPoint(x, y);
  const own = drawn.some((one) => one.contains(seen) || seen?.contains(one));
  return own ? "" : `lies behind ${seen?.tagName}.${seen?.getAttribute("class")}`;
}"""


class ByKeyboard(Visitor):
    """Tab, Enter, Space, arrows and letters. Every stop on the way is asserted to be visible."""

    def tab(self) -> str:
        """One step on: the name of what is reached."""
        self.page.keyboard.press("Tab")
        name: str = self.page.evaluate(NAME)
        if name and self.page.evaluate(KIND) != "MAIN":
            hidden = self._hidden()
            assert not hidden, f"{hidden}: {name} on {self.path}"
        return name

    def _hidden(self) -> str:
        """Why what is reached cannot be seen, or nothing; the page may take a moment to come to rest."""
        hidden = ""
        for _ in range(20):
            hidden = self.page.evaluate(HIDDEN)
            if not hidden:
                break
            self.page.wait_for_timeout(50)
        return hidden

    def walk_to(self, wanted: str | re.Pattern[str], *kinds: str, to: str = "") -> None:
        """From here on, and once around the page where it lies behind."""
        passed = []
        for _ in range(FURTHEST):
            name = self.tab()
            passed.append(name)
            fits = wanted.search(name) is not None if isinstance(wanted, re.Pattern) else name == wanted
            if fits and (not kinds or self.page.evaluate(KIND) in kinds) and self._leads(to):
                return
        raise AssertionError(f"{wanted} is not reached by the Tab key on {self.path}: {passed}")

    def _leads(self, to: str) -> bool:
        return not to or bool(self.page.evaluate("to => document.activeElement.href?.endsWith(to)", to))

    def follow(self, link: str | re.Pattern[str], *, to: str = "") -> None:
        self.walk_to(link, "A", to=to)
        self._enter()

    def press(self, button: str | re.Pattern[str]) -> None:
        self.walk_to(button, "BUTTON")
        self._enter()

    def _enter(self) -> None:
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.keyboard.press("Enter")

    def fill(self, answers: dict[str, str]) -> None:
        for label, answer in answers.items():
            self.walk_to(label)
            kind = self.page.evaluate(KIND)
            if kind == "SELECT":
                self._pick(answer)
            elif kind == "date":
                year, month, day = answer.split("-")
                self.page.keyboard.type(f"{day}{month}{year}")
            else:
                self.page.keyboard.press("ControlOrMeta+a")
                self.page.keyboard.type(answer)

    def _pick(self, answer: str) -> None:
        """In a list that is shut, by the arrows."""
        chosen = "() => document.activeElement.selectedOptions[0]?.label.trim().replace(/\\s+/g, ' ')"
        self.page.keyboard.press("Home")
        for _ in range(FURTHEST):
            if self.page.evaluate(chosen) == answer:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{answer} is not among the options")

    def choose(self, *labels: str) -> None:
        """A box by Space; a radio button by the arrows from the first of its group."""
        for label in labels:
            for _ in range(FURTHEST):
                name, kind = self.tab(), self.page.evaluate(KIND)
                if kind == "radio" and self._turn_to(label):
                    break
                if kind == "checkbox" and name == label:
                    self.page.keyboard.press("Space")
                    break
            else:
                raise AssertionError(f"{label} is not reached")

    def _turn_to(self, label: str) -> bool:
        """Whether the group that is reached holds `label`; it is chosen then."""
        if label not in self.page.evaluate(GROUP):
            return False
        self.page.keyboard.press("Space")
        while self.page.evaluate(NAME) != label:
            self.page.keyboard.press("ArrowDown")
        return True

    def send_file(self, name: str, content: bytes, *, label: str = "File") -> None:
        """What the system's own window does is not ours: the file is given to it."""
        self.walk_to(label, "file")
        with self.page.expect_file_chooser() as opened:
            self.page.wait_for_timeout(500)  # the browser learns a moment later that its window is waited for
            self.page.keyboard.press("Enter")
        chooser: FileChooser = opened.value
        given: Any = {"name": name, "mimeType": "text/csv", "buffer": content}
        chooser.set_files(given)
