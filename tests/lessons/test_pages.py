"""Pages of lessons, as somebody reads and sends them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from ortoo.access.rules.roles import Role, Scope
from ortoo.lessons.models import Lesson
from ortoo.lessons.queries.lessons import decisions_of, note_keys
from ortoo.lessons.rules.gates import Degree
from ortoo.lessons.rules.states import Outcome
from ortoo.people.models import Organization
from tests.cast import client_of, person
from tests.factories import travels
from tests.lessons import seen
from tests.lessons.seen import Cast, account
from tests.visiting import main_part, page, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def address(name: str, *arguments: object) -> str:
    return reverse(f"lessons:{name}", args=arguments)


def shown(cast: Cast, lesson: Lesson, **more: Any) -> str:
    return main_part(page(client_of(more.get("by", cast.planner)), address("lesson", lesson.code)))


def told(text: str) -> str:
    """Without markup, so that a sentence can be looked for."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


# ---- reading


def test_the_page_reads_as_an_answer(cast: Cast, lesson: Lesson) -> None:
    found = shown(cast, lesson)
    assert "<h1>One card pays every tram and bus</h1>" in found
    assert "Its owner has not decided on it yet. Owner: MOF." in found
    order = [
        "The problem at home", "Each bus line in the capital", "What was seen", "Lecture S1 · HOST · 25 November 2025",
        "It works because", "One clearing house", "Evidence", "98 of 100 trips", "What speaks against it",
        "The terminals cost", "What must be there", "A clearing house", "Absent", "Found it with the lines",
        "A law on fares", "Met", "What was decided", "Nothing yet.", "Degree of transfer", "Emulation",
    ]  # fmt: skip
    places = [told(found).index(words) for words in order]
    assert places == sorted(places)


def test_a_body_whose_name_no_source_has_is_marked(cast: Cast, lesson: Lesson) -> None:
    Organization.objects.filter(code__in=("MOF", "HOST")).update(basis="M")
    found = told(shown(cast, lesson))
    assert "Owner: MOF †." in found
    assert "Lecture S1 · HOST † · 25 November 2025" in found
    assert "† Not read in a source" in found
    assert "MOF †" in told(page(client_of(cast.planner), address("home")))


def test_a_decision_stands_there_with_its_reason(cast: Cast, lesson: Lesson) -> None:
    seen.decided(cast, lesson, Outcome.TRIED, reason="On one line first")
    seen.decided(cast, lesson, Outcome.REJECTED, reason="The lines would not share", by=cast.secretary)
    found = told(shown(cast, lesson))
    assert "It is rejected, as decided on 2 March 2026. Owner: MOF." in found
    assert found.index("The lines would not share") < found.index("On one line first")
    assert "Cabinet Secretariat" in found


def test_a_negative_lesson_says_why_it_does_not_work(cast: Cast) -> None:
    negative = seen.written(cast, draft=replace(seen.DRAFT, degree=Degree.NEGATIVE, conditions=(), counter_evidence={}))
    found = told(shown(cast, negative))
    assert "Why it does not work" in found
    assert "Negative: not to be done here" in found
    assert "No precondition was named." in found
    assert "Nobody wrote down anything against it." in found


def test_the_page_says_where_a_language_is_missing(cast: Cast, lesson: Lesson) -> None:
    assert "Missing: Mongolian, Korean" in told(shown(cast, lesson, by=cast.author))
    assert "Missing:" not in told(shown(cast, lesson)), "who may not write it reads it, and the mark beside it"
    with override("ko"):
        found = page(client_of(cast.planner), address("lesson", lesson.code))
    assert '<span lang="en">One card pays every tram and bus</span>' in found
    assert '<div lang="en"><p>98 of 100 trips were paid by card in 2021</p></div>' in found


def test_names_are_shown_to_those_who_may_see_them(cast: Cast, lesson: Lesson) -> None:
    assert "Written by" in shown(cast, lesson, by=cast.manager)
    assert "Written by" in shown(cast, lesson, by=cast.author)
    for reader in (cast.planner, account(cast.second), person("anar", Role.AUDITOR)):
        found = shown(cast, lesson, by=reader)
        assert ("Written by" in found, "Bold" in found, "A1" in told(found)) == (False, False, False)


def test_versions_lead_to_each_other(cast: Cast, lesson: Lesson) -> None:
    later = seen.amended(cast, lesson)
    first, second = shown(cast, lesson), shown(cast, later)
    assert "A later lesson replaces this one." in first
    assert address("lesson", later.code) in first
    assert address("lesson", lesson.code) in second
    assert address("decide", lesson.code) not in first


