"""Observation notes: written on a phone, kept there until they have come, read where the reader may."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.texts import TextIn
from ortoo.pages.components import Act, Fact, Text
from ortoo.pages.lists import Choice, Column, ListPage
from ortoo.visits import operations
from ortoo.visits.forms.days import NoteForm, fresh_key
from ortoo.visits.models import ObservationNote, Stop
from ortoo.visits.queries import agendas as queries
from ortoo.visits.queries.notes import note_rows, notes_for, own_note
from ortoo.visits.queries.travellers import traveller_of
from ortoo.visits.queries.visits import today_at
from ortoo.visits.views.days import day_of
from ortoo.visits.views.finding import found_stop, found_visit, page_of
from ortoo.visits.views.planning import OfVisit

FIRST_WORDS = 120


class WriteNote(OfVisit):
    """A new note of one stop, or an amended one. Works as a plain form; a script keeps every letter on the phone."""

    form_class = NoteForm
    submit = gettext_lazy("Send the note")
    done = gettext_lazy("The note is kept.")
    template_name = "visits/note.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        me = traveller_of(self.request.grants, self.visit)
        if me is None:
            raise Http404
        self.me, self.stop = me, found_stop(self.visit, kwargs["stop"])
        self.day = day_of(queries.agreed(self.visit), self.stop, me) or self.visit.begins
        self.back = page_of(self.visit, "day", self.day.isoformat())
        self.own = own_note(me, self.stop)

    def heading(self) -> str:
        return self.stop.name

    def sentence(self) -> str:
        if self.own is not None:
            return gettext("You amend your note. The earlier one stays beside it, and this one counts.")
        return gettext("One page, in your own language. Only the first field is needed.")

    def initial(self) -> dict[str, Any]:
        fresh = {"key": fresh_key(), "language": get_language()}
        if self.own is None:
            return fresh
        kept = {name: getattr(self.own, name) for name in ("seen", "works_because", "evidence", "for_home", "language")}
        return {**fresh, **kept, "replaces": self.own.pk}

    def more(self) -> dict[str, Any]:
        return {"visit": self.visit, "stop": self.stop, "me": self.me.pk, "own": self.own}

    def act(self, form: NoteForm) -> str:
        replaced = form.cleaned_data["replaces"]
        operations.write_note(
            stop=self.stop,
            observer=self.me,
            key=form.cleaned_data["key"],
            note=form.note(),
            written_at=form.moment(),
            replaces=note_rows([replaced]).get(replaced) if replaced else None,
            by=self.by,
            at=timezone.now(),
        )
        return page_of(self.visit, "day", self.day.isoformat())


class NoteList(ListPage):
    """The notes of one visit that the reader may see: their own, and those of the officials in their reach."""

    title = gettext_lazy("Observation notes")
    order = ("-written_at", "-pk")
    file_name = "notes"
    columns = (
        Column("stop", gettext_lazy("Stop"), lambda row: row.stop.name, main=True,
               link=lambda row: page_of(row.stop.visit, "note-read", row.key)),
        Column("day", gettext_lazy("Written on"), lambda row: today_at(row.stop.visit, row.written_at), kind="day"),
        Column("observer", gettext_lazy("By"), lambda row: row.observer.official.short_name),
        Column("seen", gettext_lazy("What was seen"), lambda row: TextIn(first_words(row.seen), row.language)),
    )  # fmt: skip
    filters = (Choice("stop", gettext_lazy("Stop"), options=lambda request: stop_options(request), field="stop__code"),)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.visit = found_visit(self.request.grants, kwargs["code"])

    def sentence(self) -> str:
        return gettext("%(visit)s. Amended notes are shown as they stand now.") % {"visit": self.visit.name}

    def acts(self) -> list[Act]:
        return [Act(gettext("The visit"), page_of(self.visit)), Act(gettext("Days"), page_of(self.visit, "today"))]

    def rows(self) -> QuerySet[ObservationNote]:
        return notes_for(self.request.grants).filter(stop__visit=self.visit).order_by()


def stop_options(request: HttpRequest) -> list[tuple[str, Text]]:
    """The stops of the visit whose notes are listed."""
    assert request.resolver_match is not None
    stops = Stop.objects.filter(visit__code=request.resolver_match.kwargs["code"]).order_by("code")
    return [(stop.code, stop.name) for stop in stops]


def first_words(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= FIRST_WORDS else f"{line[: FIRST_WORDS - 1].rstrip()}…"


@login_required
@require_GET
def note_page(request: Request, code: str, key: str) -> HttpResponse:
    """One note, whole; one that was amended leads to the one that counts."""
    visit = found_visit(request.grants, code)
    rows = ObservationNote.objects.visible_to(request.grants).filter(stop__visit=visit)
    note = get_object_or_404(rows.select_related("stop__venue", "observer__official", "replaced_by"), key=key)
    me = traveller_of(request.grants, visit)
    later = getattr(note, "replaced_by", None)
    texts = (
        (gettext("What was seen"), note.seen),
        (gettext("Why it works there"), note.works_because),
        (gettext("What shows it"), note.evidence),
        (gettext("What it could mean at home"), note.for_home),
    )
    context = {
        "heading": note.stop.name,
        "lead": f"{note.observer.official.short_name}, {note.stop.venue.name}",
        "note": note,
        "facts": [Fact(label, text) for label, text in texts if text],
        "later": page_of(visit, "note-read", later.key) if later else "",
        "back": page_of(visit, "notes"),
        "acts": [Act(gettext("Amend"), page_of(visit, "note", note.stop.code))]
        if me is not None and me.pk == note.observer_id and later is None
        else [],
    }
    return render(request, "visits/note_read.html", context)
