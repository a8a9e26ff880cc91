"""Pre-study with real rows: packs, parts, and the site visit that is refused without it; and its pages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from ortoo.visits.models import PartStudied, PreStudyPack, Visit
from ortoo.visits.operations import NewPart, add_part, finish_part, leave, make_pack, set_gates
from ortoo.visits.queries.packs import check_studied, parts_of, studied_counts, unfinished_of, unfinished_packs
from ortoo.visits.queries.travellers import travellers_of
from tests.cast import auditor, client_of
from tests.expecting import entry, refused
from tests.visits.travelling import (
    AT,
    DELEGATES,
    account,
    host_account,
    keeper,
    names,
    pack,
    part,
    stop,
    traveller,
    where,
)

pytestmark = pytest.mark.django_db


def finish(number: str, one: PreStudyPack, *places: int) -> None:
    for at in places or [read.place for read in parts_of(one)]:
        finish_part(traveller=traveller(number), part=one.parts.get(place=at), by=account(number), at=AT)


class TestMaking:
    def test_a_pack_with_its_parts_before_a_site(self, named: Visit) -> None:
        site = stop(named)
        made = pack(named, stops=[site])
        assert [(one.place, one.name_en, one.minutes) for one in parts_of(made)] == [
            (1, "Part 1", 20), (2, "Part 2", 20),
        ]  # fmt: skip
        assert entry("visit.pack-made") | {"by": ""} == {
            "visit": "kr-2026", "pack": "P1", "topic": "V3", "due_on": "2026-05-25", "parts": 2, "stops": ["V3"],
            "by": "",
        }  # fmt: skip
        added = add_part(pack=made, part=part("Last"), by=keeper(), at=AT)
        assert (added.place, added.name_en) == (3, "Last")
        set_gates(pack=made, stops=[], by=keeper(), at=AT)
        assert not site.packs.exists()

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"code": ""}, "visits.pack_code"),
            ({"code": "P1234567890"}, "visits.pack_code"),
            ({"code": "P0"}, "visits.pack_code_taken"),
            ({"due_on": date(2026, 6, 8)}, "visits.pack_due_late"),
            ({"parts": []}, "visits.pack_without_part"),
            ({"names": {"en": "Smart city"}}, "visits.pack_without_name"),
            ({"parts": [NewPart(names("Read"), 20)]}, "visits.part_is_empty"),
            ({"parts": [NewPart(names("Read"), 20, text={"en": " "})]}, "visits.part_is_empty"),
            ({"parts": [NewPart(names("Read"), 0, "https://example.org")]}, "visits.part_minutes"),
            ({"parts": [NewPart({"en": "Read"}, 5, "https://example.org")]}, "visits.pack_without_name"),
        ],
    )
    def test_is_refused(self, named: Visit, changed: dict[str, Any], code: str) -> None:
        pack(named, "P0")
        asked: dict[str, Any] = {
            "visit": named, "topic": named.topics.get(code="V3"), "code": "P1", "names": names("Smart city"),
            "due_on": date(2026, 5, 25), "parts": [part()], "by": keeper(), "at": AT, **changed,
        }  # fmt: skip
        refused(code, make_pack, **asked)
        assert PreStudyPack.objects.count() == 1

    def test_only_before_a_site_visit_and_until_it_is_due(self, named: Visit) -> None:
        lecture = stop(named, "L1", "lecture")
        made = pack(named)
        assert refused("visits.pack_before_no_site", set_gates, pack=made, stops=[lecture], by=keeper(), at=AT) == {
            "stop": "L1", "code": "P1",
        }  # fmt: skip
        late = datetime(2026, 5, 26, 4, tzinfo=UTC)
        refused("visits.pack_is_due", add_part, pack=made, part=part(), by=keeper(), at=late)
        for somebody in (account("T01"), auditor(), host_account()):
            refused("access.role_needed", add_part, pack=made, part=part(), by=somebody, at=AT)
            refused("access.role_needed", set_gates, pack=made, stops=[], by=somebody, at=AT)


class TestTheGate:
    def test_a_site_is_refused_until_every_part_is_finished(self, named: Visit) -> None:
        site = stop(named)
        first, second = pack(named, "P1", stops=[site]), pack(named, "P2", 1, stops=[site])
        asked: dict[str, Any] = {"traveller": traveller("T01"), "stop": site}
        finish("T01", first, 1)
        with translation.override("en"):
            values = refused("visits.pre_study_not_done", check_studied, **asked)
        assert values == {
            "number": "T01", "stop": "V3", "pack": "P1", "name": "Smart city",
        }  # fmt: skip
        finish("T01", first, 2)
        assert refused("visits.pre_study_not_done", check_studied, **asked)["pack"] == "P2"
        finish("T01", second)
        check_studied(**asked)
        refused("visits.pre_study_not_done", check_studied, traveller=traveller("T12"), stop=site)

    def test_a_lecture_is_open_to_all(self, named: Visit) -> None:
        lecture = stop(named, "L1", "lecture")
        lecture.packs.add(pack(named))
        check_studied(traveller("T01"), lecture)
        check_studied(traveller("T01"), stop(named, "V4"))

    def test_whom_it_keeps_out(self, named: Visit) -> None:
        site = stop(named)
        one = pack(named, stops=[site])
        finish("T01", one)
        finish("T02", one, 2)
        people = [traveller(number) for number in ("T01", "T02", "T03")]
        assert unfinished_of(people, site) == {people[1].pk: ("P1",), people[2].pk: ("P1",)}
        assert unfinished_of([], site) == {}

    def test_counts_of_those_who_travel(self, named: Visit, django_assert_num_queries: Any) -> None:
        first, second = pack(named, "P1"), pack(named, "P2", 1)
        for number in ("T01", "T02"):
            finish(number, first)
        finish("T03", second)
        leave(traveller=traveller("T02"), by=keeper(), at=AT)
        with django_assert_num_queries(5):
            assert studied_counts(named) == {first: (1, 8), second: (1, 8)}
        assert unfinished_packs(traveller("T01")) == [second]


class TestFinishing:
    def test_by_the_traveller_alone_and_once(self, named: Visit) -> None:
        one = pack(named)
        asked: dict[str, Any] = {"traveller": traveller("T01"), "part": one.parts.get(place=1), "at": AT}
        for somebody in (keeper(), account("T02"), host_account()):
            refused("visits.another_traveller", finish_part, by=somebody, **asked)
        assert finish_part(by=account("T01"), **asked) == finish_part(by=account("T01"), **asked)
        rows = PartStudied.objects.everything(because="a test tries")
        assert rows.count() == 1
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()


class TestPages:
    @pytest.fixture(autouse=True)
    def today(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 4, 24, 4, 0, tzinfo=UTC))

    def test_a_part_is_finished_with_one_button(self, named: Visit) -> None:
        one = pack(named)
        client = client_of(account("T01"))
        address = where("pack-part", "P1", 1)
        assert "I have finished this part" in client.get(address).content.decode()
        page = client.post(address, {"once": "p" * 22}, follow=True).content.decode()
        assert "1 of 2" in page
        assert "I have finished this part" not in client.get(address).content.decode()
        assert unfinished_packs(traveller("T01")) == [one]

    def test_others_read_and_see_who_has_not_finished_as_far_as_they_see_names(self, named: Visit) -> None:
        finish("T01", pack(named))
        page = client_of(keeper()).get(where("pack", "P1")).content.decode()
        assert [f"Bold{number}" in page for number in (*DELEGATES, "T12")] == [False, *[True] * 8]
        for somebody in (host_account(), auditor(), account("T02")):
            client = client_of(somebody)
            shown = client.get(where("pack", "P1")).content.decode() + client.get(where("packs")).content.decode()
            assert "Bold" not in shown
            assert "1 of 9" in shown
        assert client_of(keeper()).post(where("pack-part", "P1", 1), {"once": "q" * 22}).status_code == 404

    def test_a_pack_is_made_extended_and_set_before_a_site(self, named: Visit) -> None:
        site = stop(named)
        client = client_of(keeper())
        read = {"part_mn": "Унших", "part_en": "Read", "part_ko": "읽기", "address": "example.org", "minutes": "15"}
        made = client.post(
            where("make-pack"),
            {"once": "r" * 22, "code": "P1", "name_mn": "Хот", "name_en": "City", "name_ko": "도시", "topic": "V3",
             "due_on": "2026-05-25", "stops": ["V3"], **read},
        )  # fmt: skip
        assert made.headers["Location"] == where("pack", "P1")
        client.post(where("add-part", "P1"), {"once": "s" * 22, **read, "address": "", "text_en": "A text."})
        assert "A text." in client.get(where("pack-part", "P1", 2)).content.decode()
        assert [one.code for one in site.packs.all()] == ["P1"]
        client.post(where("pack-gates", "P1"), {"once": "t" * 22})
        assert not site.packs.exists()
        assert client.get(where("pack", "P9")).status_code == 404

    def test_the_list_costs_the_same_for_one_and_for_many(self, named: Visit, django_assert_num_queries: Any) -> None:
        client = client_of(account("T01"))
        pack(named, "P1")
        client.get(where("packs"))
        for codes in ((), ("P2", "P3")):
            for code in codes:
                pack(named, code)
            with django_assert_num_queries(11):
                client.get(where("packs"))
        assert len(travellers_of(named)) == 9
