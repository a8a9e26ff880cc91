"""Pre-study: the packs of a visit, one with its parts, a part to read with the button that finishes it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.basis import UNCONFIRMED, marked
from ortoo.multilingual.sorting import by_name
from ortoo.multilingual.texts import joined
from ortoo.pages.components import Act, Task
from ortoo.pages.forms import Form, FormPage
from ortoo.pages.lacking import languages_missing
from ortoo.visits import operations
from ortoo.visits.access import can_keep_visits, can_see_names, own_traveller
from ortoo.visits.forms.packs import GatesForm, PackForm, PartForm
from ortoo.visits.models import PreStudyPack, Stop, Traveller, Visit
from ortoo.visits.queries.packs import GATED, finished_parts, pack_of, parts_of, studied_counts, text_of
from ortoo.visits.views.finding import found_visit, page_of
from ortoo.visits.views.travellers import OfVisit, going
from ortoo.visits.words.travelling import NOT_STUDIED, STUDIED, STUDIED_LATE, of_all


@login_required
@require_GET
def packs(request: Request, code: str) -> HttpResponse:
    """For a traveller how far they are; for the others how many have finished, without a name."""
    visit = found_visit(request.grants, code)
    own, today = own_traveller(request.grants, visit), timezone.localdate()
    counted = studied_counts(visit)
    done = finished_parts([own])[own.pk] if own else set()
    rows = [
        {
            "pack": pack,
            "address": page_of(visit, "pack", pack.code),
            "count": of_all(*counts),
            "mine": _tag(pack, done, today) if own else None,
            "stops": joined(sorted((stop.name for stop in pack.stops.all()), key=by_name)),
            "minutes": sum(part.minutes for part in parts_of(pack)),
        }
        for pack, counts in counted.items()
    ]
    context = {
        "heading": gettext("Pre-study"),
        "lead": gettext("What is finished before the visit: without it the site that it prepares is not seen."),
        "visit_address": page_of(visit, "visit"),
        "visit": visit,
        "rows": rows,
        "own": own,
        "basis_note": any(pack.topic.basis in UNCONFIRMED for pack in counted),
        "acts": [Act(gettext("Make a pack"), page_of(visit, "make-pack"), main=True)]
        if can_keep_visits(request.grants) and today < visit.begins
        else [],
    }
    return render(request, "visits/packs.html", context)


@login_required
@require_GET
def pack_page(request: Request, code: str, pack: str) -> HttpResponse:
    """Its parts, with the traveller's own progress; who has not finished it, as far as the reader sees travellers."""
    visit = found_visit(request.grants, code)
    found = pack_or_404(visit, pack)
    own = own_traveller(request.grants, visit)
    done = finished_parts([own])[own.pk] if own else set()
    parts = parts_of(found)
    finished = sum(part.pk in done for part in parts)
    context = {
        "heading": found.name,
        **languages_missing(can_keep_visits(request.grants), found, *parts),
        "lead": marked(found.topic.name, found.topic.basis),
        "basis_note": found.topic.basis in UNCONFIRMED,
        "back": page_of(visit, "packs"),
        "pack": found,
        "own": own,
        "parts": [_part(visit, found, part, done, own) for part in parts],
        "finished": finished,
        "all": len(parts),
        "finished_label": of_all(finished, len(parts)),
        "stops": sorted(found.stops.all(), key=lambda stop: stop.code),
        "behind": _behind(request, visit, found) if can_see_names(request.grants) else None,
        "acts": _acts(visit, found, request.grants.on) if can_keep_visits(request.grants) else [],
    }
    return render(request, "visits/pack.html", context)


def pack_or_404(visit: Visit, code: str) -> PreStudyPack:
    found = pack_of(visit, code)
    if found is None:
        raise Http404
    return found


def _tag(pack: PreStudyPack, done: set[int], today: Any) -> Any:
    if all(part.pk in done for part in pack.parts.all()):
        return STUDIED
    return STUDIED_LATE if pack.due_on < today else NOT_STUDIED


def _part(visit: Visit, pack: PreStudyPack, part: Any, done: set[int], own: Traveller | None) -> Task:
    if own is None:
        tag = None
    else:
        tag = STUDIED if part.pk in done else NOT_STUDIED
    minutes = gettext("about %(minutes)s minutes") % {"minutes": part.minutes}
    return Task(part.name, page_of(visit, "pack-part", pack.code, part.place), tag, minutes)  # type: ignore[arg-type]


