"""Acts on a commitment that leave the straight way, through the client, on 12 June: refusing, and waiting for more."""

from __future__ import annotations

from datetime import date

import pytest

from ortoo.actions import operations
from ortoo.actions.models import Commitment, CommitmentAct, Dependency, Measure
from tests.actions.fixtures import Planners, at
from tests.cast import client_of
from tests.visiting import page, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_still")]

COMMITMENTS = "/en/actions/M-4/commitments/"


def acts(commitment: Commitment) -> list[tuple[str, str]]:
    rows = CommitmentAct.objects.filter(commitment=commitment).select_related("organization").order_by("pk")
    return [(row.act, f"{row.organization.code}: {row.text}") for row in rows]


def waits_for(code: str) -> list[str]:
    rows = Dependency.objects.filter(commitment__code=code).order_by("place")
    return list(rows.values_list("upstream__code", flat=True))


def test_the_giver_refuses_with_a_reason_and_owes_nothing(measure: Measure, planners: Planners) -> None:
    proposed = operations.propose_commitment(
        measure=measure, code="C-8", names={"en": "A map"}, giver="CITY", receiver="MDDC", duration_days=10,
        acceptance_test={"en": "It opens."}, due=date(2026, 8, 1), by=planners["MCUD"], at=at(3),
    )  # fmt: skip
    city, where = client_of(planners["CITY"]), f"{COMMITMENTS}C-8/"
    status, said = sent(city, f"{where}refuse/", reason=" ")
    assert (status, "Fill in" in said, acts(proposed)) == (422, True, [])
    assert sent(city, f"{where}refuse/", reason="The map is not ours") == (302, where)
    assert acts(proposed) == [("refuse", "CITY: The map is not ours")]
    shown = page(city, where)
    assert "The commitment is refused, and owed by nobody." in shown
    assert f"{where}accept/" not in shown
    assert sent(city, f"{where}accept/")[0] == 422
    assert len(acts(proposed)) == 1


def test_a_commitment_waits_for_one_more_and_is_offered_it_no_second_time(
    planned: dict[str, Commitment], planners: Planners
) -> None:
    client, where = client_of(planners["MCUD"]), f"{COMMITMENTS}C-3/"
    assert waits_for("C-3") == ["C-2"]
    assert sent(client, f"{where}wait/", upstream="C-9") == (302, where)
    assert waits_for("C-3") == ["C-2", "C-9"]
    assert "It now waits for that one too." in page(client, where)
    offered = page(client, f"{where}wait/")
    assert [code for code in planned if f'value="{code}"' in offered] == ["C-1"]
