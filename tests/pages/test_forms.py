"""The form: errors in a summary, refusals in a sentence, and once only."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.test import Client
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.multilingual.texts import TextIn
from ortoo.pages.forms import Form
from ortoo.pages.models import SpentForm

FORM = "/en/selection/new/"
CHECKED = "/en/selection/checked/"
ANSWERS = {"name": "Bold", "level": "1"}


def token(html: str) -> str:
    found = re.search(r'name="once" value="([^"]*)"', html)
    assert found
    return found[1]


def opened(client: Client, address: str = FORM) -> str:
    return token(client.get(address).content.decode())


def given() -> list[str]:
    return list(User.objects.exclude(username="officer").order_by("pk").values_list("shown_name", flat=True))


def test_a_form_does_its_one_thing_and_leads_to_the_result(client: Client, signed_in: User) -> None:
    response = client.post(FORM, {**ANSWERS, "once": opened(client)})
    result = User.objects.get(shown_name="Bold")
    assert (response.status_code, response["Location"]) == (302, f"/en/given/{result.pk}/")
    assert "The name is given." in client.get(FORM).content.decode()


def test_the_answer_says_which_form_was_done_and_need_not_be_kept(client: Client, signed_in: User) -> None:
    once = opened(client)
    refused = client.post(FORM, {**ANSWERS, "name": "impossible", "once": once})
    done = client.post(FORM, {**ANSWERS, "once": once})
    again = client.post(FORM, {**ANSWERS, "once": once})
    assert [answer.cookies["sent"].value if "sent" in answer.cookies else "" for answer in (refused, done, again)] == [
        "", once, once,
    ]  # fmt: skip


def test_sent_twice_it_is_done_once(client: Client, signed_in: User) -> None:
    once = opened(client)
    first = client.post(FORM, {**ANSWERS, "once": once})
    client.get(FORM)  # reads away the first notice
    second = client.post(FORM, {**ANSWERS, "name": "Changed after Back", "once": once})
    assert second["Location"] == first["Location"]
    assert given() == ["Bold"]
    assert "This form had been sent already. It was not done a second time." in client.get(FORM).content.decode()


def test_a_form_is_sent_to_another_address_than_its_own_so_that_back_shows_it_as_it_was(
    client: Client, signed_in: User
) -> None:
    assert 'method="post" action="?sent=1"' in client.get(FORM).content.decode()
    assert 'method="post" action="?next=%2Fen%2F&amp;sent=1"' in client.get(f"{FORM}?next=/en/").content.decode()


def test_two_tabs_are_two_forms(client: Client, signed_in: User) -> None:
    left, right = opened(client), opened(client)
    client.post(FORM, {**ANSWERS, "once": left})
    client.post(FORM, {**ANSWERS, "name": "Dorj", "once": right})
    assert given() == ["Bold", "Dorj"]


def test_missing_answers_are_named_with_links(client: Client, signed_in: User) -> None:
    response = client.post(FORM, {"day": "31.31.2022", "once": opened(client)})
    html = response.content.decode()
    assert response.status_code == 422
    assert html.count('<li><a href="#id_name">Fill in “Name”.</a></li>') == 1
    assert '<a href="#id_level_0">Fill in “Level”.</a>' in html
    assert '<a href="#id_day">“Since” takes a day of the calendar, such as 2022-12-31.</a>' in html
    assert "<title>Error: A new name · Ortoo</title>" in html
    assert re.search(r'<input type="date" name="day" value="31.31.2022"[^>]*aria-describedby="id_day-error"', html)
    assert given() == []


def test_a_refusal_is_shown_and_the_form_may_be_sent_again(client: Client, signed_in: User) -> None:
    once = opened(client)
    response = client.post(FORM, {**ANSWERS, "name": "impossible", "once": once})
    html = response.content.decode()
    assert response.status_code == 422
    assert "<li>The page did not arrive whole, so nothing was done." in html
    assert 'value="impossible"' in html
    assert token(html) == once
    client.post(FORM, {**ANSWERS, "once": once})
    assert given() == ["Bold"]


def test_a_refusal_may_name_its_field(client: Client, signed_in: User) -> None:
    html = client.post(FORM, {**ANSWERS, "name": "taken", "once": opened(client)}).content.decode()
    assert '<a href="#id_name">This form was sent from another account.' in html


@pytest.mark.parametrize("once", [None, "", "x", "%00" * 8, "é" * 22, "a" * 23, "a" * 100_000])
def test_a_form_without_its_token_does_nothing_and_gets_a_new_one(
    client: Client, signed_in: User, once: str | None
) -> None:
    data = ANSWERS if once is None else {**ANSWERS, "once": once}
    response = client.post(FORM, data)
    html = response.content.decode()
    assert response.status_code == 422
    assert "The page did not arrive whole, so nothing was done." in html
    assert re.fullmatch(r"[\w-]{22}", token(html))
    assert given() == []


def test_a_token_spent_by_another_is_refused(client: Client, signed_in: User) -> None:
    once = opened(client)
    client.post(FORM, {**ANSWERS, "once": once})
    client.force_login(User.objects.create(username="other", shown_name="Other"))
    html = client.post(FORM, {**ANSWERS, "once": once}).content.decode()
    assert "This form was sent from another account." in html
    assert SpentForm.objects.count() == 1


def test_answers_are_checked_before_anything_is_done(client: Client, signed_in: User) -> None:
    once = opened(client, CHECKED)
    html = client.post(CHECKED, {**ANSWERS, "day": "2022-12-12", "once": once}).content.decode()
    assert "Check your answers" in html
    assert "<dt>Level</dt><dd>First</dd>" in html
    assert '<input type="hidden" name="name" value="Bold"' in html
    assert given() == []
    back = client.post(CHECKED, {**ANSWERS, "once": once, "change": "1"})
    assert back.status_code == 200
    assert 'value="Bold"' in back.content.decode()
    client.post(CHECKED, {**ANSWERS, "once": once, "confirm": "1"})
    client.post(CHECKED, {**ANSWERS, "once": once, "confirm": "1"})
    assert given() == ["Bold"]


def test_nothing_in_a_page_needs_style_or_script_in_its_markup(client: Client, signed_in: User) -> None:
    html = client.get(FORM).content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script>", html)
    assert "novalidate data-once" in html


class Everything(Form):
    seats = forms.IntegerField(label="Seats, 100%", min_value=1, max_value=9)
    day = forms.DateField(label="Day")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")])
    title = forms.CharField(label="Title", max_length=3)
    code = forms.RegexField(r"^a$", label="Code", error_messages={"invalid": "A sentence of its own."})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"seats": "x"}, "“Seats, 100%” takes a whole number, such as 12."),
        ({"seats": "0"}, "“Seats, 100%” takes at least 1."),
        ({"seats": "10"}, "“Seats, 100%” takes at most 9."),
        ({"seats": ""}, "Fill in “Seats, 100%”."),
        ({"day": "31.02.2022"}, "“Day” takes a day of the calendar, such as 2022-12-31."),
        ({"kind": "b"}, "Choose one of the answers that “Kind” offers."),
        ({"title": "abcd"}, "“Title” takes at most 3 characters; shorten it."),
        ({"code": "b"}, "A sentence of its own."),
    ],
)
def test_every_sentence_names_its_field(given: dict[str, str], said: str) -> None:
    right = {"seats": "1", "day": "2022-12-31", "kind": "a", "title": "abc", "code": "a"}
    assert Everything(right).is_valid()
    form = Everything({**right, **given})
    assert [sentence for sentences in form.errors.values() for sentence in sentences] == [said]


class InTwoLanguages(Form):
    body = forms.ChoiceField()


def test_an_option_says_its_language_in_words_and_holds_no_markup() -> None:
    form = InTwoLanguages()
    form.fields["body"].choices = [  # type: ignore[attr-defined]
        ("MOF", TextIn("Сангийн яам", "mn").within(after=" (MOF)")), ("KIPA", TextIn("Institute", "en")),
    ]  # fmt: skip
    with override("en"):
        options = re.findall(r"<option.*?</option>", str(form["body"]))
    assert options == [
        '<option value="MOF" lang="mn">Сангийн яам (MOF) (in Mongolian)</option>',
        '<option value="KIPA">Institute</option>',
    ]
