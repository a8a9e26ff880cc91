from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase

from ortoo.access.models import User
from ortoo.jobs import operations
from ortoo.jobs.models import Job, Upload
from ortoo.ledger.models import Entry
from ortoo.people.models import Official
from tests.cast import academy_manager, outsider
from tests.people.files import HEADER, OFFICIALS, ORGANIZATIONS, REGIONS, officials_csv, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    user = academy_manager()
    take("regions", REGIONS, user)
    take("organizations", ORGANIZATIONS, user)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def once(client: Client, path: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', client.get(path).content.decode())
    assert found
    return found[1]


def send(client: Client, content: str | bytes, token: str = "", name: str = "officials.csv") -> str:
    """The address that a chosen file leads to."""
    path = "/en/jobs/imports/officials/"
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    with TestCase.captureOnCommitCallbacks():  # the queue is another test's business
        response = client.post(path, {"once": token or once(client, path), "file": file})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def work(address: str) -> Job:
    """The worker does the job at this address."""
    key = int(address.rstrip("/").rsplit("/", 1)[1])
    operations.do(job_id=key)
    return Job.objects.get(pk=key)


def checked(client: Client, content: str | bytes) -> str:
    """The address of the report of a file that was sent and checked."""
    job = work(send(client, content))
    assert job.state == "done", job.outcome
    return f"/en/{job.result_path}"


def press(client: Client, report: str, token: str = "") -> str:
    with TestCase.captureOnCommitCallbacks():
        response = client.post(report, {"once": token or once(client, report)})
    assert response.status_code == 302
    return str(response["Location"])


def officials() -> int:
    return Official.objects.everything(because="a test looks").count()


def test_from_a_file_to_the_register_with_one_button(manager: User) -> None:
    client = signed_in(manager)
    report = checked(client, OFFICIALS)
    page = client.get(report).content.decode()
    assert "The file is in order. Nothing has been written yet." in page
    assert "Import 3 rows" in page
    assert officials() == 0
    job = work(press(client, report))
    assert (job.state, officials()) == ("done", 3)
    page = client.get(f"/en/{job.result_path}").content.decode()
    assert "The file is imported." in page
    assert "Import 3 rows" not in page
    assert bytes(Upload.objects.get().content) == b""


def test_a_file_with_problems_names_them_and_offers_no_import(manager: User) -> None:
    client = signed_in(manager)
    bad = officials_csv("A9,Бат,Болд,man,,,NOWHERE,Ажилтан,,support,MN-1,2021-01-01")
    report = checked(client, bad)
    page = client.get(report).content.decode()
    assert "no organization has the code &quot;NOWHERE&quot;" in page
    assert 'name="once"' not in page
    lines = client.get(f"{report}problems.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Sheet,Row,Column,Value,Problem"
    assert lines[1].startswith("officials.csv,2,organization,NOWHERE,")
    assert bytes(Upload.objects.get().content) == b""


def test_of_many_problems_the_page_shows_a_hundred_and_the_file_all(manager: User) -> None:
    client = signed_in(manager)
    rows = [f"A{number},Бат,Болд,man,,,XX,Ажилтан,,support,MN-1,2021-01-01" for number in range(120)]
    report = checked(client, officials_csv(*rows))
    page = client.get(report).content.decode()
    assert page.count("<li>Sheet") == 100
    assert "20 more problems are in the file of problems." in page
    assert len(client.get(f"{report}problems.csv").content.decode().splitlines()) == 121


@pytest.mark.parametrize("content", [b"", HEADER.encode(), b"PK\x03\x04 no", OFFICIALS.encode("utf-16")[:51]])
def test_a_file_that_cannot_be_read_ends_with_its_sentence(manager: User, content: bytes) -> None:
    client = signed_in(manager)
    address = send(client, content)
    assert work(address).state == "refused"
    assert "officials.csv" in client.get(address).content.decode()
    assert officials() == 0


def test_a_form_without_a_file_is_refused(manager: User) -> None:
    client = signed_in(manager)
    path = "/en/jobs/imports/officials/"
    response = client.post(path, {"once": once(client, path)})
    assert response.status_code == 422
    assert "Fill in" in response.content.decode()


def test_sending_twice_checks_once(manager: User) -> None:
    client = signed_in(manager)
    token = once(client, "/en/jobs/imports/officials/")
    assert send(client, OFFICIALS, token) == send(client, OFFICIALS, token)
    assert Job.objects.count() == 1


def test_pressing_twice_or_in_two_tabs_imports_once(manager: User) -> None:
    client = signed_in(manager)
    report = checked(client, OFFICIALS)
    first_tab, second_tab = once(client, report), once(client, report)
    address = press(client, report, first_tab)
    assert press(client, report, first_tab) == address
    assert press(client, report, second_tab) == address
    assert "This file is being imported." in client.get(report).content.decode()
    work(address)
    assert press(client, report, second_tab) == address
    assert (officials(), Job.objects.filter(kind="import.apply").count()) == (3, 1)


def test_a_cancelled_check_leaves_nothing_behind(manager: User) -> None:
    client = signed_in(manager)
    address = send(client, OFFICIALS)
    client.post(f"{address}cancel/")
    assert work(address).state == "cancelled"
    assert officials() == 0


def test_nobody_reads_the_report_of_another(manager: User) -> None:
    report = checked(signed_in(manager), OFFICIALS)
    other = signed_in(outsider())
    assert other.get(report).status_code == 404
    assert other.get(f"{report}problems.csv").status_code == 404
    assert other.get("/en/jobs/imports/officials/").status_code == 403
    assert "Your roles import no files." in other.get("/en/jobs/imports/").content.decode()
    assert Client().get(report).status_code == 302


def test_the_list_of_kinds_offers_templates_and_exports(manager: User) -> None:
    client = signed_in(manager)
    page = client.get("/en/jobs/imports/").content.decode()
    for kind in ("regions", "organizations", "officials"):
        assert f"/en/jobs/imports/{kind}/template.xlsx" in page
        assert f"/en/jobs/exports/{kind}.csv" in page
    template = client.get("/ko/jobs/imports/officials/template.csv").content.decode("utf-8-sig")
    assert template.startswith("번호,부칭,이름,")
    assert client.get("/en/jobs/imports/officials/template.pdf").status_code == 404
    assert client.get("/en/jobs/imports/nothing/").status_code == 404


def test_an_export_is_noted_in_the_ledger_without_a_name(manager: User) -> None:
    take("officials", OFFICIALS, manager)
    response = signed_in(manager).post("/mn/jobs/exports/officials.csv")
    assert response.content.decode("utf-8-sig").startswith("Дугаар,")
    said = Entry.objects.get(kind="export.made").said
    assert (said["what"], said["rows"], len(said["file_sha256"])) == ("officials", 3, 64)
    report = take("officials", response.content, manager)
    assert (report.new, report.changed, report.unchanged) == (0, 0, 3)
