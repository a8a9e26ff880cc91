"""The journal of entries, one entry, exports for auditors, and the public page for checking without us."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from ortoo.access.requests import Request
from ortoo.jobs import operations as jobs
from ortoo.ledger import queries
from ortoo.ledger.access import can_export, can_have_sealed, check_may_export, check_may_read
from ortoo.ledger.forms import ExportForm
from ortoo.ledger.models import Entry
from ortoo.ledger.rules.one_file import verifier_source
from ortoo.ledger.words import KINDS, SAID
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.components import Act, Fact, Figure, NextStep
from ortoo.pages.forms import FormPage
from ortoo.pages.lists import Choice, Column, ListPage
from ortoo.pages.templatetags.ortoo import day, whole

SHORT = 80


class EntryList(ListPage):
    """Who decided what, when: pseudonyms, no names."""

    title = gettext_lazy("Ledger of decisions")
    lead = gettext_lazy("Every decision is one entry. Entries are never changed or removed; a correction is a new one.")
    order = ("-seq",)
    file_name = "ledger"
    filters = (Choice("kind", gettext_lazy("What was decided"), list(KINDS.items()), field="kind"),)
    columns = (
        Column("seq", gettext_lazy("Number"), lambda entry: entry.seq, kind="rank"),
        Column("kind", gettext_lazy("What was decided"), lambda entry: KINDS.get(entry.kind, entry.kind), main=True,
               link=lambda entry: reverse("ledger:entry", args=[entry.seq]),
               second=lambda entry: entry.said.get("round", "")),
        Column("at", gettext_lazy("Day"), lambda entry: timezone.localdate(entry.at), kind="day",
               second=lambda entry: f"{timezone.localtime(entry.at):%H:%M}"),
        Column("by", gettext_lazy("By"), lambda entry: entry.said["by"], on_page=False),
        Column("leaf", gettext_lazy("Leaf"), lambda entry: bytes(entry.leaf).hex(), on_page=False),
    )  # fmt: skip

    def check(self) -> None:
        check_may_read(self.request.grants)

    def rows(self) -> QuerySet[Entry]:
        return queries.entries()

    def acts(self) -> list[Act]:
        check = Act(gettext_lazy("Check it yourself"), reverse("ledger:check"))
        if not can_export(self.request.grants):
            return [check]
        return [Act(gettext_lazy("Take an export"), reverse("ledger:export"), main=True), check]

    def empty(self) -> NextStep:
        return NextStep(gettext("Nothing has been decided yet. The first decision becomes entry 1."))


@require_safe
def entry_page(request: Request, seq: int) -> HttpResponse:
    """One entry: what it says, and the very bytes that were hashed."""
    check_may_read(request.grants)
    entry = get_object_or_404(Entry, seq=seq)
    said = entry.said
    facts = [
        Fact(gettext_lazy("Day"), day(timezone.localtime(entry.at)), note=f"{timezone.localtime(entry.at):%H:%M:%S}"),
        Fact(gettext_lazy("By"), _pseudonym(said["by"])),
        *(Fact(label, _short(said[key])) for key, label in SAID.items() if key in said),
        *(_blob_fact(key, name) for key, name in said.items() if key.endswith("_blob") and name),
        Fact(gettext_lazy("Leaf in the tree"), bytes(entry.leaf).hex()),
    ]
    context = {
        "heading": gettext("Entry %(seq)s: %(kind)s") % {"seq": whole(seq), "kind": KINDS.get(entry.kind, entry.kind)},
        "facts": facts,
        "body": bytes(entry.body).decode(),
        "acts": [Act(gettext_lazy("All entries"), reverse("ledger:home"))],
    }
    return render(request, "ledger/entry.html", context)


def _pseudonym(by: str | None) -> str:
    return gettext("Nobody: the system itself") if by is None else by


def _short(value: object) -> str:
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= SHORT else f"{shown[:SHORT]}…"


def _blob_fact(key: str, name: str) -> Fact:
    return Fact(key, name, address=reverse("ledger:blob", args=[name]))


@require_safe
def blob(request: Request, sha256: str) -> HttpResponse:
    """A blob as a file; its name is its hash."""
    check_may_read(request.grants)
    content = queries.blobs({sha256}).get(sha256)
    if content is None:
        raise Http404
    return _download(content, f"sha256-{sha256}")


class TakeExport(FormPage):
    """An export is made by a job, because the sealed records of a round are many."""

    title = gettext_lazy("Take an export of the ledger")
    lead = gettext_lazy("The file holds every entry and can be checked without this programme and without us.")
    form_class = ExportForm
    submit = gettext_lazy("Make the file")
    back = reverse_lazy("ledger:home")

    def check(self) -> None:
        check_may_export(self.request.grants)

    def form_arguments(self) -> dict[str, Any]:
        return {"may_have_sealed": can_have_sealed(self.request.grants)}

    def initial(self) -> dict[str, Any]:
        return {"name": f"ledger-{timezone.localdate().isoformat()}"}

    def act(self, form: ExportForm) -> str:
        arguments = {"with_sealed": False, **form.cleaned_data}
        job = jobs.ask(kind="ledger.export", arguments=arguments, by=self.by, at=timezone.now())
        return reverse("jobs:job", args=[job.pk])


@require_safe
def export_page(request: Request, pk: int) -> HttpResponse:
    """An export that lies ready."""
    kept = queries.export_kept(pk=pk, by=_exporter(request))
    context = {
        "heading": f"{kept.name}.ortoolog",
        "lead": gettext("The file lies ready for a week. Check it before you rely on it."),
        "facts": [
            Fact(gettext_lazy("Made on"), day(timezone.localtime(kept.made_at))),
            Fact(gettext_lazy("Sealed records"), gettext("included") if kept.with_sealed else gettext("not included")),
        ],
        "acts": [
            Act(gettext_lazy("Download"), reverse("ledger:file", args=[kept.pk]), main=True),
            Act(gettext_lazy("Check it yourself"), reverse("ledger:check")),
        ],
    }
    return render(request, "pages/detail.html", context)


@require_safe
def export_file(request: Request, pk: int) -> HttpResponse:
    kept = queries.export_kept(pk=pk, by=_exporter(request))
    if not kept.content:
        raise Refusal("ledger.export_emptied", name=kept.name)
    return _download(bytes(kept.content), f"{kept.name}.ortoolog")


def _exporter(request: Request) -> int | None:
    check_may_export(request.grants)
    return request.grants.user_id


@require_safe
def check_page(request: Request) -> HttpResponse:
    """For everybody, signed in or not: what to take, what to run, what to compare."""
    state = queries.state()
    context = {
        "heading": gettext("Check it yourself"),
        "lead": gettext(
            "Nobody has to believe this page: what was decided can be recomputed on any machine, off line."
        ),
        "figures": [Figure(gettext_lazy("Entries"), whole(state.size))],
        "state": state,
    }
    return render(request, "ledger/check.html", context)


@require_safe
def checkpoint(request: Request) -> HttpResponse:
    return _download(queries.state().note.encode(), f"checkpoint-{queries.state().size}", "text/plain; charset=utf-8")


@require_safe
def verifier(request: Request) -> HttpResponse:
    return _download(verifier_source().encode(), "ortoo_verify.py", "text/x-python; charset=utf-8")


def _download(content: bytes, name: str, media_type: str = "application/octet-stream") -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
