"""What others say of a dossier: the sending ministry's consent, and what somebody thinks of a flag."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from ortoo.multilingual.texts import in_language
from ortoo.pages.forms import FormPage
from ortoo.permission import operations
from ortoo.permission.access import check_may_consent, check_may_weigh
from ortoo.permission.forms.dossiers import ConsentForm, WeighForm
from ortoo.permission.queries.dossiers import consents_of, dossiers_of, for_consent
from ortoo.permission.queries.flags import flags_of
from ortoo.permission.views.dossiers import found_dossier, sayer
from ortoo.permission.views.naming import own_address
from ortoo.permission.views.own import standing_today


class OfADossier(FormPage):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.dossier = found_dossier(self.request, kwargs["code"], kwargs["number"])
        self.back = own_address(self.dossier)


class Speak(OfADossier):
    title = gettext_lazy("Does your ministry consent?")
    form_class = ConsentForm
    submit = gettext_lazy("Send the answer")
    done = gettext_lazy("Your ministry's answer is kept, and the official is told.")

    def check(self) -> None:
        check_may_consent(self.request.grants)
        if not for_consent(self.request.grants).filter(pk=self.dossier.pk).exists():
            raise Http404

    def sentence(self) -> str:
        said = gettext("%(official)s, for “%(visit)s”. The latest answer counts until the Prime Minister has decided.")
        visit = in_language(self.dossier.call.visit["title"])
        return said % {"official": self.dossier.official.short_name, "visit": visit}

    def initial(self) -> dict[str, Any]:
        spoken = consents_of([self.dossier.pk]).get(self.dossier.pk)
        return {} if spoken is None else {"given": "yes" if spoken.given else "no", "reason": spoken.reason}

    def act(self, form: ConsentForm) -> str:
        given = form.cleaned_data["given"] == "yes"
        operations.speak_on(
            dossier=self.dossier, given=given, reason=form.cleaned_data["reason"], by=self.by, at=timezone.now()
        )
        return own_address(self.dossier)


class Weigh(OfADossier):
    title = gettext_lazy("Weigh a flag")
    form_class = WeighForm
    submit = gettext_lazy("Keep this")
    done = gettext_lazy("The flag is weighed.")

    def check(self) -> None:
        check_may_weigh(self.request.grants)
        among = [one for one in dossiers_of(self.dossier.call) if one.withdrawn_at is None]
        standing = standing_today(self.dossier)
        flags = flags_of([self.dossier], standing.today, among=among)[self.dossier.pk]
        flag = next((one for one in flags if one.key == self.kwargs["flag"]), None)
        if flag is None:
            raise Http404
        self.flag, self.said = flag, sayer(self.dossier.call, standing)(flag)

    def sentence(self) -> str:
        return f"{self.dossier.official.short_name}: {self.said}"

    def act(self, form: WeighForm) -> str:
        operations.weigh_flag(
            dossier=self.dossier,
            flag=self.flag.key,
            matters=form.cleaned_data["weight"] == "matters",
            reason=form.cleaned_data["reason"],
            by=self.by,
            at=timezone.now(),
        )
        return own_address(self.dossier)
