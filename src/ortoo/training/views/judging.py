"""One enrolment with everything its completion rests on; flags, and the forms that judge them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request, signed_in
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Act, Fact, NextStep
from ortoo.pages.forms import FormPage
from ortoo.pages.lists import Column, ListPage
from ortoo.pages.templatetags.ortoo import day
from ortoo.people.queries import official_of
from ortoo.training import operations
from ortoo.training.access import can_keep_training, check_may_keep_training
from ortoo.training.forms import JudgeForm
from ortoo.training.models import Attempt, Enrolment
from ortoo.training.queries import attempts_of, attended_by, enrolments_seen, flagged, flags_of, judgement_of
from ortoo.training.views.cohorts import address, enrolment_address, state
from ortoo.training.words import attendance_text, moment, part_text, reasons, rule_text, when


@login_required
@require_GET
def enrolment_page(request: Request, pk: int) -> HttpResponse:
    """Open to whom it concerns, and to those whose grants reach them."""
    enrolment = get_object_or_404(enrolments_seen(request.grants), pk=pk)
    done, flags, judged = enrolment.completion, flags_of(enrolment), judgement_of(enrolment)
    own = enrolment.official_id == official_of(signed_in(request).pk)
    may = can_keep_training(request.grants) and not own
    context = {
        "heading": enrolment.official.short_name,
        "lead": enrolment.cohort.course.name,
        "facts": _facts(enrolment),
        "attended": [(part_text(one.sitting), when(one.sitting)) for one in attended_by(enrolment)],
        "attempts": [_line(one, enrolment, may) for one in attempts_of(enrolment)],
        "absent": None in flags or judged is not None,
        "judged": judged,
        "judge": reverse("training:judge", args=[pk]) if may and None in flags and judged is None else None,
        "counting": done.attempt_id,
        "acts": [Act(gettext("All training"), reverse("training:official", args=[enrolment.official.number]))],
    }
    return render(request, "training/enrolment.html", context)


def _facts(enrolment: Enrolment) -> list[Fact]:
    done = enrolment.completion
    how = enrolment.intake.source or gettext("by a declared rule")
    return [
        Fact(gettext("State"), state(enrolment), note=reasons(done)),
        Fact(gettext("Rule"), rule_text(enrolment.cohort.rule)),
        Fact(gettext("Parts attended"), attendance_text(done)),
        Fact(gettext("Cohort"), enrolment.cohort.name, address=address(enrolment.cohort)),
        Fact(gettext("Enrolled on"), day(enrolment.intake.enrolled_at), note=how),
    ]  # fmt: skip


def _line(attempt: Attempt, enrolment: Enrolment, may: bool) -> dict[str, Any]:
    judged = attempt.judged[0] if attempt.judged else None  # type: ignore[attr-defined]
    seconds = int((attempt.finished_at - attempt.started_at).total_seconds())
    return {
        "attempt": attempt,
        "started": moment(attempt.started_at),
        "minutes": whole(seconds // 60, get_language() or "en"),
        "beyond": attempt.number > enrolment.cohort.rule.attempts,
        "judged": judged,
        "judge": reverse("training:judge-attempt", args=[attempt.pk])
        if may and attempt.too_fast and not judged
        else None,
    }


def _why(enrolment: Any) -> str:
    """Of a row of `queries.flagged`."""
    fast = gettext("test faster than a person can read") if enrolment.fast else ""
    absent = gettext("completed though never present") if enrolment.absent else ""
    return "; ".join(said for said in (fast, absent) if said)


class FlagList(ListPage):
    """What nobody has judged yet."""

    title = gettext_lazy("Flags")
    lead = gettext_lazy("A flag decides nothing. What is flagged counts until a person judges that it does not.")
    order = ("cohort__code", "official__sort_key", "pk")
    file_name = "flags"
    columns = (
        Column("official", gettext_lazy("Official"), lambda row: row.official.short_name, main=True,
               link=enrolment_address, second=lambda row: row.official.number),
        Column("cohort", gettext_lazy("Cohort"), lambda row: row.cohort.name),
        Column("flag", gettext_lazy("Flag"), _why),
        Column("state", gettext_lazy("State"), state),
    )  # fmt: skip
    size = 20

    def check(self) -> None:
        check_may_keep_training(self.request.grants)

    def rows(self) -> QuerySet[Enrolment]:
        return flagged(enrolments_seen(self.request.grants))

    def empty(self) -> NextStep:
        return NextStep(gettext_lazy("Nothing is flagged that nobody has judged."))


class JudgeAbsence(FormPage):
    title = gettext_lazy("Completed though never present")
    form_class = JudgeForm
    submit = gettext_lazy("Give the judgement")
    done = gettext_lazy("The judgement is given. It stays, with its reason.")
    checked = True
    attempt: Attempt | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.enrolment = get_object_or_404(enrolments_seen(self.request.grants), pk=self._enrolment(kwargs["pk"]))
        self.back = enrolment_address(self.enrolment)

    def _enrolment(self, pk: int) -> int:
        return pk

    def check(self) -> None:
        check_may_keep_training(self.request.grants)

    def sentence(self) -> str:
        values = {"official": self.enrolment.official.short_name, "cohort": self.enrolment.cohort.name}
        return gettext("%(official)s completed %(cohort)s without having been at any class.") % values

    def act(self, form: JudgeForm) -> str:
        operations.judge(
            enrolment=self.enrolment,
            attempt=self.attempt,
            counts=form.cleaned_data["counts"] == "yes",
            reason=form.cleaned_data["reason"],
            by=self.by,
            at=timezone.now(),
        )
        return enrolment_address(self.enrolment)


class JudgeAttempt(JudgeAbsence):
    title = gettext_lazy("Test faster than a person can read")

    def _enrolment(self, pk: int) -> int:
        seen = Attempt.objects.visible_to(self.request.grants).select_related("enrolment__cohort__course")
        self.attempt = get_object_or_404(seen, pk=pk)
        return self.attempt.enrolment_id

    def sentence(self) -> str:
        assert self.attempt is not None
        seconds = int((self.attempt.finished_at - self.attempt.started_at).total_seconds())
        language, least = get_language() or "en", self.enrolment.cohort.course.least_minutes * 60
        return gettext("%(official)s finished attempt %(number)s in %(seconds)s seconds; the least is %(least)s.") % {
            "official": self.enrolment.official.short_name, "number": self.attempt.number,
            "seconds": whole(seconds, language), "least": whole(least, language),
        }  # fmt: skip
