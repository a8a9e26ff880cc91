"""What is shown to somebody is said in the catalogues: whole sentences, in no template and no label as bare text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tests.house.sources import expect_none, own_files, own_modules, place, tree

TEMPLATE_CODE = re.compile(
    r"\{#.*?#\}|\{%\s*block body_class\b.*?endblock\s*%\}|\{%\s*comment\b.*?endcomment\s*%\}"
    r"|\{%\s*blocktranslate\b.*?endblocktranslate\s*%\}|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
WORD = re.compile(r"[^\W\d_][^\W\d]+")
SPOKEN = ("title", "alt", "aria-label", "placeholder", "data-label")
NOT_LANGUAGE = ("script", "style", "code", "kbd", "pre")
NAMES = {"CSV", "XLSX", "PDF", "JSON", "ortoo_verify", "py"}
"""Formats and names of files: the same in every language."""

SAID_IN = {
    "Act": (0,), "Choice": (1,), "Column": (1,), "Count": (2,), "Fact": (0,), "Figure": (0,), "NextStep": (0, 1),
    "Search": (1,), "Tag": (1,), "Task": (0,),
}  # fmt: skip
"""Parts of a page, and which of their arguments are words."""

SAID_BY_NAME = {"label", "help_text", "empty_label", "heading", "every", "sentence"}
SAID_IN_CLASS = {"title", "lead", "caption", "submit", "done", "verbose_name"}
TRANSLATED = {"gettext", "gettext_lazy", "pgettext", "pgettext_lazy", "ngettext", "ngettext_lazy", "npgettext"}


class Texts(HTMLParser):
    """Bare words of a template whose code is taken out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in NOT_LANGUAGE
        for name, value in attrs:
            if name in SPOKEN:
                self._look(value or "")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in NOT_LANGUAGE

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._look(data)

    def _look(self, text: str) -> None:
        if set(WORD.findall(text)) - NAMES:
            self.found.append((self.getpos()[0], " ".join(text.split())))


def test_no_template_has_words_outside_the_catalogues() -> None:
    wrong = []
    for path in own_files():
        if path.suffix == ".html" and "templates" in path.parts:
            texts = Texts()
            texts.feed(TEMPLATE_CODE.sub(_as_many_lines, path.read_text("utf-8")))
            wrong += [f"{place(path)}:{line}: {text}" for line, text in texts.found]
    expect_none(wrong)


def test_no_label_is_a_bare_text() -> None:
    wrong = []
    for path in pages():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                wrong += [f"{place(path, said)}: {said.value!r}" for said in _bare(words_of(node))]
            if isinstance(node, ast.ClassDef):
                wrong += [f"{place(path, said)}: {said.value!r}" for said in _bare(words_of_class(node))]
    expect_none(wrong)


def test_no_sentence_is_joined_from_pieces_or_counts_by_itself() -> None:
    wrong = []
    for path in pages():
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.BinOp)
                and isinstance(node.op, ast.Add)
                and any(map(_is_said, (node.left, node.right)))
            ):
                wrong.append(f"{place(path, node)}: joined with +: {ast.unparse(node)[:100]}")
            if isinstance(node, ast.JoinedStr) and _joins(node):
                wrong.append(f"{place(path, node)}: joined in a text: {ast.unparse(node)[:100]}")
            if isinstance(node, ast.IfExp) and _counts(node):
                wrong.append(f"{place(path, node)}: ngettext knows the plural: {ast.unparse(node)[:100]}")
    expect_none(wrong)


def pages() -> list[Path]:
    """Modules that speak to somebody; commands and files speak English."""
    return [
        path
        for path in own_modules("src")
        if not {"cli", "rules", "demonstration", "models", "models.py"} & set(path.parts)
    ]


def words_of(call: ast.Call) -> Iterator[ast.expr]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    for index in SAID_IN.get(name, ()):
        if index < len(call.args):
            yield call.args[index]
    if name in SAID_IN or name.endswith("Field"):
        yield from (keyword.value for keyword in call.keywords if keyword.arg in SAID_BY_NAME)


def words_of_class(node: ast.ClassDef) -> Iterator[ast.expr]:
    for line in node.body:
        name = line.targets[0] if isinstance(line, ast.Assign) else None
        if isinstance(line, ast.Assign) and isinstance(name, ast.Name) and name.id in SAID_IN_CLASS:
            yield line.value


def _bare(said: Iterator[ast.expr]) -> list[ast.Constant]:
    return [
        one for one in said if isinstance(one, ast.Constant) and isinstance(one.value, str) and WORD.search(one.value)
    ]


def _is_said(node: ast.expr) -> bool:
    """A call of gettext, or such a call with its values filled in."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return _is_said(node.left)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATED


def _joins(text: ast.JoinedStr) -> bool:
    """Something said, beside words of its own."""
    said = any(isinstance(part, ast.FormattedValue) and _is_said(part.value) for part in text.values)
    words = any(isinstance(part, ast.Constant) and WORD.search(str(part.value)) for part in text.values)
    return said and words


def _counts(node: ast.IfExp) -> bool:
    """`gettext(…) if count == 1 else gettext(…)`."""
    match node.test:
        case ast.Compare(ops=[ast.Eq()], comparators=[ast.Constant(value=1)]):
            return _is_said(node.body) and _is_said(node.orelse)
    return False


def _as_many_lines(code: re.Match[str]) -> str:
    return "\n" * code[0].count("\n")


def test_no_message_stands_inside_an_f_string() -> None:
    """What gathers the messages does not read there, so such a one is never translated."""
    expect_none(
        f"{place(path, call)}: {ast.unparse(call)}"
        for path in own_modules("src")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in TRANSLATED
    )