def test_hosts_and_strangers_read_nothing(cast: Cast, lesson: Lesson) -> None:
    host = person("host", Role.HOST, scope=Scope.ORGANIZATION, code="HOST")
    for stranger in (host, cast.outsider):
        client = client_of(stranger)
        assert client.get(address("home")).status_code == 403
        assert client.get(address("lesson", lesson.code)).status_code == 403
    assert client_of().get(address("home")).status_code == 302
    assert client_of(cast.planner).get(address("lesson", "L-1999-1")).status_code == 404


# ---- the list


def test_the_list_is_filtered_by_topic_owner_degree_and_state(cast: Cast, lesson: Lesson) -> None:
    topic = cast.visit.topics.get(code="T2")
    draft = replace(seen.DRAFT, names={"ko": "카드 하나로"}, degree=Degree.NEGATIVE)
    other = seen.written(cast, topic=topic, owner="MOH", draft=draft)
    seen.decided(cast, lesson)
    client = client_of(cast.planner)

    def codes(**asked: str) -> list[str]:
        found = main_part(client.get(address("home"), asked).content.decode())
        return sorted(set(re.findall(r"L-2026-\d+", found)))

    assert codes() == ["L-2026-1", "L-2026-2"]
    assert codes(topic=str(topic.pk)) == codes(owner="MOH") == codes(degree="negative") == ["L-2026-2"]
    assert codes(state="written") == codes(q="카드") == ["L-2026-2"]
    assert codes(state="adopted") == codes(owner="MOF", state="adopted") == ["L-2026-1"]
    assert codes(state="rejected") == []
    third = seen.amended(cast, other, topic=topic, owner="MOH", draft=draft)
    assert codes() == ["L-2026-1", third.code]


