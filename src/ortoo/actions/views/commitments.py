"""One commitment with what was done on it, the forms of each act, and what one's own body owes and is owed."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.access.rules.grants import Grants
from ortoo.actions import operations
from ortoo.actions.access import bodies_of, can_plan, can_read_papers, check_may_plan, check_plans_for
from ortoo.actions.forms.commitments import DeliverForm, ExpectForm, NothingForm, ReasonForm, WaitForm
from ortoo.actions.models import Commitment
from ortoo.actions.offers import acts_for, may_expect, may_plan_in
from ortoo.actions.queries.bodies import bodies_in, bodies_planned_for
from ortoo.actions.queries.commitments import commitment_with_code, stands, with_acts
from ortoo.actions.rules.states import OVER
from ortoo.actions.rules.states import Act as Step
from ortoo.actions.showing import Row, shown
from ortoo.actions.views.measures import since_text
from ortoo.actions.words import ACTS, DOING, SHORT, days, short
from ortoo.multilingual.texts import in_language
from ortoo.pages.components import Act, Fact, NextStep, Tag
from ortoo.pages.forms import FormPage
from ortoo.pages.lacking import TextsList, languages_missing
from ortoo.pages.lists import Choice, Column
from ortoo.people.words import marked_name, name_basis


def address(row: Commitment) -> str:
    return reverse("actions:commitment", args=[row.measure.code, row.code])


def found(measure: str, code: str) -> Commitment:
    row = commitment_with_code(code)
    if row is None or row.measure.code != measure:
        raise Http404
    return row


@require_GET
def commitment_page(request: Request, measure: str, code: str) -> HttpResponse:
    made, today = found(measure, code), timezone.localdate()
    seen = shown(made.measure, today)
    row = next(row for row in seen.rows if row.commitment.pk == made.pk)
    signed_in = can_read_papers(request.grants)
    context = {
        "heading": made.name.within(before=f"{made.code}, "),
        "lead": in_language(made.acceptance_test),
        "measure": made.measure,
        "facts": _facts(row),
        "acts": _buttons(row, request.grants),
        "history": [(act, ACTS[act.act], marked_name(act.organization)) for act in made.acts.all()],
        "expected": list(made.expected.all()),
        "signed_in": signed_in,
        **languages_missing(may_plan_in({row.giver.code, row.receiver.code}, request.grants), made),
        "basis_note": any(name_basis(body) != "S" for body in (made.giver, made.receiver, row.giver, row.receiver)),
    }
    return render(request, "actions/commitment.html", context)


def _facts(row: Row) -> list[Fact]:
    made = row.commitment
    waits = ", ".join(row.waits_for) or gettext("nothing")
    facts = [
        Fact(gettext("State"), row.tag),
        Fact(gettext("Who delivers"), marked_name(made.giver), since_text(made.giver, row.giver)),
        Fact(gettext("Who receives and confirms"), marked_name(made.receiver), since_text(made.receiver, row.receiver)),
        Fact(gettext("Due on"), short(made.due), gettext("This day never changes.")),
        Fact(gettext("Takes, once it can begin"), days(made.duration_days)),
        Fact(gettext("Waits for"), waits),
    ]
    if row.expected is not None:
        facts.insert(4, Fact(gettext("Expected as it stands"), short(row.expected)))
    if made.final:
        facts.append(Fact(gettext("End of the measure"), gettext("Yes")))
    return facts


def _buttons(row: Row, grants: Grants) -> list[Act]:
    made = row.commitment
    where = [made.measure.code, made.code]
    acts = [
        Act(DOING[act], reverse(f"actions:{act}", args=where), main=not at)
        for at, act in enumerate(acts_for(made, row.at.state, row.giver, row.receiver, grants))
    ]
    if may_expect(row.at.state, row.giver, grants):
        acts.append(Act(gettext("Name another day"), reverse("actions:expect", args=where)))
    if row.at.state not in OVER and may_plan_in({row.giver.code}, grants):
        acts.append(Act(gettext("It waits for one more"), reverse("actions:wait", args=where)))
    return acts


class ActForm(FormPage):
    """An act on one commitment: `what` says which, and so whose it is."""

    what: Step

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.commitment = found(kwargs["measure"], kwargs["code"])
        self.back = address(self.commitment)

    def check(self) -> None:
        operations.check_side(self.request.grants, self.commitment, self.what, timezone.localdate())

    def sentence(self) -> str:
        return self.commitment.name.within(before=f"{self.commitment.code}, ")


class Accept(ActForm):
    what = Step.ACCEPT
    title = gettext_lazy("Accept the commitment")
    form_class = NothingForm
    submit = gettext_lazy("Accept")
    done = gettext_lazy("The commitment is accepted.")

    def act(self, form: NothingForm) -> str:
        operations.accept(commitment=self.commitment, by=self.by, at=timezone.now())
        return address(self.commitment)


class Refuse(ActForm):
    what = Step.REFUSE
    title = gettext_lazy("Refuse the commitment")
    form_class = ReasonForm
    submit = gettext_lazy("Refuse")
    done = gettext_lazy("The commitment is refused, and owed by nobody.")

    def act(self, form: ReasonForm) -> str:
        operations.refuse(
            commitment=self.commitment, reason=form.cleaned_data["reason"], by=self.by, at=timezone.now()
        )  # fmt: skip
        return address(self.commitment)


class Deliver(ActForm):
    what = Step.DELIVER
    title = gettext_lazy("Deliver")
    form_class = DeliverForm
    submit = gettext_lazy("Deliver")
    done = gettext_lazy("It is delivered. The receiver confirms it or returns it.")

    def initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def act(self, form: DeliverForm) -> str:
        given = form.cleaned_data
        operations.deliver(
            commitment=self.commitment, evidence=given["evidence"], on=given["on"], by=self.by, at=timezone.now()
        )  # fmt: skip
        return address(self.commitment)


class Confirm(ActForm):
    what = Step.CONFIRM
    title = gettext_lazy("Confirm receipt")
    form_class = NothingForm
    submit = gettext_lazy("Confirm receipt")
    done = gettext_lazy("Receipt is confirmed. Whoever waited for it is told.")

    def act(self, form: NothingForm) -> str:
        operations.confirm(commitment=self.commitment, by=self.by, at=timezone.now())
        return address(self.commitment)


class Return(ActForm):
    what = Step.RETURN
    title = gettext_lazy("Return what was delivered")
    form_class = ReasonForm
    submit = pgettext_lazy("commitment", "Return")
    done = gettext_lazy("It is returned. The giver mends it and delivers it again.")

    def act(self, form: ReasonForm) -> str:
        operations.send_back(
            commitment=self.commitment, reason=form.cleaned_data["reason"], by=self.by, at=timezone.now()
        )  # fmt: skip
        return address(self.commitment)


class Expect(ActForm):
    what = Step.DELIVER  # whose turn it will be
    title = gettext_lazy("Name another day")
    form_class = ExpectForm
    submit = gettext_lazy("Name the day")
    done = gettext_lazy("The day stands beside the due date.")

    def act(self, form: ExpectForm) -> str:
        given = form.cleaned_data
        operations.expect_day(
            commitment=self.commitment, day=given["day"], reason=given["reason"], by=self.by, at=timezone.now()
        )  # fmt: skip
        return address(self.commitment)


class Wait(ActForm):
    title = gettext_lazy("It waits for one more")
    form_class = WaitForm
    submit = gettext_lazy("Add")
    done = gettext_lazy("It now waits for that one too.")

    def check(self) -> None:
        measure = self.commitment.measure
        inside = frozenset(bodies_in(measure, timezone.localdate()))
        check_plans_for(self.request.grants, inside, measure.code)

    def form_arguments(self) -> dict[str, Any]:
        there = {one.upstream_id for one in self.commitment.waits_for.all()} | {self.commitment.pk}
        rows = self.commitment.measure.commitments.exclude(pk__in=there).order_by("due", "code")
        return {"offered": [(row.code, row.name.within(before=f"{row.code} · ")) for row in rows]}

    def act(self, form: WaitForm) -> str:
        upstream = form.cleaned_data["upstream"]
        operations.add_dependency(commitment=self.commitment, upstream=upstream, by=self.by, at=timezone.now())
        return address(self.commitment)


def state_tag(row: Commitment) -> Tag:
    return SHORT[stands(row, timezone.localdate()).standing]


def days_behind(row: Commitment) -> int | None:
    return stands(row, timezone.localdate()).late or None


class OwedList(TextsList):
    """What the reader's bodies owe others and are owed, the earliest due first."""

    title = gettext_lazy("What we owe, and are owed")
    lead = gettext_lazy("Commitments of the bodies that you plan for, and of those that they took over from.")
    order = ("due", "pk")
    file_name = "commitments"
    columns = (
        Column("name", gettext_lazy("What is owed"), lambda row: row.name, main=True, link=address,
               second=lambda row: row.measure.name.within(before=f"{row.code} · ")),
        Column("code", gettext_lazy("No."), lambda row: row.code, on_page=False),
        Column("measure", gettext_lazy("Measure"), lambda row: row.measure.code, on_page=False),
        Column("giver", pgettext_lazy("giver", "From"), lambda row: row.giver.code, on_page=False),
        Column("receiver", gettext_lazy("To"), lambda row: row.receiver.code, on_page=False),
        Column("between", gettext_lazy("From → to"), lambda row: f"{row.giver.code} → {row.receiver.code}",
               in_file=False),
        Column("due", gettext_lazy("Promised"), lambda row: row.due, kind="day"),
        Column("late", gettext_lazy("Days behind"), days_behind, kind="whole"),
        Column("state", gettext_lazy("State"), state_tag),
    )  # fmt: skip

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.filters = (
            Choice("side", gettext_lazy("Side"), apply=self._side, every=gettext_lazy("Owed and due to us"),
                   options=(("owed", gettext_lazy("What we owe")), ("due", gettext_lazy("What we are owed")))),
            Choice("open", gettext_lazy("State"), apply=_open, every=gettext_lazy("All"),
                   options=(("open", pgettext_lazy("commitments", "Open")), ("over", gettext_lazy("Over")))),
            *self.filters,
        )  # fmt: skip

    def may_write(self) -> bool:
        return can_plan(self.request.grants)

    def check(self) -> None:
        check_may_plan(self.request.grants)

    def rows(self) -> QuerySet[Commitment]:
        bodies = self._bodies
        return with_acts(Commitment.objects.filter(Q(giver__in=bodies) | Q(receiver__in=bodies)))

    @property
    def _bodies(self) -> set[int]:
        return bodies_planned_for(bodies_of(self.request.grants), timezone.localdate())

    def _side(self, rows: QuerySet[Commitment], side: str) -> QuerySet[Commitment]:
        return rows.filter(**{"giver__in" if side == "owed" else "receiver__in": self._bodies})

    def empty(self) -> NextStep:
        return NextStep(
            gettext_lazy("Your body owes nothing and is owed nothing."), gettext_lazy("All measures"),
            reverse("actions:home"),
        )  # fmt: skip


def _open(rows: QuerySet[Commitment], which: str) -> QuerySet[Commitment]:
    over = Q(acts__act__in=("confirm", "refuse"))
    return rows.filter(over) if which == "over" else rows.exclude(over)
