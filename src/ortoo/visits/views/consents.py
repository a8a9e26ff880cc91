"""What a host may see: given and taken back by the traveller, and the list handed over once all have consented."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from ortoo.pages.forms import Form, FormPage
from ortoo.visits import operations
from ortoo.visits.access import own_traveller
from ortoo.visits.forms.travelling import AFTER, ConsentForm
from ortoo.visits.forms.travelling import HostForm as ChooseHost
from ortoo.visits.models import VisitHost
from ortoo.visits.queries.consents import consents_of
from ortoo.visits.views.finding import found_visit, page_of
from ortoo.visits.views.travellers import OfVisit


class OwnConsent(FormPage):
    """A form of a traveller about one host of their visit; for anybody else there is none."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.visit = found_visit(self.request.grants, kwargs["code"])
        own = own_traveller(self.request.grants, self.visit)
        host = _hosts(self.visit.hosts.all()).filter(pk=kwargs["host"]).first()
        if own is None or host is None:
            raise Http404
        self.own, self.host = own, host
        self.back = page_of(self.visit, "traveller", own.place)

    def sentence(self) -> str:
        return self.host.organization.name


class Consent(OwnConsent):
    title = gettext_lazy("What this host may see of you")
    form_class = ConsentForm
    submit = gettext_lazy("Consent")
    done = gettext_lazy("Your consent is kept. You can take it back at any time.")

    def form_arguments(self) -> dict[str, Any]:
        return {"last_day": self.visit.ends}

    def initial(self) -> dict[str, Any]:
        said = consents_of(self.own).get(self.host.pk, {})
        given = [code for code, word in said.items() if word.given]
        return {"covers": given, "until": self.visit.ends + AFTER}

    def act(self, form: ConsentForm) -> str:
        given = form.cleaned_data
        operations.give_consent(
            traveller=self.own, host=self.host, covers=given["covers"], until=given["until"], by=self.by,
            at=timezone.now(),
        )  # fmt: skip
        return str(self.back)


class TakeBack(OwnConsent):
    title = gettext_lazy("Take your consent back")
    form_class = Form
    submit = gettext_lazy("Take it back")
    done = gettext_lazy("The host no longer sees you.")

    def sentence(self) -> str:
        return gettext("%(host)s sees nothing of you from now on but a number.") % {"host": self.host.organization.name}

    def act(self, form: Form) -> str:
        operations.take_back_consent(traveller=self.own, host=self.host, by=self.by, at=timezone.now())
        return str(self.back)


class HandOver(OfVisit):
    title = gettext_lazy("Hand the list to a host")
    lead = gettext_lazy(
        "Everybody who travels must have consented that the host sees their name. The host reads the list on its own "
        "page, as long as the consents hold."
    )
    form_class = ChooseHost
    submit = gettext_lazy("Hand over the list")
    done = gettext_lazy("The list is handed over.")

    def form_arguments(self) -> dict[str, Any]:
        rows = _hosts(self.visit.hosts.all())
        return {"hosts": [(str(host.pk), host.organization.name) for host in rows]}

    def act(self, form: ChooseHost) -> str:
        host = _hosts(self.visit.hosts.all()).get(pk=form.cleaned_data["host"])
        operations.hand_over_list(host=host, by=self.by, at=timezone.now())
        return self.led_back()


def _hosts(rows: QuerySet[VisitHost]) -> QuerySet[VisitHost]:
    return rows.select_related("organization", "visit").order_by("-leads", "organization__code")
