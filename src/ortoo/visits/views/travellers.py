"""Who travels: the list for those who see names, the same for a host by consent, and the page of one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.access import require
from ortoo.access.requests import Request
from ortoo.multilingual.basis import UNCONFIRMED, marked
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.components import Act, Figure, NextStep
from ortoo.pages.forms import Form, FormPage
from ortoo.pages.lists import Column, ListPage
from ortoo.people.queries import official_seen
from ortoo.people.words import marked_name
from ortoo.visits import operations
from ortoo.visits.access import (
    NAMED_TO,
    can_keep_visits,
    can_see_names,
    check_may_keep_visits,
    own_hosts,
    own_traveller,
)
from ortoo.visits.forms.travelling import TravellerForm
from ortoo.visits.models import Traveller, Visit, VisitHost
from ortoo.visits.queries.consents import consented_counts, seen_by_host, travellers_for_host
from ortoo.visits.queries.packs import finished_parts, packs_of
from ortoo.visits.queries.papers import checklist_of, of_traveller
from ortoo.visits.queries.travellers import posts_of, traveller_seen, travellers_seen
from ortoo.visits.views.finding import found_visit, page_of
from ortoo.visits.words.travelling import LEFT, PARTS, TRAVELS, covered, has_mark, of_all, part_of


def traveller_or_404(request: Request, visit: Visit, place: int) -> Traveller:
    found = traveller_seen(request.grants, visit, place)
    if found is None:
        raise Http404
    return found


def topic_names(visit: Visit) -> dict[str, str]:
    """By code, with † where a topic is not read in a source."""
    return {topic.code: marked(topic.name, topic.basis) for topic in visit.topics.all()}


@login_required
@require_GET
def travellers(request: Request, code: str) -> HttpResponseBase:
    """Each sees what is theirs: names, what they consented to, or oneself."""
    visit = found_visit(request.grants, code)
    if can_see_names(request.grants):
        return TravellerList.as_view()(request, code=code)
    hosts = own_hosts(request.grants, visit)
    if hosts:
        return _for_host(request, hosts[0])
    own = own_traveller(request.grants, visit)
    if own is not None:
        return redirect(page_of(visit, "traveller", own.place))
    require(request.grants, *NAMED_TO)
    raise Http404


class TravellerList(ListPage):
    title = gettext_lazy("Who travels")
    lead = gettext_lazy("Delegates as the Prime Minister permits them, and escorts. Nobody travels with a red paper.")
    order = ("place",)
    size = 60
    template_name = "visits/travellers.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.visit = found_visit(self.request.grants, kwargs["code"])
        self.file_name = f"travellers-{self.visit.code}"

    def check(self) -> None:
        require(self.request.grants, *NAMED_TO)
        self._load()
        self.columns = self._columns()

    def _load(self) -> None:
        """What the columns say of all rows at once: twelve travel."""
        today = timezone.localdate()
        self.all = list(self.rows().order_by("place"))
        going = [one for one in self.all if one.left_at is None]
        self.posts = posts_of(self.all, self.visit.begins)
        self.topics = topic_names(self.visit)
        self.hosts = list(self.visit.hosts.select_related("organization"))
        self.seen = [seen_by_host(host, today) for host in self.hosts]
        self.items = checklist_of(self.visit, today, going)
        self.packs = packs_of(self.visit)
        self.done = finished_parts(going)
        self.escorts_inferred = any(one.basis in UNCONFIRMED for one in self.all)
        named = [*self.topics.values(), *(self.body_of(one) for one in self.all)]
        self.basis_note = self.escorts_inferred or has_mark(named)

    def rows(self) -> QuerySet[Traveller]:
        return travellers_seen(self.request.grants, self.visit)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("place", gettext_lazy("Place"), lambda row: row.place, kind="whole"),
            Column("personnel", gettext_lazy("Personnel number"), lambda row: row.official.number, on_page=False),
            Column("name", gettext_lazy("Traveller"), lambda row: row.official.short_name, main=True,
                   link=lambda row: page_of(self.visit, "traveller", row.place),
                   second=lambda row: self.body_of(row)),
            Column("part", gettext_lazy("Travels as"), part_of, export=lambda row: PARTS[row.part]),
            Column("topic", gettext_lazy("Topic"), lambda row: self.topics.get(row.topic, row.topic),
                   export=lambda row: row.topic),
            Column("consents", gettext_lazy("Hosts that see the name"), self.consented),
            Column("papers", gettext_lazy("Papers there"), self.papers_there),
            Column("red", gettext_lazy("Red papers"), self.red, kind="whole"),
            Column("study", gettext_lazy("Pre-study finished"), self.studied),
            Column("state", gettext_lazy("State"), lambda row: TRAVELS if row.left_at is None else LEFT),
        )  # fmt: skip

    def body_of(self, row: Traveller) -> str:
        post = self.posts.get(row.official_id)
        return marked_name(post.organization) if post else ""

    def consented(self, row: Traveller) -> str:
        return of_all(sum(row.pk in seen for seen in self.seen), len(self.hosts)) if row.left_at is None else ""

    def papers_there(self, row: Traveller) -> str:
        items = of_traveller(self.items, row)
        return of_all(sum(one.state == "done" for one in items), len(items)) if items else ""

    def red(self, row: Traveller) -> int:
        return sum(one.is_red for one in of_traveller(self.items, row))

    def studied(self, row: Traveller) -> str:
        if row.left_at is not None:
            return ""
        done = self.done[row.pk]
        return of_all(sum(all(part.pk in done for part in pack.parts.all()) for pack in self.packs), len(self.packs))

    def figures(self) -> list[Figure]:
        language = get_language() or "en"
        going = [one for one in self.all if one.left_at is None]
        return [
            Figure(gettext("Delegates"), whole(sum(one.part == "delegate" for one in going), language)),
            Figure(gettext("Escorts"), whole(sum(one.part == "escort" for one in going), language)),
            Figure(gettext("Red papers"), whole(sum(one.is_red for one in self.items), language)),
        ]

    def acts(self) -> list[Act]:
        found = [
            Act(gettext("Papers"), page_of(self.visit, "papers")),
            Act(gettext("Pre-study"), page_of(self.visit, "packs")),
        ]
        if not can_keep_visits(self.request.grants):
            return found
        if self.all:
            found.append(Act(gettext("Hand the list to a host"), page_of(self.visit, "hand-over")))
        return [
            Act(gettext("Name the delegation"), page_of(self.visit, "name-delegation"), main=not self.all),
            Act(gettext("Name one traveller"), page_of(self.visit, "name-traveller")),
            *found,
        ]

    def more(self) -> dict[str, Any]:
        return {"visit": self.visit, "visit_address": page_of(self.visit), "escort_note": self.escorts_inferred}

    def empty(self) -> NextStep:
        return NextStep(gettext("Nobody is named yet. Delegates are named once the delegation is closed."))


def _for_host(request: Request, host: VisitHost) -> HttpResponse:
    """The list as one host sees it: names of those who consented, numbers of the others."""
    today = timezone.localdate()
    rows, topics = travellers_for_host(host, today), topic_names(host.visit)
    context = {
        "heading": gettext("Who travels"),
        "lead": gettext("You see whom each traveller lets you see, and only as long as they say."),
        "visit": host.visit,
        "rows": [
            {
                "one": one,
                "part": PARTS[one.part],
                "escort": one.part == "escort",
                "topic": topics.get(one.topic, one.topic),
                "covers": covered(one.covers),
            }
            for one in rows
        ],
        "escort_note": any(one.part == "escort" for one in rows),
        "basis_note": any(one.part == "escort" for one in rows) or has_mark(topics.values()),
        "figures": [
            Figure(gettext("Travellers"), whole(len(rows), get_language() or "en")),
            Figure(gettext("Seen by name"), of_all(consented_counts([host], today)[host.pk], len(rows))),
        ],
    }
    return render(request, "visits/travellers_for_host.html", context)


class OfVisit(FormPage):
    """A form of those who keep visits about one visit."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.visit = found_visit(self.request.grants, kwargs["code"])
        self.back = self.led_back()

    def led_back(self) -> str:
        return page_of(self.visit, "travellers")

    def check(self) -> None:
        check_may_keep_visits(self.request.grants)


