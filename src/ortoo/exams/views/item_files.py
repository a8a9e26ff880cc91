"""Files of the bank: sent, looked through without writing, taken in; and written for another system."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from ortoo.access.requests import Request, signed_in
from ortoo.exams.access import check_may_keep_items
from ortoo.exams.files import items as item_files
from ortoo.exams.files.items import ENCODINGS, WRITERS, ItemFile
from ortoo.exams.forms.item_acts import ItemFilesForm
from ortoo.exams.queries.bank import questions_in
from ortoo.exams.rules.bank.question import Question
from ortoo.exams.views.item_writing import OfBank
from ortoo.exams.words.items import FORMATS, KINDS
from ortoo.jobs import operations as jobs
from ortoo.jobs.queries import own_upload
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from ortoo.multilingual.texts import LANGUAGE_NAMES
from ortoo.pages.components import Figure
from ortoo.pages.forms import Form
from ortoo.spreadsheets.read import MOST_BYTES

SHOWN = 200
"""Lines of a kind on the page."""


class SendFiles(OfBank):
    """Nothing is taken in yet."""

    title = gettext_lazy("Files of items")
    lead = gettext_lazy("GIFT, Moodle XML or QTI, one file for each language. First you see what they would bring.")
    form_class = ItemFilesForm
    submit = gettext_lazy("Read the files")
    template_name = "exams/item_files.html"

    def form_arguments(self) -> dict[str, Any]:
        return {"encodings": ENCODINGS}

    def more(self) -> dict[str, Any]:
        return {"formats": list(FORMATS.items()), "tongues": list(LANGUAGE_NAMES.items())}

    def act(self, form: ItemFilesForm) -> str:
        sent = {of: form.cleaned_data[f"file_{of}"] for of in LANGUAGES if form.cleaned_data[f"file_{of}"]}
        if not sent:
            raise Refusal("bank.no_file", field="file_mn")
        encoding = form.cleaned_data["encoding"]
        files = {of: _readable(file, of, encoding) for of, file in sent.items()}
        item_files.look_through(list(files.values()))
        keys = [self._kept(files[of]) if of in files else 0 for of in LANGUAGES]
        page = reverse("exams:look-through-items", args=["-".join(map(str, keys))])
        return f"{page}?encoding={encoding}" if encoding else page

    def _kept(self, file: ItemFile) -> int:
        return jobs.keep_upload(name=file.name, content=file.content, by=self.by, at=timezone.now()).pk


def _readable(sent: Any, language: str, encoding: str) -> ItemFile:
    """Read before it is kept, so that what is no file of questions is refused where it was chosen."""
    try:
        if sent.size > MOST_BYTES:
            limit = MOST_BYTES >> 20
            raise Refusal("spreadsheets.file_too_large", file=sent.name, size=sent.size >> 20, limit=limit)
        file = ItemFile(sent.name, sent.read(), language, encoding)
        item_files.read_file(file)
    except Refusal as refusal:
        raise Refusal(refusal.code, **{**refusal.values, "field": f"file_{language}"}) from None
    return file


class LookThrough(OfBank):
    """What the files would bring, and every piece of them that was not read; one button takes the rest in."""

    title = gettext_lazy("What the files hold")
    lead = gettext_lazy("Nothing is written yet.")
    form_class = Form
    submit = gettext_lazy("Take the items in")
    done = gettext_lazy("The items are taken in. New versions wait for a second person.")
    template_name = "exams/item_look.html"
    back = reverse_lazy("exams:item-files")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        keys = kwargs["files"].split("-")
        self.encoding = request.GET.get("encoding", "")
        if (
            len(keys) != len(LANGUAGES)
            or not all(_is_key(key) for key in keys)
            or self.encoding not in ("", *ENCODINGS)
        ):
            raise Http404(kwargs["files"])
        self.keys = {language: int(key) for language, key in zip(LANGUAGES, keys, strict=True) if int(key)}

    def check(self) -> None:
        super().check()
        uploads = {language: own_upload(self.request.grants, key) for language, key in self.keys.items()}
        if not uploads or None in uploads.values():
            raise Refusal("bank.files_gone")
        files = [
            ItemFile(upload.name, bytes(upload.content), language, self.encoding)
            for language, upload in uploads.items()
            if upload is not None
        ]
        self.look = item_files.look_through(files)

    def more(self) -> dict[str, Any]:
        found, language = self.look.incoming, get_language() or "en"
        refused = [(question.label, refusal.sentence(language)) for question, refusal in found.refused]
        return {
            "figures": [
                Figure(gettext("New items"), whole(len(found.new), language)),
                Figure(gettext("New versions"), whole(len(found.changed), language)),
                Figure(gettext("Unchanged"), whole(len(found.unchanged), language)),
                Figure(gettext("Not taken in"), whole(len(refused), language)),
                Figure(gettext("Pieces not read"), whole(len(self.look.unread), language)),
            ],
            "lists": [
                (gettext("New items"), _labels(found.new), _further(len(found.new))),
                (gettext("New versions"), _labels(found.changed), _further(len(found.changed))),
            ],
            "refused": refused[:SHOWN],
            "more_refused": _further(len(refused)),
            "unread": [(piece, piece.sentence(language)) for piece in self.look.unread[:SHOWN]],
            "more_unread": _further(len(self.look.unread)),
            "writes": bool(found.taken),
        }

    def act(self, form: Form) -> str:
        if not self.look.incoming.taken:
            raise Refusal("bank.nothing_to_take")
        item_files.take_in(self.look, by=self.by, at=timezone.now())
        for key in self.keys.values():
            jobs.forget_content(upload_id=key, by=self.by, at=timezone.now())
        return reverse("exams:items")


def _is_key(words: str) -> bool:
    return words.isascii() and words.isdigit() and len(words) < 10


def _labels(questions: list[Question]) -> list[tuple[str, str, str]]:
    return [
        (one.code, ", ".join(str(LANGUAGE_NAMES[of]) for of in one.languages), str(KINDS[one.kind]))
        for one in questions[:SHOWN]
    ]


def _further(count: int) -> str:
    over = count - SHOWN
    if over <= 0:
        return ""
    return ngettext("And %(count)s more.", "And %(count)s more.", over) % {"count": whole(over, get_language() or "en")}


@require_POST
def export(request: Request, form: str, language: str) -> HttpResponse:
    """Every item in one language, as another system reads it. A post: the ledger says that they left."""
    check_may_keep_items(request.grants)
    if form not in WRITERS or language not in LANGUAGES:
        raise Http404(form)
    questions = questions_in(language)
    content = item_files.written(questions, form, language)
    _, ending, media_type = WRITERS[form]
    digest = hashlib.sha256(content).hexdigest()
    jobs.record_export(what="items", rows=len(questions), sha256=digest, by=signed_in(request), at=timezone.now())
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="items-{language}.{ending}"'
    return response
