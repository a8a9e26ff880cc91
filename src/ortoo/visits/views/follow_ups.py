"""What was used: a superior answers for their own people; the academy sees both sides beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from ortoo.access.access import require
from ortoo.access.requests import Request
from ortoo.access.rules.roles import Role
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import NextStep, Tag, Task
from ortoo.pages.forms import FormPage
from ortoo.pages.templatetags.ortoo import day
from ortoo.visits import operations
from ortoo.visits.access import check_may_follow_up, check_may_speak_as_superior
from ortoo.visits.forms.alumni import FollowUpForm
from ortoo.visits.models import FollowUp, Traveller, Visit
from ortoo.visits.queries.follow_ups import answers_of, both_sides, own_people, visits_over
from ortoo.visits.queries.travellers import travellers_seen
from ortoo.visits.rules.follow_up import MONTHS, Side, Used, apart, state_of, window
from ortoo.visits.views.alumni import steps
from ortoo.visits.words.after import AFTER, STATES, USED


@login_required
@require_GET
def people_page(request: Request) -> HttpResponse:
    """Those who were on a visit and work where the reader is the superior: what the reader answered, nothing else."""
    require(request.grants, Role.SUPERIOR)
    people, today = own_people(request.grants), timezone.localdate()
    answers = answers_of(people, Side.SUPERIOR)
    context = {
        "heading": gettext("What your people use of their visits"),
        "lead": gettext("They are asked the same apart. You do not see their answers, and they do not see yours."),
        "travels": [{"traveller": one, "steps": steps(one, answers, today, person=True)} for one in people],
        "empty": NextStep(gettext_lazy("Nobody who works with you was on a visit of the last fifteen months.")),
        "named": True,
    }
    return render(request, "visits/alumni_own.html", context)


class AnswerAsSuperior(FormPage):
    title = gettext_lazy("What was used of the visit")
    form_class = FollowUpForm
    submit = gettext_lazy("Answer")
    done = gettext_lazy("Your answer is kept. Who was on the visit is asked apart and does not see it.")

    @cached_property
    def traveller(self) -> Traveller:
        found = next((one for one in own_people(self.request.grants) if one.pk == self.kwargs["pk"]), None)
        if found is None:
            raise Http404
        return found

    def check(self) -> None:
        require(self.request.grants, Role.SUPERIOR)
        check_may_speak_as_superior(self.request.grants, self.traveller)
        self.back = reverse("visits:people")

    def sentence(self) -> str:
        return f"{self.traveller.official.short_name} · {self.traveller.visit.name}"

    def act(self, form: FollowUpForm) -> str:
        given = form.cleaned_data
        operations.answer_follow_up(
            traveller=self.traveller, months=self.kwargs["months"], side=Side.SUPERIOR, used=form.answer,
            what=given["what"], hindered_by=given["hindered_by"], by=self.by, at=timezone.now(),
        )  # fmt: skip
        return reverse("visits:people")


@login_required
@require_GET
def visits_page(request: Request) -> HttpResponse:
    """Visits that are over, each leading to what was used of it."""
    check_may_follow_up(request.grants)
    rows = visits_over(timezone.localdate())
    ended = Tag("done", gettext("Over"), quiet=True)
    context = {
        "heading": gettext("What was used of visits"),
        "lead": gettext("Asked after three, six and twelve months, of who was there and of their superior apart."),
        "tasks": [Task(one.name, reverse("visits:follow-up", args=[one.code]), ended, day(one.ends)) for one in rows],
        "empty": NextStep(gettext_lazy("No visit is over yet.")),
    }
    return render(request, "pages/tasks.html", context)


@login_required
@require_GET
def both_page(request: Request, code: str) -> HttpResponse:
    """Both sides of each traveller beside each other, and where they lie apart; whom nobody answered on is named."""
    check_may_follow_up(request.grants)
    visit = get_object_or_404(Visit, code=code)
    people = list(travellers_seen(request.grants, visit).filter(left_at=None).order_by("place"))
    answers, today = both_sides(request.grants, visit), timezone.localdate()
    lines = [(one, [_row(visit, one, months, answers, today) for months in MONTHS]) for one in people]
    answered = {traveller for traveller, _, _ in answers}
    differing = sum(1 for _, rows in lines for row in rows if row["apart"])
    said = ngettext(
        "%(count)s pair of answers differs", "%(count)s pairs of answers differ", differing
    ) % {"count": whole(differing, get_language() or "en")}  # fmt: skip
    context = {
        "heading": said if differing else gettext("Where both sides answered, they agree"),
        "lead": _how_many(visit, len(people), answers, today),
        "visit": visit,
        "lines": [line for line in lines if line[0].pk in answered],
        "silent": ", ".join(one.official.short_name for one in people if one.pk not in answered),
        "empty": NextStep(gettext_lazy("Nobody has answered yet.")),
    }
    return render(request, "visits/alumni_both.html", context)


def _how_many(visit: Visit, people: int, answers: Collection[tuple[int, int, str]], today: date) -> str:
    """How many answers came of those that were asked for so far, on each side."""
    language = get_language() or "en"
    asked = people * sum(1 for months in MONTHS if window(visit.ends, months).opens <= today)
    came = Counter(side for _, _, side in answers)
    sentence = gettext(
        "Asked for so far: %(asked)s answers on each side. Who was there gave %(own)s, their superiors %(above)s."
    )
    values = {"asked": asked, "own": came[Side.PARTICIPANT], "above": came[Side.SUPERIOR]}
    return sentence % {name: whole(value, language) for name, value in values.items()}


def _row(
    visit: Visit, traveller: Traveller, months: int, answers: dict[tuple[int, int, str], FollowUp], today: date
) -> dict[str, Any]:
    own = answers.get((traveller.pk, months, Side.PARTICIPANT))
    above = answers.get((traveller.pk, months, Side.SUPERIOR))
    return {
        "after": AFTER[months],
        "own": _cell(visit, months, own, today),
        "above": _cell(visit, months, above, today),
        "apart": _apart(own, above),
    }


def _cell(visit: Visit, months: int, given: FollowUp | None, today: date) -> dict[str, Any]:
    state = state_of(visit.ends, months, answered=given is not None, today=today)
    return {"tag": STATES[state], "given": given, "used": USED[given.used] if given else ""}


def _apart(own: FollowUp | None, above: FollowUp | None) -> str:
    """How the two differ, in words; empty where they agree, or where one is missing."""
    steps = apart(Used(own.used), Used(above.used)) if own and above else 0
    if not steps:
        return ""
    return gettext("Who was there says more") if steps > 0 else gettext("The superior says more")
