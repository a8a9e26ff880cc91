"""What an exam officer fills in about the forms of a sitting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language, gettext, gettext_lazy

from ortoo.exams.models import ExamForm, FormPlan
from ortoo.exams.queries.forms import blueprint_of
from ortoo.exams.rules.forms.stating import MOST_FORMS, MOST_ITEMS
from ortoo.exams.rules.forms.values import EQUATED, RAW, Blueprint, Cell
from ortoo.exams.rules.forms.values import Form as Chosen
from ortoo.exams.words.forms import DECIDES, METHOD, PAPER
from ortoo.exams.words.items import LEVELS
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from ortoo.multilingual.texts import LANGUAGE_NAMES
from ortoo.pages.components import Text
from ortoo.pages.fields import ThousandthsField
from ortoo.pages.forms import Form

if TYPE_CHECKING:
    from ortoo.plan.models import Goal

ABILITIES = (-1.5, -0.5, 0.5, 1.5)
"""In standard deviations of those who sit: where the information of forms is compared."""

Read = Callable[[bytes, str], tuple[list[Chosen], list[str]]]
"""A file and its name -> its forms, and sentences on what is wrong with them."""


class PlanForm(Form):
    """The blueprint as one table, what forms may differ by, and what decides."""

    how_many = forms.IntegerField(
        label=gettext_lazy("Number of forms"), min_value=1, max_value=MOST_FORMS, initial=4,
        help_text=gettext_lazy("They are called A, B, C and so on."),
    )  # fmt: skip
    pretest = forms.IntegerField(
        label=gettext_lazy("Items a form that are tried out"), min_value=0, max_value=MOST_ITEMS, initial=0,
        help_text=gettext_lazy("They do not count and stand among the others, so that nobody can tell them."),
    )  # fmt: skip
    expected_spread = ThousandthsField(
        label=gettext_lazy("Most that forms differ by in expected score, in items"), low=0, high=100_000, initial=250
    )
    information_spread = ThousandthsField(
        label=gettext_lazy("Most that forms differ by in information, in per cent"), low=0, high=1_000_000, initial=3000
    )
    decides = forms.ChoiceField(
        label=gettext_lazy("Which mark decides"), choices=list(DECIDES.items()), widget=forms.RadioSelect, initial=RAW
    )
    method = forms.ChoiceField(
        label=gettext_lazy("Method of equating"), required=False,
        help_text=gettext_lazy("Only where the equated mark decides."),
    )  # fmt: skip
    reference = forms.ChoiceField(
        label=gettext_lazy("Form that scores are compared with"), required=False,
        help_text=gettext_lazy("Only for a method with an earlier form: one in five items is then taken from it."),
    )  # fmt: skip
    essay_gap = forms.IntegerField(
        label=gettext_lazy("Gap between two marks of an essay, in per cent"), min_value=0, max_value=100, initial=25,
        help_text=gettext_lazy("Where two markers are further apart, a third one marks."),
    )  # fmt: skip

    def __init__(self, *args: Any, goals: Mapping[str, Goal], references: Sequence[ExamForm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals, self.references = goals, {str(one.pk): one for one in references}
        self.fields["method"].choices = [("", gettext_lazy("None")), *METHOD.items()]  # type: ignore[attr-defined]
        earlier = [(key, f"{one.plan.sitting.code} · {one.letter}") for key, one in self.references.items()]
        none = ("", gettext_lazy("The first form of this sitting"))
        self.fields["reference"].choices = [none, *earlier]  # type: ignore[attr-defined]
        for goal in goals:
            for level, word in LEVELS.items():
                self.fields[f"cell_{goal}_{level}"] = _cell_field(goal, word)

    def plain_fields(self) -> list[forms.BoundField]:
        return [bound for bound in self if not bound.name.startswith("cell_")]

    def heads(self) -> list[Text]:
        return list(LEVELS.values())

    def lines(self) -> list[tuple[Text, list[forms.BoundField]]]:
        """(goal, its fields), for a template that makes a table of them."""
        return [
            (goal.name.within(before=f"{number} · "), [self[f"cell_{number}_{level}"] for level in LEVELS])
            for number, goal in self.goals.items()
        ]

    def cells(self) -> dict[Cell, int]:
        """Of a form that is valid; those without an item are left out."""
        asked = {
            (goal, str(level)): self.cleaned_data[f"cell_{goal}_{level}"] or 0
            for goal in self.goals
            for level in LEVELS
        }
        return {cell: count for cell, count in asked.items() if count}

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        if given is not None and not self.errors and not self.cells():
            self.add_error(None, gettext("Say in at least one cell how many items a form holds."))
        if given and given.get("decides") == EQUATED and not given.get("method"):
            self.add_error("method", gettext("Choose the method by which marks are equated."))
        return given

    def blueprint(self) -> Blueprint:
        given = self.cleaned_data
        return Blueprint(
            forms=given["how_many"],
            goals=tuple(self.goals),
            cells=self.cells(),
            expected_spread=given["expected_spread"] / 1000,
            information_spread=given["information_spread"] / 100_000,
            abilities=ABILITIES,
            pretest=given["pretest"],
        )

    def stated(self) -> dict[str, Any]:
        """What is said besides the blueprint, as the operation takes it. Raw marks need no method."""
        given = self.cleaned_data
        equated = given["decides"] == EQUATED
        return {
            "decides": given["decides"],
            "method": given["method"] if equated else "",
            "reference": self.references.get(given["reference"]) if equated else None,
            "essay_gap": 10 * given["essay_gap"],
        }


def _cell_field(goal: str, level: Text) -> forms.IntegerField:
    return forms.IntegerField(
        label=gettext("Goal %(goal)s, %(level)s") % {"goal": goal, "level": level}, required=False, min_value=0,
        max_value=MOST_ITEMS,
    )  # fmt: skip


def initial_of(plan: FormPlan) -> dict[str, Any]:
    """A plan as the form shows it."""
    blueprint = blueprint_of(plan)
    cells = {f"cell_{goal}_{level}": count for (goal, level), count in blueprint.cells.items()}
    return {
        **cells,
        "how_many": blueprint.forms,
        "pretest": blueprint.pretest,
        "expected_spread": round(1000 * blueprint.expected_spread),
        "information_spread": round(100_000 * blueprint.information_spread),
        "decides": plan.decides,
        "method": plan.method,
        "reference": str(plan.reference_id or ""),
        "essay_gap": plan.essay_gap // 10,
    }


class FormsFileForm(Form):
    file = forms.FileField(
        label=gettext_lazy("The file of forms"), max_length=200, allow_empty_file=True,
        help_text=gettext_lazy("CSV or XLSX with the columns “form” and “item”: one row for each item of a form."),
    )  # fmt: skip

    def __init__(self, *args: Any, read: Read, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.read = read
        self.found: list[Chosen] = []

    def clean(self) -> dict[str, Any] | None:
        """Everything that is wrong with the forms of the file, at once."""
        given = super().clean()
        if given and given.get("file"):
            try:
                self.found, sentences = self.read(given["file"].read(), given["file"].name)
            except Refusal as refusal:
                sentences = [refusal.sentence(get_language() or "en")]
            for sentence in sentences:
                self.add_error("file", sentence)
        return given


class SealFormsForm(Form):
    understood = forms.BooleanField(
        label=gettext_lazy("I know that behind the seal neither forms nor plan can be changed.")
    )


class PrintForm(Form):
    letter = forms.ChoiceField(label=gettext_lazy("Form"))
    paper = forms.ChoiceField(
        label=gettext_lazy("Paper"), choices=list(PAPER.items()), widget=forms.RadioSelect, initial="booklet"
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=[(of, LANGUAGE_NAMES[of]) for of in LANGUAGES])

    def __init__(self, *args: Any, letters: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letter"].choices = [(one, one) for one in letters]  # type: ignore[attr-defined]
