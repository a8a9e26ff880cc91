"""docs/rules: one page a public rule, from its declaration, its docstrings, its worked example and its promise."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

from tests.docs.examples import source_of
from tests.docs.public import PublicRule, public_rules
from tests.docs.values import values_of
from tests.house.sources import ROOT

HEADS = {"ledger": "The ledger", "journey": "The journey", "multilingual": "Names"}
INDEX_HEAD = """# Rules

What decides about a person, a body or a figure, one page each: in plain words, with what goes in and out, a worked
example that a test runs, and a promise that a test looks for exceptions to. Written by `make docs` from the
`public.toml` beside each rule; a test compares.

Rules are plain Python: values in, decision and reasons out, no database. To change one:
[add a rule](../how-to/add-a-rule.md).
"""


def pages() -> dict[str, str]:
    """Name of the file below docs/rules -> its text."""
    return {"README.md": index(), **{f"{rule.name}.md": page(rule) for rule in public_rules()}}


def index() -> str:
    lines = [INDEX_HEAD]
    folder = ""
    for rule in public_rules():
        if rule.folder != folder:
            folder = rule.folder
            lines += [f"\n## {HEADS.get(folder, folder.capitalize())}\n", "| rule | promise |", "|---|---|"]
        lines.append(f"| [{rule.title}]({rule.name}.md) | {rule.promise} |")
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def page(rule: PublicRule) -> str:
    return "\n".join(part.rstrip() + "\n" for part in parts(rule))


def parts(rule: PublicRule) -> Iterator[str]:
    kind = "Rule of" if rule.folder not in HEADS else "Rule beside the stations:"
    yield f"# {rule.title}"
    yield f"{kind} [{rule.folder}](../../src/ortoo/{rule.folder}/__init__.py). {rule.decides}"
    yield "## The function"
    name = rule.rule.rpartition(".")[2]
    yield f"`{name}` in {link(path_of(rule.module))}:"
    yield f"```python\n{signature(rule)}\n```"
    yield inspect.getdoc(inspect.getmodule(rule.function)) or ""
    if said := values_of(rule.function):
        yield "## What goes in and what comes out"
        yield said
    yield "## Worked by hand"
    yield f"From {link(rule.example.partition('::')[0])}, run as it stands here:"
    yield f"```python\n{source_of(rule.example)}\n```"
    yield "## The promise"
    yield rule.promise
    yield "Looked for exceptions to by:"
    yield "\n".join(f"- {test_link(test)}" for test in rule.kept)
    if rule.checked:
        checker = rule.checked.rpartition(".")
        yield (
            f"Besides, `{checker[2]}` in {link(path_of(checker[0]))} looks at every real result before it is stored."
        )
    yield "## Run it"
    tests = sorted({test.partition("::")[0] for test in (rule.example, *rule.kept)})
    yield "```sh\n" + f".venv/bin/python -m pytest -q {' '.join(tests)}" + "\n```"
    if rule.see:
        yield "See also: " + ", ".join(f"[{title_of(one)}](../{one})" for one in rule.see) + "."


def path_of(module: str) -> str:
    """The file of a module, from the root: a package is its `__init__.py`."""
    path = ROOT / "src" / module.replace(".", "/")
    return str((path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).relative_to(ROOT))


def link(path: str) -> str:
    return f"[{path.removeprefix('src/')}](../../{path})"


def test_link(test: str) -> str:
    path, _, name = test.partition("::")
    return f"`{name.rpartition('::')[2]}` in [{path}](../../{path})"


def title_of(page_below_docs: str) -> str:
    first = (ROOT / "docs" / page_below_docs).read_text("utf-8").partition("\n")[0]
    return first.removeprefix("# ").removeprefix("Decision ").replace("`", "")


def signature(rule: PublicRule) -> str:
    """The function's first lines as they stand, with its docstring and without its body."""
    function = rule.function
    text = inspect.getsource(function)
    node = ast.parse(text).body[0]
    assert isinstance(node, ast.FunctionDef)
    first = node.body[0]
    last = first.end_lineno if isinstance(first, ast.Expr) else first.lineno - 1
    return "\n".join(text.splitlines()[:last])