def test_an_empty_list_says_who_writes(cast: Cast) -> None:
    found = page(client_of(cast.author), address("home"))
    assert "No lesson has been written yet." in found
    assert address("choose") in found
    assert address("choose") not in page(client_of(cast.planner), address("home"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        seen.written(cast)
    client = client_of(cast.planner)
    page(client, address("home"))
    with django_assert_num_queries(LIST):
        page(client, address("home"))


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_asks_the_same_number_of_questions(
    cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = seen.written(cast, draft=replace(seen.DRAFT, conditions=seen.DRAFT.conditions[:1] * count))
    client = client_of(cast.planner)
    page(client, address("lesson", made.code))
    with django_assert_num_queries(PAGE):
        page(client, address("lesson", made.code))


LIST, PAGE = 9, 12

# ---- writing


def answers(cast: Cast, **changed: Any) -> dict[str, Any]:
    return {
        "topic": "T1", "owner": "MOF", "degree": "emulation", "notes": [str(cast.notes[0].pk)],
        "names_en": "One card pays", "problem_en": "Each line its own ticket", "mechanism_en": "One clearing house",
        "evidence_en": "98 of 100", **changed,
    }  # fmt: skip


def test_a_traveller_is_led_to_the_visit_and_writes(cast: Cast) -> None:
    client = client_of(cast.author)
    response = client.get(address("choose"))
    assert (response.status_code, response["Location"]) == (302, address("write", "V1"))
    form = page(client, address("write", "V1"))
    assert "One card pays (Lecture S1 · 25 Nov 2025 · yours)" in form
    assert "Cash stays on buses (Lecture S1 · 25 Nov 2025)" in form
    assert 'value="HOST"' not in form
    line = {"kind_2": "law", "standing_2": "absent", "text_2_ko": "요금법", "plan_2_en": "Draft it"}
    given = answers(cast, names_ko="카드 하나", **line)
    assert sent(client, address("write", "V1"), **given) == (302, address("lesson", "L-2026-1"))
    made = Lesson.objects.get()
    assert (made.author, made.name_en, made.name_ko, note_keys(made)) == (
        cast.author, "One card pays", "카드 하나", [cast.notes[0].pk],
    )  # fmt: skip
    assert [(row.place, row.kind, row.text, row.plan) for row in made.preconditions.all()] == [
        (1, "law", {"ko": "요금법"}, {"en": "Draft it"})
    ]


def test_everything_that_is_missing_is_said_at_once(cast: Cast) -> None:
    given = answers(
        cast, notes=[], problem_en=" ", evidence_en="", kind_3="law", standing_3="absent", text_3_en="A law"
    )
    status, said = sent(client_of(cast.author), address("write", "V1"), **given)
    assert status == 422
    for words in (
        "Tick at least one note that the lesson comes from.", "The problem at home is missing;",
        "The evidence is missing;", "Precondition 3 is absent at home and has no plan;",
    ):  # fmt: skip
        assert words in said
    assert 'href="#id_plan_3_en"' in said
    assert not Lesson.objects.exists()


def test_a_half_line_is_said_too(cast: Cast) -> None:
    status, said = sent(client_of(cast.author), address("write", "V1"), **answers(cast, text_1_mn="Хууль"))
    assert status == 422
    assert "Say of what kind precondition 1 is." in said
    assert "Say whether precondition 1 is met, can be built or is absent at home." in said


def test_the_form_marks_what_the_other_languages_lack(cast: Cast, lesson: Lesson) -> None:
    found = told(page(client_of(cast.author), address("amend", lesson.code)))
    assert "In the other languages · Mongolian: written · Korean: not written yet" in found
    assert "In the other languages · Mongolian: not written yet · Korean: not written yet" in found


def test_a_note_in_the_address_is_ticked(cast: Cast) -> None:
    found = page(client_of(cast.author), f"{address('write', 'V1')}?note={cast.notes[1].pk}")
    assert re.search(rf'value="{cast.notes[1].pk}"[^>]*checked', found)
    assert not re.search(rf'value="{cast.notes[0].pk}"[^>]*checked', found)


def test_an_amendment_begins_with_what_is_there_and_keeps_every_language(cast: Cast, lesson: Lesson) -> None:
    later = travels.amended(cast.notes[0], "One card pays nearly every tram")
    client = client_of(account(cast.second))
    found = page(client, address("amend", lesson.code))
    assert "Нэг карт бүх унаанд" in found
    assert re.search(rf'value="{later.pk}"[^>]*checked', found)
    given = answers(cast, notes=[str(later.pk)], names_mn="Нэг карт")
    assert sent(client, address("amend", lesson.code), **given) == (302, address("lesson", "L-2026-2"))
    assert client.get(address("amend", lesson.code)).status_code == 409


def test_an_amendment_loses_no_precondition_however_many_there_are(cast: Cast) -> None:
    many = seen.written(cast, draft=replace(seen.DRAFT, conditions=seen.DRAFT.conditions[:1] * 7))
    client, lines = client_of(cast.author), dict[str, str]()
    for line in range(1, 8):
        lines |= {f"kind_{line}": "law", f"standing_{line}": "met", f"text_{line}_en": f"Law {line}"}
    assert "Precondition 7: what must be there" in page(client, address("amend", many.code))
    assert sent(client, address("amend", many.code), **answers(cast, **lines)) == (302, address("lesson", "L-2026-2"))
    assert Lesson.objects.get(code="L-2026-2").preconditions.count() == 7


def test_who_may_not_write_sees_no_form(cast: Cast) -> None:
    assert client_of(cast.planner).get(address("write", "V1")).status_code == 403
    assert client_of(cast.secretary).get(address("write", "V1")).status_code == 403
    assert client_of(cast.author).get(address("write", "V9")).status_code == 404


def test_the_academy_chooses_among_visits(cast: Cast) -> None:
    travels.visit("V2")
    found = page(client_of(cast.manager), address("choose"))
    assert address("write", "V1") in found
    assert address("write", "V2") in found
    assert "You were on no visit that has begun" in page(client_of(cast.planner), address("choose"))


# ---- deciding


def test_the_owner_decides_after_checking_the_answers(cast: Cast, lesson: Lesson) -> None:
    client = client_of(cast.planner)
    assert address("decide", lesson.code) in page(client, address("lesson", lesson.code))
    given = {"outcome": "adopted", "reason": "It fits"}
    status, check = sent(client, address("decide", lesson.code), **given)
    assert (status, "It fits" in check, decisions_of(lesson).count()) == (200, True, 0)
    leads = sent(client, address("decide", lesson.code), confirm="1", **given)
    assert leads == (302, address("lesson", lesson.code))
    assert [one.outcome for one in decisions_of(lesson)] == ["adopted"]
    status, said = sent(client, address("decide", lesson.code), confirm="1", **given)
    assert (status, "Choose one of the answers" in said) == (422, True)


def test_only_the_owner_finds_the_way_to_decide(cast: Cast, lesson: Lesson) -> None:
    for reader in (cast.author, cast.manager, cast.other):
        client = client_of(reader)
        assert address("decide", lesson.code) not in page(client, address("lesson", lesson.code))
        assert client.get(address("decide", lesson.code)).status_code in (403, 409)
    assert address("decide", lesson.code) in shown(cast, lesson, by=cast.secretary)
