"""The questionnaire of a day, by who travels."""

from __future__ import annotations

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from ortoo.visits import operations
from ortoo.visits.forms.days import AnswerForm
from ortoo.visits.queries.travellers import traveller_of
from ortoo.visits.views.days import day_asked
from ortoo.visits.views.finding import page_of
from ortoo.visits.views.planning import OfVisit
from ortoo.visits.words.days import long_day


class AnswerDay(OfVisit):
    title = gettext_lazy("How was the day?")
    lead = gettext_lazy(
        "Your answer is kept without your name and without a time. Hosts and those who keep the visit see the means, "
        "and the remarks in no order, once five have answered."
    )
    form_class = AnswerForm
    unkept = True
    submit = gettext_lazy("Send")
    template_name = "visits/answer.html"
    done = gettext_lazy("Thank you. Your answer is kept without your name.")

    def check(self) -> None:
        self.day = day_asked(self.visit, self.kwargs["day"])
        me = traveller_of(self.request.grants, self.visit)
        if me is None:
            raise Http404
        self.me = me
        self.back = page_of(self.visit, "day", self.day.isoformat())

    def heading(self) -> str:
        return gettext("How was %(day)s?") % {"day": long_day(self.day)}

    def act(self, form: AnswerForm) -> str:
        operations.answer_day(traveller=self.me, day=self.day, answer=form.answer(), by=self.by, at=timezone.now())
        return page_of(self.visit, "day", self.day.isoformat())
