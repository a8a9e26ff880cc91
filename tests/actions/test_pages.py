"""Pages of actions through the client: on 12 June, C-1 is delivered and lies unconfirmed three days behind its day."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ortoo.actions import operations
from ortoo.actions.models import Commitment, Measure
from ortoo.actions.rules.plan_file import plan_from
from ortoo.actions.waiting import waiting_for
from ortoo.people.models import Organization
from tests.actions.fixtures import Planners, at
from tests.cast import client_of, grants, person
from tests.documents.reading import read, text_of, words_of_pictures
from tests.factories.people import organization

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_still")]

MEASURE = "/en/actions/M-4/"


def words(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    found = re.sub(r"<(style|script|svg).*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def sent(client: Client, address: str, **given: object) -> tuple[int, str]:
    """Fills the form in; the status, and where it led or what it said."""
    form = client.get(address).content.decode()
    once = re.search(r'name="once" value="([^"]+)"', form)
    assert once
    answer = client.post(f"{address}?sent=1", {"once": once[1], **given})
    return answer.status_code, answer.headers.get("Location", answer.content.decode())


@pytest.fixture
def delivered(planned: dict[str, Commitment], planners: Planners) -> Commitment:
    operations.deliver(commitment=planned["C-1"], evidence="Letter 5", by=planners["CITY"], at=at(6, 6))
    return planned["C-1"]


def test_the_measure_says_who_has_to_act_and_gives_them_the_button(delivered: Commitment, planners: Planners) -> None:
    said = words(client_of(planners["MDDC"]), MEASURE)
    assert (
        "The binding commitment C-1, What C-1 is Delivered by CITY on 6 Jun 2026. MDDC has not confirmed it: "
        "3 days late. 2 later commitments wait; the end does not move yet. End as promised 15 Sep 2026 "
        "End as it stands 15 Sep 2026 Confirm receipt"
    ) in said
    assert "Confirm receipt" not in words(client_of(planners["CITY"]), MEASURE)


def test_bodies_whose_names_no_source_has_are_marked(delivered: Commitment, planners: Planners) -> None:
    Organization.objects.filter(code__in=("CITY", "MDDC")).update(basis="M")
    said = words(client_of(planners["MDDC"]), MEASURE)
    assert "Delivered by CITY † on 6 Jun 2026. MDDC † has not confirmed it: 3 days late." in said
    assert "† Not read in a source" in said
    assert "6 Jun 2026 Delivered CITY † " in words(client_of(planners["MDDC"]), f"{MEASURE}commitments/C-1/")
    assert "MDDC † Co-lead" in words(client_of(planners["MCUD"]), f"{MEASURE}parts/")


def test_everybody_reads_states_and_only_who_is_signed_in_reads_papers(
    delivered: Commitment, planners: Planners, measure: Measure
) -> None:
    operations.report_progress(
        measure=measure, organization="MOF", period_end=date(2026, 6, 1), percent=42_500, text={"en": "Half."},
        evidence="Letter 9", by=planners["MOF"], at=at(2, 6),
    )  # fmt: skip
    public, signed_in = client_of(), client_of(person("otgon"))
    assert "Late by 3 days" in words(public, MEASURE)
    assert "Letter 9" not in words(public, MEASURE)
    assert "42.5 %" in words(signed_in, MEASURE)
    page = f"{MEASURE}commitments/C-1/"
    assert "Letter 5" not in words(public, page)
    assert "Of-city" not in words(public, page)
    assert "Letter 5" in words(signed_in, page)
    assert "Propose a commitment" not in words(signed_in, MEASURE)


def test_the_table_says_what_the_picture_draws(delivered: Commitment) -> None:
    page = client_of().get(MEASURE).content.decode()
    assert "C-1 from CITY to MDDC binds C-2, C-3." in page
    rows = re.findall(r"<tr[^>]*><td>(C-\d)</td>.*?tag--(\w+).*?</tr>", page)
    assert rows == [("C-9", "late"), ("C-1", "late"), ("C-2", "waits"), ("C-3", "waits")]
    assert page.count('class="c-late"') == 3, "two in the picture, one in its key"
    assert re.findall(r'<li class="k ([^"]+)">', page) == [
        "k--late", "k--late k--chain k--cord", "k--none k--chain k--cord", "k--none k--chain",
    ]  # fmt: skip


def test_a_measure_of_which_nothing_is_owed_says_so(measure: Measure, planners: Planners) -> None:
    said = words(client_of(planners["MOF"]), MEASURE)
    assert "Nobody owes anything yet." in said
    assert "binding" not in said


def test_the_end_behind_is_shared_out_by_body(planned: dict[str, Commitment], planners: Planners) -> None:
    """Confirmed on 12 June instead of 9 June; C-2 takes its 31 days from there, C-3 has slack: nobody is behind."""
    operations.deliver(commitment=planned["C-1"], evidence="x", by=planners["CITY"], at=at(12, 6))
    operations.confirm(commitment=planned["C-1"], by=planners["MDDC"], at=at(12, 6))
    assert "Whose days" not in words(client_of(), MEASURE)
    operations.expect_day(
        commitment=planned["C-2"], day=date(2026, 8, 1), reason="Budget", by=planners["MDDC"], at=at(12, 6)
    )
    said = words(client_of(), MEASURE)
    assert (
        "Whose days the end is behind by Whose days the end is behind by Body Days behind MDDC 12.955 CITY 2.045"
        in said
    )
    assert "End as it stands 30 Sep 2026" in said


def test_everything_kept_is_said_in_quiet(planned: dict[str, Commitment], planners: Planners) -> None:
    for code, giver, receiver in (
        ("C-9", "MOF", "MDDC"), ("C-1", "CITY", "MDDC"), ("C-2", "MDDC", "MCUD"), ("C-3", "MCUD", "CITY"),
    ):  # fmt: skip
        operations.deliver(commitment=planned[code], evidence="x", by=planners[giver], at=at(10, 4))
        operations.confirm(commitment=planned[code], by=planners[receiver], at=at(10, 4))
    said = words(client_of(), MEASURE)
    assert "Nothing is open Everything that was owed is confirmed. End as promised 15 Sep 2026" in said
    assert "It ended 10 Apr 2026" in said


def test_the_plan_is_a_file_that_ortoo_delays_reads(delivered: Commitment) -> None:
    answer = client_of().get(f"{MEASURE}plan.json")
    assert answer["Content-Disposition"] == 'attachment; filename="M-4.json"'
    assert list(plan_from(json.loads(answer.content))) == ["C-9", "C-1", "C-1+", "C-2", "C-3"]


@pytest.mark.parametrize("language", ["mn", "en", "ko"])
def test_the_picture_and_every_commitment_are_a_paper(delivered: Commitment, language: str) -> None:
    client, address = client_of(), f"/{language}/actions/M-4/commitments.pdf"
    assert f'href="{address}"' in client.get(f"/{language}/actions/M-4/").content.decode()
    reader = read(client, address)
    told = text_of(reader)
    assert all(code in told for code in delivered.measure.commitments.values_list("code", flat=True))
    [words_of_it] = words_of_pictures(reader)
    assert "C-1" in words_of_it


def test_a_measure_of_which_nothing_is_owed_has_no_paper(measure: Measure) -> None:
    assert client_of().get("/en/actions/M-4/commitments.pdf").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_three(
    delivered: Commitment, planners: Planners, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of()
    said = words(client, "/en/actions/")
    assert "One address, one permit M-4 MCUD 31 Dec 2026 4 0 of 2 kept 2 late" in said
    with django_assert_num_queries(7):
        client.get("/en/actions/")
    for code in ("M-5", "M-6"):
        operations.propose_measure(
            code=code, names={"en": code}, about={}, lead="MOF", begins=date(2026, 7, 1), ends=date(2026, 12, 31),
            by=planners["MOF"], at=at(9),
        )  # fmt: skip
    with django_assert_num_queries(7):
        answer = client.get("/en/actions/")
    assert "Not begun" in answer.content.decode()
    assert "M-5" not in words(client, "/en/actions/?body=CITY&q=permit")


def test_one_own_list_holds_what_is_owed_and_due(
    delivered: Commitment, planners: Planners, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(planners["MDDC"])
    page = "/en/actions/mine/"
    assert [code in words(client, page) for code in ("C-1 ·", "C-2 ·", "C-3 ·", "C-9 ·")] == [True, True, False, True]
    assert "C-1 ·" not in words(client, f"{page}?side=owed")
    assert "C-2 ·" not in words(client, f"{page}?side=due&open=open")
    assert "C-1 ·" not in words(client, f"{page}?open=over")
    with django_assert_num_queries(12):
        client.get(page)
    assert client_of(person("otgon")).get(page).status_code == 403


def test_the_forms_do_the_whole_way(measure: Measure, planners: Planners) -> None:
    lead, city, mddc = (client_of(planners[code]) for code in ("MCUD", "CITY", "MDDC"))
    names = {"name_mn": "Өгөгдөл", "name_en": "Data", "name_ko": "데이터"}
    page = f"{MEASURE}commitments/C-7/"
    assert sent(
        lead, f"{MEASURE}propose/", code="C-7", giver="CITY", receiver="MDDC", test_en="It loads.",
        duration_days="10", due="2026-08-01", **names,
    ) == (302, page)  # fmt: skip
    assert sent(city, f"{page}accept/") == (302, page)
    assert sent(city, f"{page}expect/", day="2026-08-10", reason="Snow") == (302, page)
    assert sent(city, f"{page}deliver/", evidence="Letter 5", on="2026-06-12") == (302, page)
    assert sent(mddc, f"{page}return/", reason="A district is missing") == (302, page)
    assert sent(city, f"{page}deliver/", evidence="Letter 6", on="2026-06-12") == (302, page)
    refused = city.get(f"{page}confirm/")
    said = " ".join(refused.content.decode().split())
    assert refused.status_code == 403
    assert "C-7 is owed to MDDC; only a ministry planner of that body confirms" in said
    assert sent(mddc, f"{page}confirm/") == (302, page)
    assert "Confirmed" in words(client_of(), page)


def test_the_forms_of_a_measure(measure: Measure, planners: Planners) -> None:
    lead = client_of(planners["MCUD"])
    organization("CS")
    names = {"name_mn": "Нэг", "name_en": "One", "name_ko": "하나"}
    assert sent(
        lead, "/en/actions/propose/", code="M-7", begins="2026-07-01", ends="2026-12-01", lead="MCUD",
        body_1="MDDC", part_1="co-lead", **names,
    ) == (302, "/en/actions/M-7/")  # fmt: skip
    assert {role.organization.code: role.part for role in Measure.objects.get(code="M-7").roles.all()} == {
        "MCUD": "lead", "MDDC": "co-lead",
    }  # fmt: skip
    parts = f"{MEASURE}parts/"
    assert sent(lead, f"{parts}set/", organization="CS", part="consulted") == (302, parts)
    assert sent(lead, f"{parts}end/", organization="CS")[0] == 422, "not on the day on which it began"
    assert sent(lead, f"{parts}end/", organization="MOF") == (302, parts)
    assert sent(lead, f"{parts}hand-over/", organization="MDDC", stays_as="co-lead") == (302, parts)
    assert "MDDC Lead 12 Jun 2026 –" in words(lead, parts)
    assert sent(
        lead, f"{MEASURE}report/", organization="MCUD", period_end="2026-06-01", percent="42.5", text_en="Half.",
        evidence="Letter 9",
    ) == (302, MEASURE)  # fmt: skip
    assert sent(lead, f"{MEASURE}costs/add/", payer="CITY", currency="MNT", planned="120", **names) == (302, MEASURE)
    line = measure.costs.get()
    assert sent(client_of(planners["CITY"]), f"{MEASURE}costs/{line.pk}/settle/", actual="119.5") == (302, MEASURE)
    assert "CITY MNT 120 119.50" in words(lead, MEASURE)


def test_half_a_line_of_a_further_body_is_asked_for_whole(planners: Planners) -> None:
    given = {
        "code": "M-7", "begins": "2026-07-01", "ends": "2026-12-01", "lead": "MCUD", "name_mn": "Нэг",
        "name_en": "One", "name_ko": "하나", "body_1": "MDDC", "part_3": "consulted",
    }  # fmt: skip
    status, said = sent(client_of(planners["MCUD"]), "/en/actions/propose/", **given)
    assert status == 422
    assert "Fill in “Part of the further body 1”." in said
    assert "Fill in “Further body 3”." in said
    assert '<option value="MDDC" selected>' in said, "what was chosen stays"
    assert not Measure.objects.exists()


def test_a_circle_is_refused_on_the_form(planned: dict[str, Commitment], planners: Planners) -> None:
    status, said = sent(client_of(planners["CITY"]), f"{MEASURE}commitments/C-1/wait/", upstream="C-3")
    assert status == 422
    assert "C-1 -&gt; C-3 -&gt; C-2 -&gt; C-1" in said


def test_what_waits_for_a_planner(delivered: Commitment, planners: Planners) -> None:
    def waiting(code: str) -> list[tuple[str, str, str]]:
        return [(str(one.what), one.address, one.tag.state) for one in waiting_for(grants(planners[code]))]

    assert waiting("MDDC") == [
        ("Confirm receipt", f"{MEASURE}commitments/C-1/confirm/", "late"),
        ("Deliver what was promised", f"{MEASURE}commitments/C-2/deliver/", "waits"),
    ]
    assert waiting("MOF") == [("Deliver what was promised", f"{MEASURE}commitments/C-9/deliver/", "late")]
    assert waiting("CITY") == []
    assert waiting_for(grants(person("otgon"))) == []


def test_nobody_finds_what_is_not_there(measure: Measure, planned: dict[str, Commitment]) -> None:
    client = client_of()
    for address in ("/en/actions/M-99/", f"{MEASURE}commitments/C-99/", "/en/actions/M-5/commitments/C-1/"):
        assert client.get(address).status_code == 404
