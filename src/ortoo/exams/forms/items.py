"""What an exam officer fills in about items."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from django import forms
from django.utils.translation import gettext, gettext_lazy

from ortoo.exams.models import ItemVersion
from ortoo.exams.rules.bank.languages import in_languages
from ortoo.exams.rules.bank.question import (
    Cell,
    Folding,
    Form,
    Kind,
    Level,
    Option,
    Question,
    Text,
    Texts,
    letter,
    trimmed,
)
from ortoo.exams.rules.bank.soundness import MOST_OPTIONS
from ortoo.exams.rules.bank.written_keys import (
    accepted_lines,
    accepted_of,
    key_words,
    number_lines,
    numbers_of,
    weights_of,
)
from ortoo.exams.words.items import LEVELS
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from ortoo.multilingual.texts import LANGUAGE_NAMES
from ortoo.pages import forms as pages
from ortoo.pages.fields import ThousandthsField
from ortoo.plan.queries import goal_names

WRITABLE = (Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE, Kind.NUMERIC, Kind.SHORT, Kind.ESSAY)
"""Kinds that a form can write; the others come from files, and a form changes their texts and cell alone."""
CHOICES = (Kind.SINGLE, Kind.MULTIPLE)
SLOTS = 6
LONGEST = 20_000
FOLDS = {
    "case": gettext_lazy("Small and capital letters are no difference"),
    "spaces": gettext_lazy("Further spaces are no difference"),
    "lookalikes": gettext_lazy("Latin letters that look like Cyrillic ones are no difference"),
}


class ItemForm(pages.Form):
    """Texts in three languages, the answers of one kind, the cell, and what an expert expects."""

    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=60,
        help_text=gettext_lazy("The item keeps it through all its versions and in all files."),
    )  # fmt: skip
    goal = forms.ChoiceField(label=gettext_lazy("Goal"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("Level"), required=False)
    facility = ThousandthsField(
        label=gettext_lazy("Share that is expected to solve it"), low=1, high=999, required=False,
        help_text=gettext_lazy("What an expert expects, from 0 to 1, for example 0.6. It counts until answers tell."),
    )  # fmt: skip
    follows = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: Kind, standing: Question | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.standing = kind, standing
        goals = [(number, goal.name.within(before=f"{number} · ")) for number, goal in goal_names().items()]
        self.fields["goal"].choices = [("", gettext_lazy("Not said yet")), *goals]  # type: ignore[attr-defined]
        self.fields["level"].choices = [("", gettext_lazy("Not said yet")), *LEVELS.items()]  # type: ignore[attr-defined]
        self.fields["code"].disabled = standing is not None
        hint = gettext("Leave a language empty to add it later.")
        for language, words in LANGUAGE_NAMES.items():
            self.fields[f"text_{language}"] = area(gettext("Text (%(language)s)") % {"language": words}, hint)
        for name, field in answer_fields(kind, standing).items():
            self.fields[name] = field

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        if given and bool(given.get("goal")) != bool(given.get("level")):
            missing = "level" if given.get("goal") else "goal"
            self.add_error(missing, gettext("A cell is a goal and a level: choose both, or neither yet."))
        return given

    def groups(self) -> list[list[forms.BoundField]]:
        """Its fields as they stand on the page: those that say one thing in each language beside each other."""
        found: dict[str, list[forms.BoundField]] = {}
        for bound in self:
            name, _, language = bound.name.rpartition("_")
            found.setdefault(name if language in LANGUAGES else bound.name, []).append(bound)
        return list(found.values())

    def question(self) -> Question:
        """Of a form that is valid. Refuses keys that cannot be read; whether it is sound, the operation says."""
        given = self.cleaned_data
        before: Texts = self.standing.texts if self.standing else {}
        texts = self._texts("text", before)
        base = in_languages(self.standing or Question(self.kind, {}), texts.keys())
        cell = Cell(given["goal"], Level(given["level"])) if given["goal"] else None
        return replace(base, code=given["code"], texts=texts, cell=cell, **ANSWERS.get(self.kind, _as_it_was)(self))

    def _texts(self, name: str, before: Texts) -> dict[str, Text]:
        found = {of: (self.cleaned_data[f"{name}_{of}"], before.get(of)) for of in LANGUAGES}
        return {of: written(words, standing) for of, (words, standing) in found.items() if words}


def area(label: str, hint: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=LONGEST, help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def written(words: str, before: Text | None) -> Text:
    """As it was where nobody changed a word: with its markup, and with those files that its words still name."""
    if before is None:
        return Text(words, Form.PLAIN)
    if trimmed(words) == before.words:
        return before
    kept = tuple(image for image in before.images if not _named(image, before.words) or _named(image, words))
    return Text(words, before.form, kept)


def _named(image: Any, words: str) -> bool:
    place = f"{image.path}{image.name}"
    return place in words or quote(place) in words


def answer_fields(kind: Kind, standing: Question | None) -> dict[str, forms.Field]:
    """By name, in the order of the page."""
    if kind in CHOICES:
        return _option_fields(kind, len(standing.options) if standing else 0)
    if kind is Kind.TRUE_FALSE:
        answers = [("true", gettext("True")), ("false", gettext("False"))]
        return {"truth": forms.ChoiceField(label=gettext("Right is"), choices=answers, widget=forms.RadioSelect)}
    if kind is Kind.NUMERIC:
        hint = gettext(
            "A line each: the number, what it may be off by, what it earns in per cent; such as 1.5 0.1 100."
        )
        return {"numbers": area(gettext("Right numbers"), hint)}
    if kind is Kind.SHORT:
        return _short_fields()
    if kind is Kind.ESSAY:
        hint = gettext("Those who mark read it; candidates do not.")
        label = gettext("How it is marked (%(language)s)")
        return {f"markers_{of}": area(label % {"language": name}, hint) for of, name in LANGUAGE_NAMES.items()}
    return {}


def _option_fields(kind: Kind, count: int) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for place in range(min(MOST_OPTIONS, max(SLOTS, count + 1))):
        for language, name in LANGUAGE_NAMES.items():
            label = gettext("Option %(letter)s (%(language)s)") % {"letter": letter(place), "language": name}
            fields[f"option_{letter(place)}_{language}"] = area(label, rows=1)
    hint = gettext("The letter of the right option, such as B; or letters with shares in per cent: B 100, C 50, D -25.")
    if kind is Kind.MULTIPLE:
        hint = gettext("The letters of the right options, such as A C; or with shares in per cent: A 70, C 30, D -50.")
    return {**fields, "key": forms.CharField(label=gettext("Key"), max_length=300, help_text=hint)}


def _short_fields() -> dict[str, forms.Field]:
    hint = gettext("A line each. A star stands for anything; | 50 behind an answer gives it half the marks.")
    label = gettext("Accepted answers (%(language)s)")
    accepted: dict[str, forms.Field] = {
        f"accepted_{of}": area(label % {"language": name}, hint) for of, name in LANGUAGE_NAMES.items()
    }
    return accepted | {name: forms.BooleanField(label=label, required=False) for name, label in FOLDS.items()}


def _as_it_was(form: ItemForm) -> dict[str, Any]:
    return {}


def _options(form: ItemForm) -> dict[str, Any]:
    standing = form.standing.options if form.standing else ()
    found: list[Option] = []
    names = [name.split("_")[1] for name in form.fields if name.startswith("option_") and name.endswith("_mn")]
    for place, name in enumerate(names):
        before = standing[place] if place < len(standing) else Option({})
        told = form._texts(f"option_{name}", before.texts)
        if told and len(found) < place:
            raise Refusal("bank.option_gap", option=names[len(found)], field=f"option_{names[len(found)]}_mn")
        if told:
            found.append(Option(told, {of: text for of, text in before.feedback.items() if of in told}))
    weights = weights_of(form.cleaned_data["key"], several=form.kind is Kind.MULTIPLE)
    return {"options": tuple(found), "weights": weights}


def _numbers(form: ItemForm) -> dict[str, Any]:
    given = numbers_of(form.cleaned_data["numbers"])
    before = {one.value: one.feedback for one in (form.standing.numbers if form.standing else ())}
    return {"numbers": tuple(replace(one, feedback=before.get(one.value, {})) for one in given)}


def _short(form: ItemForm) -> dict[str, Any]:
    given = form.cleaned_data
    accepted = {}
    for language in LANGUAGES:
        before = form.standing.accepted.get(language, ()) if form.standing else ()
        feedback = {one.words: one.feedback for one in before}
        told = accepted_of(given[f"accepted_{language}"])
        accepted[language] = tuple(replace(one, feedback=feedback.get(one.words)) for one in told)
    folding = Folding(**{name: given[name] for name in FOLDS})
    return {"accepted": {of: answers for of, answers in accepted.items() if answers}, "folding": folding}


def _essay(form: ItemForm) -> dict[str, Any]:
    notes = dict(form.standing.notes) if form.standing else {}
    notes["markers"] = form._texts("markers", notes.get("markers", {}))
    told = {of for of in LANGUAGES if form.cleaned_data[f"text_{of}"]}
    return {"notes": {name: {of: text for of, text in texts.items() if of in told} for name, texts in notes.items()}}


ANSWERS: Mapping[Kind, Callable[[ItemForm], dict[str, Any]]] = {
    Kind.SINGLE: _options,
    Kind.MULTIPLE: _options,
    Kind.TRUE_FALSE: lambda form: {"truth": form.cleaned_data["truth"] == "true"},
    Kind.NUMERIC: _numbers,
    Kind.SHORT: _short,
    Kind.ESSAY: _essay,
}


def filled_in(question: Question, version: ItemVersion) -> dict[str, Any]:
    """What the form shows of a version, so that only what is changed need be written."""
    found: dict[str, Any] = {
        "code": question.code, "goal": version.goal, "level": version.level, "facility": version.expert_facility,
        "follows": version.number, "truth": "true" if question.truth else "false",
        "key": key_words(question.weights, several=question.kind is Kind.MULTIPLE),
        "numbers": number_lines(question.numbers),
    }  # fmt: skip
    found |= _told("text", question.texts) | _told("markers", question.notes.get("markers", {}))
    for place, option in enumerate(question.options):
        found |= _told(f"option_{letter(place)}", option.texts)
    found |= {f"accepted_{of}": accepted_lines(answers) for of, answers in question.accepted.items()}
    return found | {name: bool(question.folding and getattr(question.folding, name)) for name in FOLDS}


def _told(name: str, texts: Texts) -> dict[str, str]:
    return {f"{name}_{language}": text.words for language, text in texts.items()}