class NameDelegation(OfVisit):
    title = gettext_lazy("Name the delegation")
    lead = gettext_lazy(
        "Everybody whom the order in force permits travels and is told. After a later order do it again: who is new "
        "comes in, and who is no longer permitted leaves."
    )
    form_class = Form
    submit = gettext_lazy("Name the delegation")
    done = gettext_lazy("The delegation is named.")

    def act(self, form: Form) -> str:
        operations.name_delegation(visit=self.visit, by=self.by, at=timezone.now())
        return self.led_back()


class NameTraveller(OfVisit):
    title = gettext_lazy("Name one traveller")
    lead = gettext_lazy("An escort, or a delegate who had left and comes back.")
    form_class = TravellerForm
    submit = gettext_lazy("Name the traveller")
    done = gettext_lazy("The traveller is named and told.")

    def initial(self) -> dict[str, Any]:
        return {"part": "escort"}

    def act(self, form: TravellerForm) -> str:
        given = form.cleaned_data
        official = official_seen(self.request.grants, given["number"].strip())
        if official is None:
            raise Refusal("visits.unknown_official", number=given["number"], field="number")
        name = operations.add_escort if given["part"] == "escort" else operations.name_delegate
        made = name(visit=self.visit, official=official, by=self.by, at=timezone.now())
        return page_of(self.visit, "traveller", made.place)


class Leave(OfVisit):
    title = gettext_lazy("Does not travel")
    lead = gettext_lazy("The traveller leaves and is told; from now on no host sees them. The row stays.")
    form_class = Form
    submit = gettext_lazy("Let the traveller leave")
    done = gettext_lazy("The traveller has left.")

    def check(self) -> None:
        super().check()
        self.traveller = traveller_or_404(self.request, self.visit, self.kwargs["place"])
        self.back = page_of(self.visit, "traveller", self.traveller.place)

    def heading(self) -> str:
        return gettext("%(name)s does not travel") % {"name": self.traveller.official.short_name}

    def act(self, form: Form) -> str:
        operations.leave(traveller=self.traveller, by=self.by, at=timezone.now())
        return self.led_back()


def going(request: Request, visit: Visit) -> list[Traveller]:
    """Those who travel and whom the reader may see, by place: all, or themselves."""
    seen = travellers_seen(request.grants, visit).filter(left_at=None)
    return list(seen.order_by("place"))
