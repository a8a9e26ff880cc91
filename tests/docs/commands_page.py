"""docs/reference/commands.md: every command with its arguments and options, as `--help` has them."""

from __future__ import annotations

import inspect
from typing import Any

from ortoo.cli import COMMANDS, app, exists

HEAD = """# Commands

`ortoo COMMAND --help` says the same. Written by `make docs` from the commands themselves; a test compares. Messages are
in the language of `ORTOO_LANGUAGE` or of the terminal. A refusal is one sentence on stderr with exit status 2.
"""
PAGES = {"select": "select", "agenda": "agenda", "delays": "delays", "indicator": "indicator", "equate": "equate",
         "verify": "ledger", "import": "kinds", "export": "kinds", "remind": "messages"}  # fmt: skip


def page() -> str:
    return "\n".join([HEAD, *(part for name, command in COMMANDS.items() if exists(command) for part in parts(name))])


def parts(name: str) -> list[str]:
    command: Any = app([name])
    command = command.commands[name]
    said = inspect.cleandoc(command.help or "")
    text, _, example = said.partition("\n\nExample: ")
    lines = [f"## ortoo {name}", "", text]
    if example:
        lines += ["", f"Example: `{example}`"]
    if name in PAGES:
        lines += ["", f"More: [{PAGES[name]}]({PAGES[name]}.md)."]
    rows = [row(one) for one in command.params]
    if rows:
        lines += ["", "| argument or option | meaning | default |", "|---|---|---|", *rows]
    return [*lines, ""]


def row(param: Any) -> str:
    names = ", ".join(f"`{name}`" for name in (*param.opts, *param.secondary_opts))
    if param.param_type_name == "argument":
        names = f"`{(param.metavar or param.name).upper()}`"
    default = "needed" if param.required else shown(param.default)
    return f"| {names} | {(param.help or '').replace('|', chr(92) + '|')} | {default} |"


def shown(default: object) -> str:
    if default is None or default is False or callable(default):
        return ""
    return "yes" if default is True else f"`{default}`"
