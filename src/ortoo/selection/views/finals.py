"""From upheld appeals to a final list: carried out, run again, signed, published; and somebody leaves it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy

from ortoo.jobs import operations as jobs
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Act, Figure
from ortoo.pages.forms import Form
from ortoo.selection import operations
from ortoo.selection.access import check_may_seal, check_may_select, check_may_sign
from ortoo.selection.appeal_forms import ReasonForm
from ortoo.selection.models import Place, Run
from ortoo.selection.queries import departures_of, final_list, keys_of_members
from ortoo.selection.views.appeals import OfAPlace
from ortoo.selection.views.lists import PlaceList
from ortoo.selection.views.rounds import OfARound, address


class CarryOut(OfARound):
    title = gettext_lazy("Carry out upheld appeals")
    lead = gettext_lazy(
        "%(round)s. What the rulings order goes beside the marks, and one new seal replaces the old for exactly those "
        "officials. Every other record stays as it was sealed, byte for byte."
    )
    form_class = Form
    submit = gettext_lazy("Carry out")

    def check(self) -> None:
        check_may_seal(self.request.grants)

    def act(self, form: Form) -> str:
        arguments = {"round": self.round.pk}
        job = jobs.ask(kind="selection.carry-out", arguments=arguments, by=self.by, at=timezone.now())
        return reverse("jobs:job", args=[job.pk])


class Rerun(OfARound):
    title = gettext_lazy("Run the selection again")
    lead = gettext_lazy(
        "%(round)s. The same rule with the first seed is applied to the records that were sealed anew. "
        "No second window opens."
    )
    form_class = Form
    submit = gettext_lazy("Run again")

    def check(self) -> None:
        check_may_select(self.request.grants)

    def act(self, form: Form) -> str:
        arguments = {"round": self.round.pk}
        job = jobs.ask(kind="selection.rerun", arguments=arguments, by=self.by, at=timezone.now())
        return reverse("jobs:job", args=[job.pk])


class SignList(OfARound):
    title = gettext_lazy("Sign the list")
    lead = gettext_lazy(
        "%(round)s. Every appeal is ruled on and carried out, and every promise of the rule was checked. "
        "With your signature the list can be published as final."
    )
    form_class = Form
    submit = gettext_lazy("Sign")
    done = gettext_lazy("The list is signed. Next, the selection officer publishes it.")

    def check(self) -> None:
        check_may_sign(self.request.grants)

    def act(self, form: Form) -> str:
        operations.sign_list(round=self.round, by=self.by, at=timezone.now())
        return address(self.round)


class PublishFinal(OfARound):
    title = gettext_lazy("Publish the final list")
    lead = gettext_lazy(
        "%(round)s. Whoever is on it or in reserve, appealed or now stands otherwise is told. "
        "After that only an order reopens the list."
    )
    form_class = Form
    submit = gettext_lazy("Publish")
    done = gettext_lazy("The list is final. Whom it concerns was told.")

    def check(self) -> None:
        check_may_select(self.request.grants)

    def act(self, form: Form) -> str:
        operations.publish_final(round=self.round, by=self.by, at=timezone.now())
        return address(self.round, "final")


class LeaveList(OfAPlace):
    title = gettext_lazy("Take somebody off the final list")
    lead = gettext_lazy(
        "%(official)s leaves the list of %(round)s, and the first of the reserve with whom every promise is kept "
        "moves up."
    )
    form_class = ReasonForm
    submit = gettext_lazy("Record the departure")
    done = gettext_lazy("The departure is recorded.")

    def check(self) -> None:
        if self.place.official.account_id != self.request.user.pk:
            check_may_select(self.request.grants)

    def act(self, form: ReasonForm) -> str:
        own = self.place.official.account_id == self.by.pk
        operations.leave_list(place=self.place, reason=form.cleaned_data["reason"], by=self.by, at=timezone.now())
        return str(self.back) if own else address(self.round, "final")


class FinalPage(PlaceList):
    """Who is on the final list today."""

    def rows(self) -> QuerySet[Place]:
        return super().rows().filter(pk__in=self.members)

    def setup(self, *args: Any, **kwargs: Any) -> None:
        super().setup(*args, **kwargs)
        self.members = keys_of_members(self.listed)
        self.file_name, self.filters = f"final-{self.round.code}", ()

    def shown(self) -> Run:
        listed = final_list(self.round)
        if listed is None:
            raise Http404
        self.listed = listed
        return listed.run

    def sentence(self) -> str:
        return gettext("Final list, version %(version)s, signed by the head of the academy and published.") % {
            "version": self.listed.version
        }

    def figures(self) -> list[Figure]:
        language, gone = get_language() or "en", departures_of(self.listed).count()
        return [
            Figure(gettext("On the list"), whole(len(self.members), language)),
            Figure(gettext("Kept by the rule"), whole(len(self.listed.kept), language)),
            Figure(gettext("Left since"), whole(gone, language)),
        ]

    def acts(self) -> list[Act]:
        whole = Act(gettext_lazy("The whole list"), address(self.round, "list"))
        return [whole, *super().acts()]

    def more(self) -> dict[str, Any]:
        return {}

    def cut_above(self, row: Place) -> str:
        return ""
