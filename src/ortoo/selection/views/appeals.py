"""Appeals: filed from one's own place, read as a file, ruled on by two members of the panel."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.exams.queries import sitting_with_code
from ortoo.pages.components import Act, NextStep
from ortoo.pages.forms import Form, FormPage
from ortoo.pages.lists import Choice, Column, ListPage
from ortoo.selection import operations
from ortoo.selection.access import can_read_files, can_rule, check_may_read_files, check_may_rule
from ortoo.selection.appeal_file import file_of, state_of_appeal, why_not
from ortoo.selection.appeal_forms import AppealForm, OrderForm, ReasonForm, RulingForm
from ortoo.selection.clock import clock
from ortoo.selection.models import Appeal, Place, Ruling
from ortoo.selection.naming import naming
from ortoo.selection.queries import appeal_numbered, appeals_of, exams_of, ruling_of, state, with_rulings, with_state
from ortoo.selection.rules.states import NEXT
from ortoo.selection.rules.states import Act as Step
from ortoo.selection.views.places import context_of
from ortoo.selection.views.rounds import OfARound, address, round_of
from ortoo.selection.words import ALL_GROUNDS


def appeal_address(appeal: Appeal, page: str = "appeal") -> str:
    return reverse(f"selection:{page}", args=[appeal.round.code, appeal.number])


def _in_force(appeal: Any) -> Ruling | None:
    """The ruling of a row from `with_rulings`."""
    return next(iter(appeal.in_force), None)


class AppealList(ListPage):
    """For those who read files of appeals."""

    order = ("-number",)
    filters = (
        Choice(
            "status", gettext_lazy("State"),
            [("open", gettext_lazy("Waits")), ("ruled", gettext_lazy("Ruled on")),
             ("withdrawn", pgettext_lazy("appeal", "Withdrawn"))],
            apply=with_state,
        ),
    )  # fmt: skip
    columns = (
        Column("number", gettext_lazy("Appeal"), lambda appeal: appeal.code, main=True, link=appeal_address),
        Column("official", gettext_lazy("Official"), lambda appeal: appeal.official.short_name),
        Column("ground", gettext_lazy("Ground"), lambda appeal: ALL_GROUNDS[appeal.ground]),
        Column("filed", gettext_lazy("Filed on"), lambda appeal: timezone.localdate(appeal.filed_at), kind="day"),
        Column(
            "state", gettext_lazy("State"), lambda appeal: state_of_appeal(appeal, next(iter(appeal.in_force), None))
        ),
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.round = round_of(kwargs["code"])
        self.file_name = f"appeals-{self.round.code}"

    def check(self) -> None:
        check_may_read_files(self.request.grants)

    def rows(self) -> QuerySet[Appeal]:
        return with_rulings(appeals_of(self.round, self.request.grants))

    def heading(self) -> str:
        return gettext("Appeals: %(round)s") % {"round": self.round.name}

    def sentence(self) -> str:
        return clock(self.round, timezone.now())

    def acts(self) -> list[Act]:
        return [Act(gettext_lazy("The round"), address(self.round))]

    def empty(self) -> NextStep:
        return NextStep(gettext_lazy("Nobody has appealed."))


@login_required
@require_GET
def appeal_page(request: Request, code: str, number: int) -> HttpResponse:
    """The file: for the panel and those who decided, and for the official without names of others."""
    appeal = _visible(request, code, number)
    own, named = appeal.official.account_id == request.user.pk, can_read_files(request.grants)
    names, now = naming(), timezone.now()
    context = {
        **context_of(appeal.place, own=own),
        **file_of(appeal, names, named=named),
        "heading": gettext("Appeal %(appeal)s") % {"appeal": appeal.code},
        "lead": clock(appeal.round, now) if appeal.origin == "official" else "",
        "own": own,
        "kept_out": why_not(appeal, request.user) if can_rule(request.grants) else "",
        "rules": can_rule(request.grants),
        "may_rule": (state(appeal.round, now), Step.RULE_ON) in NEXT,
        "may_withdraw": own and (state(appeal.round, now), Step.WITHDRAW) in NEXT,
    }
    return render(request, "selection/appeal.html", context)


def _visible(request: Request, code: str, number: int) -> Appeal:
    """Of those the reader may see: one's own, or by a role that reads files."""
    found = appeal_numbered(round_of(code), number, request.grants)
    if found is None or not (found.official.account_id == request.user.pk or can_read_files(request.grants)):
        raise Http404
    return found


