"""What a member of the panel sees: numbers and texts, never who it is, nor what others gave."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.texts import in_language
from ortoo.pages.components import Act, NextStep
from ortoo.pages.forms import FormPage
from ortoo.permission import operations
from ortoo.permission.access import check_may_score
from ortoo.permission.forms.panel import InterestsForm, ReasonForm, SheetForm
from ortoo.permission.models import Dossier, Sheet
from ortoo.permission.queries.calls import state, visit_of
from ortoo.permission.queries.panel import (
    before_the_panel,
    criteria_of,
    latest_declarations,
    own_sheet,
    own_sheets,
    scores_on,
    totals_of,
)
from ortoo.permission.views.rubrics import address, called, rubric_of
from ortoo.permission.waiting.panel import interests_of, task_of
from ortoo.permission.words.panel import HANDED_IN


@require_GET
def my_sheets(request: Request, code: str) -> HttpResponse:
    """The member's list: interests first, then the sheets by number, the open ones before those handed in."""
    check_may_score(request.grants)
    call = called(code)
    assert request.user.pk is not None
    sheets = sorted(own_sheets(call, request.user.pk), key=lambda sheet: sheet.handed_in_at is not None)
    tasks = [
        *interests_of(call, request.user.pk, state(call)),
        *(task_of(call, sheet, visit_of(call)) for sheet in sheets),
    ]
    left = sum(sheet.handed_in_at is None for sheet in sheets)
    context = {
        "heading": gettext("My sheets"),
        "lead": _lead(left, len(sheets)),
        "tasks": tasks,
        "empty": NextStep(gettext("No sheet was given to you yet. You are told when sheets are given.")),
        "acts": [Act(gettext("How dossiers are scored"), address(call, "rubric"))],
    }
    return render(request, "pages/tasks.html", context)


def _lead(left: int, count: int) -> str:
    if not count:
        return gettext("You see dossiers by their number only; you neither see nor look for who it is.")
    return gettext("%(done)s of %(count)s handed in. You see dossiers by their number only.") % {
        "done": count - left, "count": count,
    }  # fmt: skip


class OfAMember(FormPage):
    """A form of a member of the panel on the call in the address."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.call = called(kwargs["code"])
        self.back = address(self.call, "my-sheets")

    def check(self) -> None:
        check_may_score(self.request.grants)

    def texts(self, dossier: Dossier) -> dict[str, str]:
        topic = visit_of(self.call).topic(dossier.topic)
        return {
            "topic": in_language(topic.names) if topic else "",
            "problem": dossier.problem,
            "learning": dossier.learning,
            "plan_at_home": dossier.plan_at_home,
        }


class DeclareInterests(OfAMember):
    title = gettext_lazy("Declare your interests")
    lead = gettext_lazy(
        "A conflict of interest is whatever could make you judge a dossier other than by what is in it: kinship, "
        "friendship or enmity, common work, a gain of your own. A dossier with a conflict goes to other members."
    )
    form_class = InterestsForm
    submit = gettext_lazy("Declare")
    done = gettext_lazy("Your interests are declared and recorded.")
    template_name = "permission/interests.html"

    def dossiers(self) -> list[Dossier]:
        return list(before_the_panel(self.call))

    def form_arguments(self) -> dict[str, Any]:
        return {"dossiers": self.dossiers()}

    def initial(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for one in latest_declarations(self.call, member=self.by.pk).values():
            number = one.dossier.number
            found |= {f"conflict_{number}": one.conflict, f"reason_{number}": one.reason}
        return found

    def more(self) -> dict[str, Any]:
        return {"texts": {one.number: self.texts(one) for one in self.dossiers()}}

    def act(self, form: InterestsForm) -> str:
        operations.declare(call=self.call, conflicts=form.conflicts, by=self.by, at=timezone.now())
        return address(self.call, "my-sheets")


class OfASheet(OfAMember):
    """A form on one sheet of the member's own."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        sheet = own_sheet(self.call, kwargs["number"], request.user.pk or 0)
        if sheet is None:
            raise Http404
        self.sheet: Sheet = sheet

    def heading(self) -> str:
        return gettext("Dossier %(number)s") % {"number": self.sheet.dossier.number}


class ScoreSheet(OfASheet):
    """The texts on the left, the criteria on the right; saved unfinished, or handed in after a look at the answers."""

    form_class = SheetForm
    submit = gettext_lazy("Hand in")
    template_name = "permission/sheet.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.check()
        if self.sheet.handed_in_at is not None:
            return self._final()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.checked = bool(request.POST.get("hand_in"))
        return super().post(request, *args, **kwargs)

    def form_arguments(self) -> dict[str, Any]:
        return {"criteria": criteria_of(rubric_of(self.call))}

    def initial(self) -> dict[str, Any]:
        given = {f"score_{code}": value for code, value in scores_on(self.sheet).items()}
        return {**given, "remark": self.sheet.remark}

    def more(self) -> dict[str, Any]:
        return {
            "texts": self.texts(self.sheet.dossier),
            "conflict": address(self.call, "sheet-conflict", self.sheet.dossier.number),
        }

    def act(self, form: SheetForm) -> str:
        given = {"scores": form.scores, "remark": form.cleaned_data["remark"]}
        if form.cleaned_data["hand_in"]:
            operations.hand_in_sheet(sheet=self.sheet, **given, by=self.by, at=timezone.now())
            messages.success(self.request, gettext("The sheet is handed in. It is final."))
            return str(self.back)
        operations.save_sheet(sheet=self.sheet, **given, by=self.by, at=timezone.now())
        messages.success(self.request, gettext("Saved. Nothing is handed in yet; go on whenever you like."))
        return address(self.call, "sheet", self.sheet.dossier.number)

    def _final(self) -> HttpResponse:
        """What was handed in, to be read."""
        scores = scores_on(self.sheet)
        rows = [(one, scores[one.code]) for one in criteria_of(rubric_of(self.call))]
        total = totals_of(Sheet.objects.everything(because="a member's own sheet").filter(pk=self.sheet.pk))
        context = {
            "heading": self.heading(), "back": self.back, "texts": self.texts(self.sheet.dossier), "rows": rows,
            "total": total[self.sheet.pk], "sheet": self.sheet, "state": HANDED_IN,
        }  # fmt: skip
        return render(self.request, "permission/sheet_final.html", context)


class SheetConflict(OfASheet):
    """A conflict that a member noticed only when reading."""

    title = gettext_lazy("Report a conflict of interest")
    lead = gettext_lazy("The sheet goes to another member at once, and what you saved on it is deleted.")
    form_class = ReasonForm
    submit = gettext_lazy("Report the conflict")
    done = gettext_lazy("The conflict is recorded. You no longer score this dossier.")

    def heading(self) -> str:
        return str(self.title)

    def act(self, form: ReasonForm) -> str:
        operations.report_conflict(
            dossier=self.sheet.dossier, member=self.by, reason=form.cleaned_data["reason"], by=self.by,
            at=timezone.now(),
        )  # fmt: skip
        return address(self.call, "my-sheets")
