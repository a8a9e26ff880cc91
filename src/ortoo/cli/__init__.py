"""The `ortoo` command: one file per command, loaded only when it is called.

`ortoo select` on a laptop imports no Django, and `ortoo --help` imports no command at all. Exit status: 0 decided;
1 refused or infeasible, the output says why; 2 the command or the input is malformed, one line on stderr says it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import typer

from ortoo.multilingual.refusals import Refusal


class Command(NamedTuple):
    """Where a command lives, and its line in `ortoo --help`."""

    module: str
    function: str
    line: str


COMMANDS = {
    "select": Command("select", "select", "Select from a file of candidates by a rule, with a reason for each."),
    "indicator": Command("indicator", "indicator", "Say where an indicator stands: progress, path, gap."),
    "delays": Command("delays", "delays", "Say whose days the delays of a plan of commitments are."),
    "items": Command("items", "items", "Say how hard items are and how well they tell persons apart."),
    "agenda": Command("agenda", "agenda", "Make the best agenda of a study visit from a file of days and stops."),
    "equate": Command("equate", "equate", "Say what the scores of a new form are worth on an old one."),
    "verify": Command("verify", "verify", "Check an exported ledger: sequence, root, receipts, certificates."),
    "demo": Command("demo", "demo", "Build the demonstration in its own database, and serve it."),
    "serve": Command("serve", "serve", "Serve the pages and do the background work."),
    "found": Command("found", "found", "Create an empty programme in an empty database."),
    "import": Command("import_file", "import_file", "Take in a file of officials, organizations, marks, a plan."),
    "export": Command("export_file", "export_file", "Write officials, organizations or regions to a file."),
    "remind": Command("remind", "remind", "Tell now what is due, instead of at the next full hour."),
    "backup": Command("backup", "backup", "Write the whole house into one file while it is used."),
    "restore": Command("restore", "restore", "Bring a backup back into an empty house."),
    "doctor": Command("doctor", "doctor", "Say what is missing or wrong in this installation."),
}
"""One line a command: its name, and (file in this folder, function, help)."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `ortoo` with `arguments` (default: those of the process) and leave with its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    try:
        status = app(given)(args=given, prog_name="ortoo", standalone_mode=False)
    except Refusal as refusal:
        status = _refused(given, refusal.sentence(spoken_language()))
    except typer.TyperException as error:
        status = _refused(given, f"{_sentence(error.format_message())} See: {_path(error)} --help")
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            _let_go_of_stdout()
            status = 141
        elif error.filename is None:
            raise
        else:
            status = _refused(given, f"{error.filename}: {error.strerror}. Check the path and its permissions.")
    except (KeyboardInterrupt, typer.Abort):
        status = 130
    sys.exit(status if isinstance(status, int) else 0)


def app(arguments: Sequence[str]) -> Callable[..., object]:
    """The command tree: the one command that `arguments` call is loaded, the others are a name and a line."""
    called = next((argument for argument in arguments if not argument.startswith("-")), None)
    tree = typer.Typer(
        name="ortoo",
        help="Ortoo: from the marks of twelve thousand officials to the hundred, with a reason for each.",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    tree.callback()(_nothing)
    for name, command in COMMANDS.items():
        if name == called and exists(command):
            tree.command(name)(load(command))
        elif exists(command):
            tree.command(name, help=command.line)(_nothing)
    return typer.main.get_command(tree)


def exists(command: Command) -> bool:
    """Whether this edition of the house has the command."""
    return (Path(__file__).parent / f"{command.module}.py").is_file()


def load(command: Command) -> Callable[..., object]:
    """The function of `command`, with its file imported now."""
    function: Callable[..., object] = getattr(import_module(f"{__name__}.{command.module}"), command.function)
    return function


def spoken_language() -> str:
    """The language of messages on a terminal: ORTOO_LANGUAGE, else that of the locale, else English."""
    for name in ("ORTOO_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if given := os.environ.get(name):
            return given[:2] if given[:2] in ("mn", "ko") else "en"
    return "en"


def _nothing() -> None:
    """Stands for a command that is not called."""


def _sentence(message: str) -> str:
    return message if message.endswith((".", "?", "!")) else f"{message}."


def _path(error: typer.TyperException) -> str:
    """The command that was wrongly called, such as "ortoo select"."""
    context = getattr(error, "ctx", None)
    return context.command_path if context else "ortoo"


def _refused(given: list[str], sentence: str) -> int:
    """One line on stderr, and exit status 2."""
    called = next((argument for argument in given if argument in COMMANDS), None)
    print(f"ortoo {called}: {' '.join(sentence.split())}" if called else f"ortoo: {sentence}", file=sys.stderr)
    return 2


def _let_go_of_stdout() -> None:
    """The reader of our output has gone (`| head`): point stdout at nothing, so that leaving does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
