"""`ortoo import`, `ortoo export`, `ortoo found`: files at the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ortoo.access.models import Grant, User
from ortoo.cli import main
from ortoo.ledger.models import Entry
from ortoo.people.models import Official, Organization, Region
from ortoo.plan.models import Goal
from tests.cast import academy_manager, outsider
from tests.people.files import OFFICIALS, ORGANIZATIONS, REGIONS, officials_csv
from tests.plan.rules.test_plan_file import SMALL

pytestmark = pytest.mark.django_db


class Shell:
    """A folder, and `ortoo` called in it: (exit status, stdout, stderr)."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capfd = capfd

    def write(self, name: str, content: str | bytes) -> str:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    def call(self, *arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(arguments)
        said = self._capfd.readouterr()
        return int(left.value.code or 0), said.out, said.err


@pytest.fixture
def shell(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("ORTOO_LANGUAGE", "en")
    monkeypatch.delenv("ORTOO_USER", raising=False)
    return Shell(tmp_path, capfd)


@pytest.fixture
def manager() -> User:
    return academy_manager()


@pytest.fixture
def register(shell: Shell, manager: User) -> None:
    for kind, content in (("regions", REGIONS), ("organizations", ORGANIZATIONS)):
        assert shell.call("import", kind, shell.write(f"{kind}.csv", content), "--by", "munkh")[0] == 0


def officials() -> int:
    return Official.objects.everything(because="a test looks").count()


def test_a_file_is_imported_and_the_same_again_changes_nothing(shell: Shell, register: None) -> None:
    file = shell.write("officials.csv", OFFICIALS)
    assert shell.call("import", "officials", file, "--by", "munkh") == (
        0,
        'New: 3. Changed: 0. Unchanged: 0. Problems: 0.\nThe file "officials.csv" is imported.\n',
        "",
    )
    assert shell.call("import", "officials", file, "--by", "munkh") == (
        0,
        "New: 0. Changed: 0. Unchanged: 3. Problems: 0.\n"
        'Everything in "officials.csv" is in the database already. Nothing was written.\n',
        "",
    )
    assert officials() == 3


def test_a_dry_run_prints_the_report_only(shell: Shell, register: None) -> None:
    file = shell.write("officials.csv", OFFICIALS)
    assert shell.call("import", "officials", file, "--by", "munkh", "--dry-run") == (
        0,
        "New: 3. Changed: 0. Unchanged: 0. Problems: 0.\n"
        'The file "officials.csv" is in order. Nothing was written, because this was a dry run.\n',
        "",
    )
    assert officials() == 0


def test_problems_are_printed_row_by_row_and_nothing_is_written(shell: Shell, register: None) -> None:
    file = shell.write("officials.csv", officials_csv("A9,Бат,Болд,man,,,XX,Ажилтан,,support,MN-1,2021-01-01"))
    assert shell.call("import", "officials", file, "--by", "munkh") == (
        2,
        "New: 0. Changed: 0. Unchanged: 0. Problems: 1.\n"
        'Sheet "officials.csv", row 2, column "organization": no organization has the code "XX". Correct the code, or '
        "import the organization first.\n",
        'Nothing was imported: "officials.csv" has problems (1). Correct the rows that the report names, and import '
        "the file again.\n",
    )
    assert officials() == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothing", "FILE", "--by", "munkh"], 'There is no kind of file called "nothing".'),
        (["officials", "--by", "munkh"], "Name the file to import after its kind"),
        (
            ["officials", "FILE"],
            "Nobody is named who imports: give --by and a user name. Users who may: hand-1, munkh.",
        ),
        (["officials", "FILE", "--by", "nobody"], 'There is no user called "nobody". Users who may: hand-1, munkh.'),
        (["officials", "FILE", "--by", "otgon"], "This needs one of these roles: Academy manager."),
        (["officials", "/no/such/file", "--by", "munkh"], "/no/such/file: No such file or directory."),
        (["officials", "EMPTY", "--by", "munkh"], 'The file "empty.csv" is empty.'),
        (["officials", "FILE", "--by", "munkh", "--option", "x"], '"x" is no option with a value.'),
        (["officials", "FILE", "--by", "munkh", "--option", "x=1"], 'takes no option "x"'),
        (["officials", "--template", "--out", "a.pdf"], 'The file "a.pdf" must end in .csv or .xlsx.'),
        (["plan", "--template"], 'Files of the kind "plan" have no template.'),
    ],
)
def test_what_cannot_be_done_is_one_line_on_stderr(
    shell: Shell, register: None, arguments: list[str], sentence: str
) -> None:
    outsider()
    files = {"FILE": shell.write("officials.csv", OFFICIALS), "EMPTY": shell.write("empty.csv", "")}
    status, out, err = shell.call("import", *(files.get(one, one) for one in arguments))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("ortoo import: ")
    assert sentence in err
    assert officials() == 0


