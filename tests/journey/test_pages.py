"""Pages that follow a thing, on a final list: each reader sees what is theirs to see, and the public no person."""

from __future__ import annotations

import re

import pytest

from ortoo.access.models import User
from ortoo.people.models import Official
from ortoo.selection.models import Place, Round
from tests.cast import client_of, exam_officer, outsider, selection_officer
from tests.permission import twelve
from tests.visiting import page
from tests.worlds import world

pytestmark = pytest.mark.django_db
LOOKS = "a test looks"


@world()
def keeper() -> User:
    return exam_officer()


@world(after="keeper")
def officer() -> User:
    return selection_officer()


@world(after="officer")
def listed(keeper: User, officer: User) -> Round:
    return twelve.final_list(keeper, officer)


def place_of(listed: Round, status: str = "chosen") -> Place:
    rows = Place.objects.everything(because=LOOKS).filter(run__round=listed, status=status)
    found = rows.select_related("official", "run__round").order_by("place").first()
    assert found is not None
    return found


def test_a_place_is_followed_back_to_the_marks(listed: Round, officer: User) -> None:
    place = place_of(listed)
    shown = page(client_of(officer), f"/en/journey/places/{listed.code}/{place.pk}/")
    assert place.official.short_name in shown
    assert all(heading in shown for heading in ("Places on the list", "Rule", "Sealed records", "Exam marks"))


def test_an_official_has_the_whole_path_on_one_page(listed: Round, officer: User) -> None:
    number = place_of(listed).official.number
    said = page(client_of(officer), f"/en/journey/officials/{number}/")
    assert "The road so far" in said
    assert "Chosen" in said


def test_what_is_not_seen_is_not_found(listed: Round) -> None:
    stranger, place = client_of(outsider()), place_of(listed)
    for address in (
        f"/en/journey/officials/{place.official.number}/",
        f"/en/journey/places/{listed.code}/{place.pk}/",
        "/en/journey/marks/1/",
        "/en/journey/indicators/none/",
        "/en/journey/measures/none/",
        "/en/journey/lessons/none/",
        "/en/journey/stops/none/none/",
    ):
        assert stranger.get(address).status_code == 404


def test_the_public_page_shows_no_person_and_no_small_count(listed: Round) -> None:
    shown = page(client_of(), "/en/journey/")
    assert listed.name in shown
    for one in Official.objects.everything(because=LOOKS):
        assert one.number not in shown
        assert f">{one.short_name}<" not in shown
    cells = re.findall(r'<td class="r">([^<]*)</td>', shown)
    assert cells
    assert all(cell == "hidden" or cell == "0" or int(cell.replace(",", "")) >= 5 for cell in cells)


def test_the_page_of_an_official_leads_to_the_path(listed: Round, officer: User) -> None:
    number = place_of(listed).official.number
    shown = page(client_of(officer), f"/en/people/official/{number}/")
    assert f'href="/en/journey/officials/{number}/"' in shown
