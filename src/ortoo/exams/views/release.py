"""How far a sitting is on its way to released marks, what they will be, and after the release what lies open."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from ortoo.access.requests import Request
from ortoo.exams import operations
from ortoo.exams.access import can_release, check_may_release, check_may_see_items
from ortoo.exams.queries.releases import Standing, check_ready, marks_to_be, standing_of
from ortoo.exams.views.of_plan import OfPlan, plan_with_code
from ortoo.exams.waiting.marks import steps
from ortoo.exams.words.analysis import count
from ortoo.exams.words.forms import DECIDES, forms_page
from ortoo.multilingual.numbers import thousandths_text
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.components import Act, Fact
from ortoo.pages.forms import Form, FormPage
from ortoo.pages.templatetags.ortoo import day


@require_safe
def release_page(request: Request, code: str) -> HttpResponse:
    check_may_see_items(request.grants)
    standing = standing_of(plan_with_code(code))
    release = standing.release
    may = release is None and can_release(request.grants) and held_back(standing) is None
    context = {
        "heading": gettext("Release of the marks"),
        "lead": standing.plan.sitting.name,
        "steps": steps(standing),
        "held": held_back(standing) if release is None else "",
        "facts": released_facts(standing),
        "forms": forms_page(standing.plan.sitting) if release else "",
        "acts": [
            *(
                [Act(gettext("Release the marks"), reverse("exams:release-marks", args=[code]), main=True)]
                if may
                else []
            ),
            Act(gettext("Back to the sitting"), reverse("exams:sitting", args=[code])),
        ],
    }
    return render(request, "exams/release.html", context)


def held_back(standing: Standing) -> str | None:
    """The sentence of the first thing that holds the marks back."""
    try:
        check_ready(standing)
    except Refusal as refusal:
        return refusal.sentence(get_language() or "en")
    return None


def released_facts(standing: Standing) -> list[Fact]:
    release = standing.release
    if release is None:
        return []
    return [
        Fact(gettext("Released on"), day(release.released_at), note=release.released_by.shown_name),
        Fact(gettext("Which mark decides"), DECIDES[standing.plan.decides]),
        Fact(pgettext("exam", "Sheets"), count(release.scoring.sheets)),
    ]


class ReleaseMarks(OfPlan, FormPage):
    """Says what will be released before it is asked for; nothing of it can be taken back."""

    title = gettext_lazy("Release the marks")
    form_class = Form
    submit = gettext_lazy("Release the marks")
    done = gettext_lazy("The marks are released. Each official sees theirs.")
    checked = True

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.back = self.to("release")

    def check(self) -> None:
        check_may_release(self.request.grants)
        self.ready = check_ready(self.standing)

    def sentence(self) -> str:
        said = gettext("“%(sitting)s”: a mark for everybody who sat, with its error. A release is never taken back.")
        return said % {"sitting": self.sitting.name}

    def facts(self, form: Form) -> list[Fact]:
        language = get_language() or "en"
        forms = list(marks_to_be(self.ready))
        found = [
            Fact(gettext("Marks"), count(sum(len(one.worth) for one in forms))),
            Fact(gettext("Which mark decides"), DECIDES[self.plan.decides]),
        ]
        for one in forms:
            means = gettext("%(marks)s marks, raw %(raw)s on average")
            if one.mean_equated is not None:
                means = gettext("%(marks)s marks, raw %(raw)s and equated %(equated)s on average")
            values = {
                "marks": count(len(one.worth)), "raw": thousandths_text(one.mean_raw, language),
                "equated": thousandths_text(one.mean_equated or 0, language),
            }  # fmt: skip
            found.append(Fact(gettext("Form %(form)s") % {"form": one.letter}, means % values))
        return [*found, Fact(gettext("Gate"), pgettext("exam", "Open"))]

    def act(self, form: Form) -> str:
        operations.release_marks(scoring=self.ready, by=self.by, at=timezone.now())
        return self.to("release")
