"""`make test`, `make check`, `make campaign`: the stages, their time against its budget, and one plain count.

A failing stage does not stop the others. The last line is "N passed, N failed"; the exit status is 0 only where all
passed and the whole took no longer than its budget.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count as counting
from pathlib import Path
from xml.etree import ElementTree

from tests import machine

ROOT = Path(__file__).resolve().parent.parent
WHOLE_BUDGET = 36.0
"""Minutes for everything, set-up included."""
APART = ("house", "docs", "journeys", "walls", "accessibility", "faults", "wheel")
"""Folders of tests/ that have a stage of their own."""
WITHOUT_ROWS = (
    *("charts", "documents", "spreadsheets", "ledger/tampering", "multilingual/test_of_django.py"),
    *(f"cli/test_{name}.py" for name in ("agenda", "agenda_refusals", "command_line", "equate", "files", "items")),
    *(f"cli/test_{name}.py" for name in ("reference_pages", "select_contract", "select_files", "select_refusals")),
)
"""What knows no database: on the second engine it would only say the same again."""
TOLD_ONCE = ("site/test_demonstration.py",)
"""What is in the demonstration; that it is built on the second engine, `site/test_demo_command.py` sees."""


@dataclass(frozen=True)
class Count:
    """Tests of one stage."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed" + (f", {self.skipped} skipped" if self.skipped else "")


@dataclass
class Run:
    """One run: its scratch folder, what must be ended with it, and the address of its PostgreSQL server, if any."""

    scratch: Path
    until_the_end: ExitStack
    postgresql: str = ""
    rows: list[tuple[str, float, float, Count]] = field(default_factory=list)
    reports: Iterator[int] = field(default_factory=counting)

    def stage(self, name: str, budget: float, work: Callable[[], Count], started: float | None = None) -> None:
        """Do `work` and note its minutes; what it raises is told and counted as one failure."""
        print(f"\n== {name}", flush=True)
        began = started or time.time()
        try:
            count = work()
        except (machine.MachineLacks, OSError, subprocess.SubprocessError) as error:
            print(f"{name}: {error}", flush=True)
            count = Count(failed=1)
        self.rows.append((name, (time.time() - began) / 60, budget, count))

    def end(self, whole_budget: float) -> int:
        """Print the table and the closing line; the exit status."""
        minutes = sum(row[1] for row in self.rows)
        total = sum((row[3] for row in self.rows), Count())
        print(f"\n{'stage':<28}{'minutes':>9}{'budget':>9}   tests")
        for name, spent, budget, count in self.rows:
            print(f"{name:<28}{spent:>9.1f}{budget:>9.1f}   {count}{'   over its budget' if spent > budget else ''}")
        print(f"{'in all':<28}{minutes:>9.1f}{whole_budget:>9.1f}")
        if minutes > whole_budget:
            print(f"The run took {minutes:.1f} minutes, over its budget of {whole_budget:.0f}.")
            total += Count(failed=1)
        print(f"\n{total}", flush=True)
        return 1 if total.failed or not total.passed else 0


def main(wanted: str) -> int:
    """`wanted`: "test" for everything, "check" for the first stage alone, "campaign", or the name of a stage."""
    with ExitStack() as until_the_end:
        scratch = Path(until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="ortoo-run-")))
        scratch.chmod(0o711)  # PostgreSQL's own user must reach its folder inside
        run = Run(scratch, until_the_end)
        if wanted == "check":
            run.stage("lint and types", 3, lambda: lint(run))
            return run.end(WHOLE_BUDGET)
        started = os.environ.get("ORTOO_STARTED", "")
        run.stage("set-up", 1.5, lambda: set_up(run), started=float(started) if started else None)
        if wanted == "campaign":
            os.environ["ORTOO_CAMPAIGN"] = "1"
        for stage in stages(run):
            if wanted in ("test", *stage.words) or (wanted == "campaign" and stage.long):
                run.stage(stage.name, 240 if wanted == "campaign" else stage.budget, stage.work)
        return run.end(24 * 60 if wanted == "campaign" else WHOLE_BUDGET)


@dataclass(frozen=True)
class Stage:
    """`budget` in minutes; `long` where it has a campaign."""

    name: str
    budget: float
    work: Callable[[], Count]
    long: bool = False

    @property
    def words(self) -> list[str]:
        """By any of which it is asked for."""
        return [word.rstrip(":,") for word in self.name.split()]


def stages(run: Run) -> list[Stage]:
    """What follows set-up, in order. The budgets are what each took on two cores, rounded; the whole has its own."""
    found = [
        Stage("lint and types", 1.5, lambda: lint(run)),
        Stage("rules without Django", 1, lambda: rules(run), long=True),
        Stage("sqlite: the suite", 4, lambda: suite(run, ""), long=True),
        Stage("postgresql: the suite", 4.5, lambda: suite(run, needed(run.postgresql)), long=True),
        Stage("docs", 1.5, lambda: folder(run, "docs", "", workers=2)),
        Stage("journeys on SQLite", 5, lambda: folder(run, "journeys", "", workers=2)),
        Stage("journeys on PostgreSQL", 3, lambda: folder(run, "journeys", needed(run.postgresql), workers=2), True),
        Stage("walls", 4.5, lambda: walls(run), long=True),
        Stage("accessibility", 6, lambda: folder(run, "accessibility", "", workers=2), long=True),
        Stage("faults, wheel", 3.5, lambda: faults_and_wheel(run), long=True),
    ]
    without_folder = [name for name in APART if not (ROOT / "tests" / name).is_dir()]
    return [stage for stage in found if stage.words[0] not in without_folder]


