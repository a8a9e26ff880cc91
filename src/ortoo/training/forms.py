"""What an academy manager fills in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.multilingual.sorting import by_name
from ortoo.pages.fields import NamedForm, ThousandthsField
from ortoo.pages.forms import Form
from ortoo.people.queries import names_by_code, organizations_on
from ortoo.people.words import CLASSES, LEVELS
from ortoo.plan.queries import objectives
from ortoo.training.models import ClassSitting, Cohort, Competency
from ortoo.training.operations import preview
from ortoo.training.operations.courses import HIGHEST
from ortoo.training.operations.enrolling import Preview
from ortoo.training.rules.completion import Counts, Rule
from ortoo.training.rules.enrolling import EnrolmentRule
from ortoo.training.words import COUNTS, when

REASON_HELP = gettext_lazy("It stays with the judgement, and the official reads it. It does not enter the ledger.")


class Moment(forms.DateTimeField):
    """Day and time in the programme's zone, with the browser's own calendar where it has one."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        said = gettext_lazy("Write a day and a time, such as 2026-03-02 14:05.")
        super().__init__(widget=widget, error_messages={"invalid": said}, **kwargs)


class CourseForm(NamedForm):
    code_help = gettext_lazy("One word of letters, digits and hyphens, for example V2050.")
    hours = forms.IntegerField(label=gettext_lazy("Hours"), min_value=1, max_value=2000)
    least_minutes = forms.IntegerField(
        label=gettext_lazy("Least time for the test, in minutes"), min_value=0, max_value=600, initial=0,
        help_text=gettext_lazy(
            "An attempt finished faster is flagged for a person to judge. 0 where no least time is stated."
        ),
    )  # fmt: skip
    objectives = forms.MultipleChoiceField(
        label=gettext_lazy("Objectives of the plan that it serves"), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Objectives come with the plan; import the plan first."),
    )  # fmt: skip
    competencies = forms.MultipleChoiceField(
        label=gettext_lazy("Competencies that it gives"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.number, one.name.within(f"{one.number} ")) for one in objectives()]
        self.fields["objectives"].choices = named  # type: ignore[attr-defined]
        known = [(one.code, one.name) for one in Competency.objects.order_by("code")]
        self.fields["competencies"].choices = known  # type: ignore[attr-defined]


class RuleForm(Form):
    least_attendance = ThousandthsField(
        label=gettext_lazy("Least attendance, in percent of the parts"), low=0, high=100_000, initial=80_000
    )
    attempts = forms.IntegerField(
        label=gettext_lazy("Attempts at the test that are allowed"), min_value=0, max_value=20, initial=2,
        help_text=gettext_lazy("0 where the course has no test. More attempts than allowed are kept and do not count."),
    )  # fmt: skip
    counts = forms.ChoiceField(
        label=gettext_lazy("Which of several attempts counts"), widget=forms.RadioSelect,
        choices=tuple(COUNTS.items()), initial=Counts.BEST.value,
    )  # fmt: skip
    least_score = ThousandthsField(
        label=gettext_lazy("Least score in the test, of 100 points"), low=0, high=HIGHEST, initial=60_000
    )
    valid_from = forms.DateField(
        label=gettext_lazy("For cohorts that open from"),
        help_text=gettext_lazy("Today or later: nobody begins a course without knowing how it is completed."),
    )
    legal_basis = forms.CharField(label=gettext_lazy("Legal basis"), max_length=300)

    def rule(self) -> Rule:
        """Of a form that is valid."""
        given = self.cleaned_data
        share = given["least_attendance"] // 100
        return Rule(share, given["least_score"], given["attempts"], Counts(given["counts"]))


class CohortForm(NamedForm):
    code_help = gettext_lazy("One word of letters, digits and hyphens, for example V2050-1.")
    opens_on = forms.DateField(
        label=gettext_lazy("First day"),
        help_text=gettext_lazy("The completion rule in force on this day is the rule of the cohort."),
    )
    closes_on = forms.DateField(label=gettext_lazy("Last day"))


class ClassForm(Form):
    part = forms.IntegerField(
        label=gettext_lazy("Part of the course"), min_value=1, max_value=100, initial=1,
        help_text=gettext_lazy("Classes of the same part teach the same; an official attends one of them."),
    )  # fmt: skip
    starts_at = Moment(label=gettext_lazy("Begins"))
    online = forms.BooleanField(label=gettext_lazy("The class is online"), required=False)
    place = forms.CharField(label=gettext_lazy("Room, or address of the online class"), max_length=200)
    capacity = forms.IntegerField(
        label=gettext_lazy("Places"), min_value=1, max_value=100_000, initial=30,
        help_text=gettext_lazy("Whoever signs up after the last place waits, and moves up when somebody leaves."),
    )  # fmt: skip


class EnrolForm(Form):
    """The declared rule of enrolment: within one question one answer must fit, and of the questions each."""

    as_of = forms.DateField(label=gettext_lazy("Posts as of"))
    level = forms.MultipleChoiceField(
        label=gettext_lazy("Level"), choices=tuple(LEVELS.items()), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=gettext_lazy("No answer fits every post."),
    )  # fmt: skip
    rank_class = forms.MultipleChoiceField(
        label=gettext_lazy("Rank class"), choices=tuple(CLASSES.items()), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    post = forms.CharField(
        label=gettext_lazy("Posts"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=gettext_lazy("One title on each line, as it stands on the register."),
    )  # fmt: skip
    region = forms.MultipleChoiceField(
        label=gettext_lazy("Regions"), required=False, help_text=gettext_lazy("Each with its parts."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )  # fmt: skip
    organization = forms.MultipleChoiceField(
        label=gettext_lazy("Organizations"), required=False,
        help_text=gettext_lazy("Each with the bodies directly under it."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )  # fmt: skip

    def __init__(self, *args: Any, cohort: Cohort, grants: Grants, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cohort, self.grants = cohort, grants
        regions = sorted(names_by_code()[1].items(), key=lambda one: by_name(one[1]))
        self.fields["region"].choices = regions  # type: ignore[attr-defined]
        bodies = [
            (body.code, body.name.within(after=f" ({body.code})")) for body in organizations_on(timezone.localdate())
        ]
        self.fields["organization"].choices = bodies  # type: ignore[attr-defined]

    def rule(self) -> EnrolmentRule:
        """Of a form that is valid."""
        given = self.cleaned_data
        titles = tuple(line.strip() for line in given["post"].splitlines() if line.strip())
        several = {name: tuple(given[name]) for name in ("level", "rank_class", "region", "organization")}
        return EnrolmentRule(given["as_of"], post=titles, **several)

    def preview(self) -> Preview:
        return preview(self.cohort, self.rule(), self.grants)


class JudgeForm(Form):
    counts = forms.ChoiceField(
        label=gettext_lazy("Does it count?"), widget=forms.RadioSelect,
        choices=(("yes", gettext_lazy("It counts")), ("no", gettext_lazy("It does not count"))),
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("Why"), widget=forms.Textarea, max_length=500, help_text=REASON_HELP)


class NothingForm(Form):
    """One button, no question."""


def cohort_choices() -> Sequence[tuple[str, str]]:
    """All of them: whoever chooses one that is over is answered with its last day."""
    return [
        (one.code, one.name.within(before=f"{one.code} · ")) for one in Cohort.objects.order_by("-opens_on", "code")
    ]


def class_choices() -> Sequence[tuple[str, str]]:
    rows = ClassSitting.objects.select_related("cohort").order_by("-starts_at", "-pk")
    return [(str(one.pk), f"{one.cohort.code} · {one.part} · {when(one)}") for one in rows]