class OfAPlace(OfARound):
    """A form about one place on a list."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        visible = Place.objects.visible_to(self.request.grants).select_related("official", "run__round", "record")
        self.place = get_object_or_404(visible, pk=kwargs["pk"], run__round=self.round)
        self.back = reverse("selection:place", args=[self.round.code, self.place.pk])

    def sentence(self) -> str:
        return str(self.lead) % {"round": self.round.name, "official": self.place.official.short_name}


class FileAppeal(OfAPlace):
    title = gettext_lazy("Appeal against your place")
    form_class = AppealForm
    submit = gettext_lazy("File the appeal")
    done = gettext_lazy("Your appeal was received. Two members of the appeals panel rule on it.")

    def check(self) -> None:
        if self.place.official.account_id != self.request.user.pk:
            raise Http404

    def sentence(self) -> str:
        return clock(self.round, timezone.now())

    def form_arguments(self) -> dict[str, Any]:
        return {"exams": exams_of(self.round)}

    def act(self, form: AppealForm) -> str:
        made = operations.file_appeal(place=self.place, by=self.by, at=timezone.now(), **_said(form))
        return appeal_address(made)


class RecordOrder(OfAPlace):
    title = gettext_lazy("Record an order that reopens the list")
    lead = gettext_lazy("%(round)s, %(official)s. From here an order goes the way of an appeal: ruling, seal, new run.")
    form_class = OrderForm
    submit = gettext_lazy("Record the order")
    done = gettext_lazy("The order is recorded. Two other members of the appeals panel rule on it.")

    def check(self) -> None:
        check_may_rule(self.request.grants)

    def form_arguments(self) -> dict[str, Any]:
        return {"exams": exams_of(self.round)}

    def act(self, form: OrderForm) -> str:
        reference = form.cleaned_data["reference"]
        made = operations.record_order(
            place=self.place, reference=reference, by=self.by, at=timezone.now(), **_said(form)
        )
        return appeal_address(made)


class OfAnAppeal(FormPage):
    """A form about one appeal."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.appeal = _visible(self.request, kwargs["code"], kwargs["number"])
        self.back = appeal_address(self.appeal)

    def sentence(self) -> str:
        return str(self.lead) % {"appeal": self.appeal.code, "official": self.appeal.official.short_name}


class WithdrawAppeal(OfAnAppeal):
    title = gettext_lazy("Withdraw the appeal")
    lead = gettext_lazy("Appeal %(appeal)s is not ruled on then. Another may be filed while the window is open.")
    form_class = Form
    submit = gettext_lazy("Withdraw")
    done = gettext_lazy("The appeal was withdrawn.")

    def check(self) -> None:
        operations.check_filed(self.appeal, self.by)

    def act(self, form: Form) -> str:
        operations.withdraw_appeal(appeal=self.appeal, by=self.by, at=timezone.now())
        return str(self.back)


class DraftRuling(OfAnAppeal):
    title = gettext_lazy("Draft a ruling")
    lead = gettext_lazy("Appeal %(appeal)s of %(official)s. Another member of the panel confirms or returns it.")
    form_class = RulingForm
    submit = gettext_lazy("Hand to a second member")
    done = gettext_lazy("The draft waits for a second member of the panel.")

    def check(self) -> None:
        check_may_rule(self.request.grants)

    def form_arguments(self) -> dict[str, Any]:
        return {"exams": exams_of(self.appeal.round)}

    def act(self, form: RulingForm) -> str:
        given = form.cleaned_data
        operations.draft_ruling(
            appeal=self.appeal,
            outcome=given["outcome"],
            reason=given["reason"],
            remedy=given["remedy"],
            sitting=sitting_with_code(given["sitting"]) if given["sitting"] else None,
            thousandths=given["mark"],
            attribute=given["attribute"],
            value=given["value"],
            by=self.by,
            at=timezone.now(),
        )
        return str(self.back)


class OfADraft(OfAnAppeal):
    """What a second member does with the draft that waits."""

    def check(self) -> None:
        check_may_rule(self.request.grants)
        self.draft = ruling_of(self.appeal)
        if self.draft is None:
            raise Http404


class ConfirmRuling(OfADraft):
    title = gettext_lazy("Confirm the ruling")
    lead = gettext_lazy("Appeal %(appeal)s of %(official)s. From then on it counts, and is never changed.")
    form_class = Form
    submit = gettext_lazy("Confirm")
    done = gettext_lazy("The ruling counts and is recorded in the ledger. The official is told.")
    template_name = "selection/confirm_ruling.html"

    def more(self) -> dict[str, Any]:
        return file_of(self.appeal, naming(), named=True)

    def act(self, form: Form) -> str:
        assert self.draft is not None
        operations.confirm_ruling(ruling=self.draft, by=self.by, at=timezone.now())
        return str(self.back)


class ReturnRuling(OfADraft):
    title = gettext_lazy("Return the draft")
    lead = gettext_lazy("Appeal %(appeal)s of %(official)s. The reason stays with the draft; a new one may follow.")
    form_class = ReasonForm
    submit = gettext_lazy("Return")
    done = gettext_lazy("The draft was returned with your reason.")

    def act(self, form: ReasonForm) -> str:
        assert self.draft is not None
        reason = form.cleaned_data["reason"]
        operations.return_ruling(ruling=self.draft, reason=reason, by=self.by, at=timezone.now())
        return str(self.back)


def _said(form: AppealForm) -> dict[str, Any]:
    """Only what the ground speaks of."""
    given = form.cleaned_data
    sitting = sitting_with_code(given["sitting"]) if given["ground"] == "mark" and given["sitting"] else None
    attribute = given["attribute"] if given["ground"] == "attribute" else ""
    return {"ground": given["ground"], "text": given["text"], "sitting": sitting, "attribute": attribute}