def set_up(run: Run) -> Count:
    machine.install_missing()
    run.postgresql = run.until_the_end.enter_context(machine.postgresql_server(run.scratch))
    return Count()


def needed(postgresql: str) -> str:
    if not postgresql:
        raise machine.MachineLacks("there is no PostgreSQL server; see set-up above.")
    return postgresql


def lint(run: Run) -> Count:
    """Ruff, mypy, import contracts, migrations, and the house's own rules. Each tool counts as one test."""
    python = sys.executable
    steps = {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "import contracts": [str(Path(python).with_name("lint-imports"))],
        "migrations": [python, "-m", "django", "makemigrations", "--check", "--dry-run", "-v0"],
        "mypy": [python, "-m", "mypy"],
    }
    environment = environment_of_tests(run, {"DJANGO_SETTINGS_MODULE": "ortoo.site.settings"})
    environment["ORTOO_HOME"] = str(run.scratch / "lint")
    with ThreadPoolExecutor(2) as pool:
        done = pool.map(lambda step: quietly(step, environment), reversed(steps.values()))
        count = Count()
        for name, (status, said) in zip(reversed(steps), done, strict=True):
            print(f"{name}: {'ok' if status == 0 else 'FAILED'}", flush=True)
            if status:
                print(said, flush=True)
            count += Count(failed=1) if status else Count(passed=1)
    if (ROOT / "tests/house").is_dir():
        count += run_tests(run, ["tests/house"], {}, workers=0, spread="loadfile")
    return count


def quietly(command: Sequence[str], environment: dict[str, str]) -> tuple[int, str]:
    """Exit status and everything that was said."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout


def rules(run: Run) -> Count:
    folders = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests").glob("*/rules"))
    options = ["-c", "tests/without_django.toml", "--rootdir", ".", "-p", "no:django"]
    return run_tests(run, [*options, *folders], {"ORTOO_BLOCK_DJANGO": "1"}, workers=2, spread="loadfile")


def suite(run: Run, database_url: str) -> Count:
    """Everything that needs rows or pages, but neither a browser nor a stage of its own."""
    left_out = (*APART, *WITHOUT_ROWS, *TOLD_ONCE) if database_url else APART
    options = ["tests", "--ignore-glob=tests/*/rules", *(f"--ignore=tests/{folder}" for folder in left_out)]
    if database_url:
        return run_tests(run, options, {"DATABASE_URL": database_url}, workers=2, spread="loadfile")
    return run_tests(run, [*options, *sent_twice(run)], {}, workers=2, spread="loadfile")


def sent_twice(run: Run) -> list[str]:
    """On the way every form of every page is sent a second time; the faults ask afterwards whether one was left out."""
    (run.scratch / "twice").mkdir(exist_ok=True)
    return ["-p", "tests.faults.twice"]


def folder(run: Run, name: str, database_url: str, workers: int = 0, *, aside: bool = False) -> Count:
    """The tests of one folder that has a stage of its own; one after the other, unless there are `workers`.

    Its files differ much in length, so a worker without work takes over what another has not begun.
    """
    more = {"DATABASE_URL": database_url} if database_url else {}
    return run_tests(run, [f"tests/{name}"], more, workers, spread="worksteal", aside=aside)


def faults_and_wheel(run: Run) -> Count:
    """The faults on both engines and the wheel: each goes one after the other, so two are done at once.

    What kills processes runs on the second engine only in a campaign.
    """
    work: list[Callable[[], Count]] = [
        lambda: folder(run, "faults", "", aside=True),
        lambda: folder(run, "faults", needed(run.postgresql), aside=True),
        lambda: folder(run, "wheel", "", aside=True),
    ]
    with ThreadPoolExecutor(2) as pool:
        return sum(pool.map(lambda one: one(), work), Count())


def walls(run: Run) -> Count:
    """Who may open what: on SQLite, and in a campaign on PostgreSQL too."""
    count = folder(run, "walls", "", workers=2)
    if os.environ.get("ORTOO_CAMPAIGN") == "1":
        count += folder(run, "walls", needed(run.postgresql), workers=2)
    return count


def run_tests(
    run: Run, options: Sequence[str], more: dict[str, str], workers: int, spread: str, *, aside: bool = False
) -> Count:
    """One run of pytest; its count is read from its own report. `aside`: what it says is told when it has ended."""
    report = run.scratch / f"report-{next(run.reports)}.xml"
    command = [sys.executable, "-m", "pytest", "-q", "--durations=5", f"--junitxml={report}", *options]
    if workers:
        command += ["-n", str(workers), "--dist", spread]
    environment = environment_of_tests(run, more)
    if aside:
        status, said = quietly(command, environment)
        print(f"{' '.join(options)}:\n{said}", flush=True)
    else:
        status = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL).returncode
    count = read_report(report) if report.is_file() else Count()
    if status and not count.failed:  # it broke before or beside any test
        count += Count(failed=1)
    return count


def environment_of_tests(run: Run, more: dict[str, str]) -> dict[str, str]:
    """The environment of a stage: nothing of the user's own database or language reaches it; what one stage leaves to
    the next lies in the run's folder.
    """
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "ORTOO_HOME")}
    left = {"ORTOO_BUILT_ONCE": str(run.scratch / "built"), "ORTOO_TWICE": str(run.scratch / "twice")}
    return {**kept, **left, "PYTHONUNBUFFERED": "1", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **more}


def read_report(report: Path) -> Count:
    count = Count()
    for group in ElementTree.parse(report).getroot().iter("testsuite"):
        total, skipped = int(group.get("tests", 0)), int(group.get("skipped", 0))
        failed = int(group.get("failures", 0)) + int(group.get("errors", 0))
        count += Count(total - failed - skipped, failed, skipped)
    return count


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "test"))