def _behind(request: Request, visit: Visit, pack: PreStudyPack) -> list[dict[str, Any]]:
    travellers = going(request, visit)
    done, parts = finished_parts(travellers), parts_of(pack)
    return [
        {
            "name": one.official.short_name,
            "address": page_of(visit, "traveller", one.place),
            "count": of_all(sum(part.pk in done[one.pk] for part in parts), len(parts)),
        }
        for one in travellers
        if any(part.pk not in done[one.pk] for part in parts)
    ]


def _acts(visit: Visit, pack: PreStudyPack, today: date) -> list[Act]:
    """A part is added only until the pack is due."""
    gates = Act(gettext("Before which sites it stands"), page_of(visit, "pack-gates", pack.code))
    if today > pack.due_on:
        return [gates]
    return [Act(gettext("Add a part"), page_of(visit, "add-part", pack.code)), gates]


class PartPage(FormPage):
    """One part to read. A traveller finishes it with one button; the others only read."""

    form_class = Form
    submit = gettext_lazy("I have finished this part")
    done = gettext_lazy("Finished. It is kept with your pre-study.")
    template_name = "visits/pack_part.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.visit = found_visit(self.request.grants, kwargs["code"])
        self.pack = pack_or_404(self.visit, kwargs["pack"])
        found = self.pack.parts.filter(place=kwargs["place"]).select_related("pack").first()
        if found is None:
            raise Http404
        self.part = found
        self.own = own_traveller(self.request.grants, self.visit)
        self.back = page_of(self.visit, "pack", self.pack.code)

    def heading(self) -> str:
        return self.part.name

    def sentence(self) -> str:
        return self.pack.name

    def more(self) -> dict[str, Any]:
        done = finished_parts([self.own])[self.own.pk] if self.own else set()
        return {
            "part": self.part,
            "text": text_of(self.part),
            "mine": self.own is not None,
            "finished": self.part.pk in done,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.own is None:
            raise Http404
        return super().post(request, *args, **kwargs)

    def act(self, form: Form) -> str:
        assert self.own is not None
        operations.finish_part(traveller=self.own, part=self.part, by=self.by, at=timezone.now())
        return str(self.back)


class MakePack(OfVisit):
    title = gettext_lazy("Make a pre-study pack")
    lead = gettext_lazy("With its first part; further parts are added on its page.")
    form_class = PackForm
    submit = gettext_lazy("Make the pack")
    done = gettext_lazy("The pack is made.")

    def led_back(self) -> str:
        return page_of(self.visit, "packs")

    def form_arguments(self) -> dict[str, Any]:
        topics = [(topic.code, topic.name) for topic in self.visit.topics.order_by("place")]
        return {"topics": topics, "stops": site_visits(self.visit)}

    def act(self, form: PackForm) -> str:
        given = form.cleaned_data
        made = operations.make_pack(
            visit=self.visit, topic=self.visit.topics.get(code=given["topic"]), code=given["code"], names=form.names(),
            due_on=given["due_on"], parts=[form.part()], stops=stops_of(self.visit, given.get("stops", ())),
            by=self.by, at=timezone.now(),
        )  # fmt: skip
        return page_of(self.visit, "pack", made.code)


class OfPack(OfVisit):
    def led_back(self) -> str:
        self.pack = pack_or_404(self.visit, self.kwargs["pack"])
        return page_of(self.visit, "pack", self.pack.code)

    def sentence(self) -> str:
        return self.pack.name


class AddPart(OfPack):
    title = gettext_lazy("Add a part")
    form_class = PartForm
    submit = gettext_lazy("Add the part")
    done = gettext_lazy("The part is added.")

    def act(self, form: PartForm) -> str:
        operations.add_part(pack=self.pack, part=form.part(), by=self.by, at=timezone.now())
        return self.led_back()


class SetGates(OfPack):
    title = gettext_lazy("Before which sites it stands")
    form_class = GatesForm
    submit = gettext_lazy("Save")
    done = gettext_lazy("It stands before these sites.")

    def form_arguments(self) -> dict[str, Any]:
        return {"stops": site_visits(self.visit)}

    def initial(self) -> dict[str, Any]:
        return {"stops": [stop.code for stop in self.pack.stops.all()]}

    def act(self, form: GatesForm) -> str:
        stops = stops_of(self.visit, form.cleaned_data["stops"])
        operations.set_gates(pack=self.pack, stops=stops, by=self.by, at=timezone.now())
        return self.led_back()


def site_visits(visit: Visit) -> list[tuple[str, str]]:
    """(code, name) of the site visits that are on offer."""
    rows = visit.stops.filter(kind=GATED, withdrawn_at=None).order_by("code")
    return [(stop.code, stop.name.within(before=f"{stop.code} ")) for stop in rows]


def stops_of(visit: Visit, codes: Any) -> list[Stop]:
    return list(visit.stops.filter(code__in=codes))
