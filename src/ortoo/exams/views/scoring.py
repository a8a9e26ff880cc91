"""Scoring: where it stands, what both scorers found, keys that were taken back, and the responses as a file."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from ortoo.access.requests import Request, signed_in
from ortoo.exams import operations
from ortoo.exams.access import can_release, check_may_release, check_may_see_items
from ortoo.exams.forms.sheets import WAYS, CancelForm
from ortoo.exams.models import FormItem, FormPlan, KeyCancellation, Scoring
from ortoo.exams.operations.sheets import check_open
from ortoo.exams.queries.cancelling import Effects, effects_of
from ortoo.exams.queries.forms import is_released
from ortoo.exams.queries.responses import responses_of
from ortoo.exams.queries.scoring import is_current, latest_scoring, scored_rows
from ortoo.exams.queries.sheets import forms_by_letter, sheet_state
from ortoo.exams.rules.scoring.forms import Way
from ortoo.exams.showing.scores import points_chart
from ortoo.exams.views.of_plan import OfPlan, plan_with_code
from ortoo.exams.words.analysis import count
from ortoo.jobs import operations as jobs
from ortoo.multilingual.numbers import thousandths_text
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.components import Act, Fact, NextStep, Tag
from ortoo.pages.forms import Form, FormPage
from ortoo.pages.lists import Column, ListPage
from ortoo.pages.templatetags.ortoo import day, percent

AGREE = Tag("done", gettext_lazy("Both scorers agree"))
DIFFER = Tag("late", gettext_lazy("The scorers differ"))
CURRENT = Tag("done", gettext_lazy("Up to date"))
OUTDATED = Tag("late", gettext_lazy("Out of date: score again"))


@require_safe
def scoring_page(request: Request, code: str) -> HttpResponse:
    check_may_see_items(request.grants)
    plan = plan_with_code(code)
    scoring = latest_scoring(plan)
    context: dict[str, Any] = {
        "heading": gettext("Scoring"),
        "lead": gettext(
            "Every sheet is scored twice, by two programs that share no line. Marks leave where they agree."
        ),
        "acts": acts_of(request, plan, scoring),
        "said": waiting_sentence(plan),
        "cancelled": list(cancellations(plan)),
    }
    if scoring is None:
        context["empty"] = NextStep(gettext("The sheets of this sitting have not been scored yet."))
        return render(request, "exams/scoring.html", context)
    rows = scored_rows(scoring)
    context |= {
        "facts": facts_of(scoring),
        "chart": points_chart(rows) if rows else None,
        "files": files_of(plan, request),
    }
    return render(request, "exams/scoring.html", context)


def acts_of(request: Request, plan: FormPlan, scoring: Scoring | None) -> list[Act]:
    def to(name: str) -> str:
        return reverse(f"exams:{name}", args=[plan.sitting.code])

    acts = [Act(gettext("Answer sheets"), to("sheets")), Act(gettext("Essays"), to("essays"))]
    if can_release(request.grants) and plan.sealed_at and not is_released(plan):
        outdated = scoring is None or not is_current(scoring)
        acts = [Act(pgettext("exam", "Score"), to("score"), main=outdated), *acts]
    return [*acts, Act(gettext("Keys"), to("keys")), Act(gettext("Back to the sitting"), to("sitting"))]


def waiting_sentence(plan: FormPlan) -> str:
    """What still waits for people, as the refusal of a scoring says it; "" where nothing does."""
    try:
        operations.check_may_score(plan)
    except Refusal as refusal:
        return refusal.sentence(get_language() or "en")
    return ""


def facts_of(scoring: Scoring) -> list[Fact]:
    agrees = AGREE if scoring.agrees else DIFFER
    state = CURRENT if is_current(scoring) else OUTDATED
    said = ngettext("%(count)s sheet differs", "%(count)s sheets differ", scoring.differing)
    differing = "" if scoring.agrees else said % {"count": count(scoring.differing)}
    digits = gettext("first 16 digits of SHA-256")
    return [
        Fact(gettext("Scored on"), day(scoring.scored_at), note=scoring.scored_by.shown_name),
        Fact(pgettext("exam", "Sheets"), count(scoring.sheets)),
        Fact(gettext("State"), state),
        Fact(gettext("Two scorers"), agrees, note=differing),
        Fact(gettext("Found by the scorer in Python"), scoring.by_python[:16], note=digits),
        Fact(gettext("Found by the scorer in SQL"), scoring.by_sql[:16], note=digits),
    ]


def files_of(plan: FormPlan, request: Request) -> list[tuple[str, str]]:
    """(label, address) of the responses of each form, for whoever may release."""
    if not can_release(request.grants):
        return []
    return [
        (gettext("Responses on form %(form)s") % {"form": letter},
         reverse("exams:responses", args=[plan.sitting.code, letter]))
        for letter in forms_by_letter(plan)
    ]  # fmt: skip


def cancellations(plan: FormPlan) -> QuerySet[KeyCancellation]:
    rows = KeyCancellation.objects.filter(item__form__plan=plan)
    related = rows.select_related("item__form", "item__version__item", "cancelled_by")
    return related.order_by("item__form__letter", "item__place")


class Score(OfPlan, FormPage):
    title = gettext_lazy("Score the sheets")
    lead = gettext_lazy("Every sheet is scored by both scorers. A scoring that stands stays; this one follows it.")
    form_class = Form
    submit = pgettext_lazy("exam", "Score")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.back = self.to("scoring")

    def check(self) -> None:
        check_may_release(self.request.grants)
        check_open(self.plan)

    def act(self, form: Form) -> str:
        operations.check_may_score(self.plan)
        job = jobs.ask(kind="exams.score", arguments={"plan": self.plan.pk}, by=self.by, at=timezone.now())
        return reverse("jobs:job", args=[job.pk])


class KeyList(OfPlan, ListPage):
    """The items of the forms, each with what became of its key."""

    title = gettext_lazy("Keys")
    lead = gettext_lazy("A wrong key is taken back for everybody; what that does is shown before anybody decides.")
    order = ("form__letter", "place", "pk")
    size = 200
    columns = (
        Column("form", gettext_lazy("Form"), lambda item: item.form.letter),
        Column("place", pgettext_lazy("exam", "Place"), lambda item: item.place, kind="whole"),
        Column("item", gettext_lazy("Item"), lambda item: item.version.item.code, main=True,
               link=lambda item: cancel_address(item)),
        Column("title", gettext_lazy("Title"), lambda item: item.version.name),
        Column("way", gettext_lazy("Key"), lambda item: way_said(item)),
    )  # fmt: skip

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.file_name = f"keys-{self.sitting.code}"

    def rows(self) -> QuerySet[FormItem]:
        rows = FormItem.objects.filter(form__plan=self.plan)
        return rows.select_related("form__plan", "version__item", "cancellation").defer("version__body")

    def acts(self) -> list[Act]:
        return [Act(gettext_lazy("Back to scoring"), self.to("scoring"))]

    def empty(self) -> NextStep:
        return NextStep(gettext_lazy("This sitting has no forms yet."))


def cancel_address(item: FormItem) -> str | None:
    return None if not item.scored or hasattr(item, "cancellation") else reverse("exams:cancel-key", args=[item.pk])


def way_said(item: FormItem) -> str:
    if not item.scored:
        return gettext("Only tried out")
    return str(WAYS[Way(item.cancellation.way)]) if hasattr(item, "cancellation") else ""


class CancelKey(FormPage):
    """What either way does to everybody stands above the question which of them it shall be."""

    title = gettext_lazy("Take a key back")
    form_class = CancelForm
    template_name = "exams/cancel_key.html"
    submit = gettext_lazy("Take the key back")
    done = gettext_lazy("The key is taken back. The scoring is out of date now: score again.")
    checked = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = FormItem.objects.select_related("form__plan__sitting", "version__item")
        self.item = get_object_or_404(rows, pk=kwargs["pk"], form__plan__sealed_at__isnull=False)
        self.plan = self.item.form.plan
        self.back = reverse("exams:keys", args=[self.plan.sitting.code])

    def check(self) -> None:
        check_may_release(self.request.grants)
        check_open(self.plan)
        operations.check_may_cancel(self.item)

    def sentence(self) -> str:
        said = gettext("Item %(item)s, form %(form)s, place %(place)s. Its key is taken back for all who had it.")
        where = {"form": self.item.form.letter, "place": self.item.place}
        return said % {"item": self.item.version.item.code, **where}

    def more(self) -> dict[str, Any]:
        if not sheet_state(self.plan).sheets:
            return {"effects": []}
        found = effects_of(self.item)
        classes = sorted({change for one in found.values() for change, _ in one.changes})
        table = [(_change(at), *(count(dict(found[way].changes).get(at, 0)) for way in Way)) for at in classes]
        return {"effects": [(WAYS[way], _effect_facts(found[way])) for way in Way], "classes": table,
                "ways": [WAYS[way] for way in Way]}  # fmt: skip

    def act(self, form: CancelForm) -> str:
        given = form.cleaned_data
        operations.cancel_key(
            item=self.item, way=given["way"], reason=given["reason"], by=self.by, at=timezone.now()
        )  # fmt: skip
        return reverse("exams:scoring", args=[self.plan.sitting.code])


def _effect_facts(effects: Effects) -> list[Fact]:
    return [
        Fact(gettext("Marks that rise"), count(effects.rise), note=_at_most(effects.most_up)),
        Fact(gettext("Marks that fall"), count(effects.fall), note=_at_most(effects.most_down)),
        Fact(gettext("Marks that stay"), count(effects.stay)),
    ]


def _at_most(thousandths: int) -> str:
    return (
        gettext("by at most %(share)s of the full mark") % {"share": percent(abs(thousandths))} if thousandths else ""
    )


def _change(low: int) -> str:
    """A class of changes, in per cent of the full mark."""
    return f"{'+' if low > 0 else ''}{thousandths_text(low * 100, get_language() or 'en', 1)}\N{NO-BREAK SPACE}%"


@require_POST
def responses_file(request: Request, code: str, letter: str) -> HttpResponse:
    """RESPONSES.csv of one form for `ortoo items`: 1, 0 or empty, a row a person without a name. A post, for the ledger
    says that it left.
    """
    check_may_release(request.grants)
    plan = plan_with_code(code)
    scoring, form = latest_scoring(plan), forms_by_letter(plan).get(letter)
    if scoring is None or form is None:
        raise Http404
    names, rows = responses_of(scoring, form)
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows([names, *rows])
    content = written.getvalue().encode()
    digest = hashlib.sha256(content).hexdigest()
    jobs.record_export(what="responses", rows=len(rows), sha256=digest, by=signed_in(request), at=timezone.now())
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="responses-{code}-{letter}.csv"'
    return answer