def test_a_template_has_the_columns_and_can_be_filled(shell: Shell, manager: User) -> None:
    out = shell.folder / "template.csv"
    assert shell.call("import", "regions", "--template", "--out", str(out))[0] == 0
    header = out.read_text("utf-8-sig").splitlines()[0]
    filled = f"{header}\nMN-2,Хот,City,,capital\n".replace("capital", "capital" + "," * 7)
    assert shell.call("import", "regions", shell.write("filled.csv", filled), "--by", "munkh")[0] == 0
    assert Region.objects.get().name_mn == "Хот"
    status, printed, _ = shell.call("import", "regions", "--template")
    assert (status, printed.lstrip("\ufeff").splitlines()) == (0, [header])


def test_an_export_goes_out_comes_in_again_and_is_noted(shell: Shell, register: None) -> None:
    file = shell.folder / "organizations.xlsx"
    status, out, err = shell.call("export", "organizations", str(file), "--by", "munkh")
    assert (status, out, err) == (0, "", 'The file "organizations.xlsx" is written (rows: 5). The ledger notes it.\n')
    status, out, _ = shell.call("import", "organizations", str(file), "--by", "munkh")
    assert (status, out.splitlines()[0]) == (0, "New: 0. Changed: 0. Unchanged: 5. Problems: 0.")
    assert Entry.objects.filter(kind="export.made").count() == 1
    status, out, _ = shell.call("export", "regions", "--by", "munkh")
    assert (status, len(out.splitlines())) == (0, 4)


def test_a_plan_is_a_file_like_any_other(shell: Shell, manager: User) -> None:
    file = shell.write("plan.yaml", SMALL)
    assert shell.call("import", "plan", file, "--by", "munkh")[1].startswith("New: 7. Changed: 0.")
    bad = shell.write("bad.yaml", SMALL.replace("0.740", "NaN"))
    status, out, _ = shell.call("import", "plan", bad, "--by", "munkh")
    assert status == 2
    assert 'bad.yaml, line 18, indicators[1].baseline.value: "NaN" is not a number.' in out
    assert shell.call("export", "plan", "--by", "munkh")[0] == 2


FOUNDERS = ("--manager", "munkh", "--head", "dorj", "--operator", "oyun")


def test_a_programme_is_founded_by_three_with_the_data_of_a_country(shell: Shell) -> None:
    status, out, err = shell.call("found", *FOUNDERS, "--country", "mongolia")
    assert status == 0
    rows = [line.split("\t") for line in out.splitlines()]
    assert [row[:2] for row in rows] == [
        ["academy-manager", "munkh"],
        ["head-of-academy", "dorj"],
        ["operator", "oyun"],
    ]
    assert User.objects.get(username="munkh").check_password(rows[0][2])
    assert 'Next: "ortoo import officials FILE --by munkh", then "ortoo serve".' in err
    grants = Grant.objects.all()
    assert all(len({grant.user_id, grant.proposed_by_id, grant.approved_by_id}) == 3 for grant in grants)
    assert (Region.objects.count(), Organization.objects.count(), Goal.objects.count()) == (31, 80, 9)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            (*FOUNDERS, "--country", "atlantis"),
            'No data of a country called "atlantis" is shipped. There is: mongolia.',
        ),
        (("--manager", "munkh", "--head", "munkh", "--operator", "oyun"), "founded by three different people"),
        ((*FOUNDERS, "--plan", "/no/such/plan.yaml"), "/no/such/plan.yaml: No such file or directory."),
    ],
)
def test_what_cannot_be_founded_leaves_nothing_behind(shell: Shell, arguments: tuple[str, ...], sentence: str) -> None:
    status, out, err = shell.call("found", *arguments)
    assert (status, out) == (2, "")
    assert sentence in err
    assert not User.objects.exists()


def test_a_database_is_founded_once(shell: Shell) -> None:
    assert shell.call("found", *FOUNDERS)[0] == 0
    status, _, err = shell.call("found", *FOUNDERS)
    assert status == 2
    assert "This database has accounts already" in err


def test_a_template_needs_no_database(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "ORTOO_HOME")}
    command = [sys.executable, "-m", "ortoo.cli", "import", "marks", "--template"]
    environment |= {"ORTOO_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "ortoo.site.settings"}
    written = subprocess.run(command, env=environment, capture_output=True, check=True).stdout.decode("utf-8-sig")
    assert written == "Number,Mark\r\n"
    assert not list(tmp_path.glob("*.sqlite3"))
