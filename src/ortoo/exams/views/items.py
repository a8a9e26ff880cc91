"""The item bank: its items, how many of them each cell has, and one item with all that is known of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.exams.access import can_keep_marks, check_may_see_items
from ortoo.exams.models import Item, ItemVersion
from ortoo.exams.queries import bank
from ortoo.exams.queries.items import approved_versions, exposures, question_of
from ortoo.exams.rules.bank.shown import PICTURES
from ortoo.exams.views.item_parts import facts_of, placed_rows, statistics, version_rows
from ortoo.exams.views.item_shown import PRINTED_APART, images_of, key_of, told
from ortoo.exams.words.items import KINDS, LEVELS, NO_CELL, STATES, State
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.refusals import LANGUAGES
from ortoo.multilingual.texts import LANGUAGE_NAMES
from ortoo.pages.components import Act, Figure, NextStep, Tag
from ortoo.pages.lists import Choice, Column, ListPage, Search
from ortoo.plan.queries import goal_names


def address(item: Item) -> str:
    return reverse("exams:item", args=[item.pk])


def cell_text(version: ItemVersion) -> str:
    if not version.goal:
        return str(NO_CELL)
    return gettext("Goal %(goal)s, %(level)s") % {"goal": version.goal, "level": LEVELS[version.level]}


def missing_of(version: ItemVersion) -> Tag | str:
    missing = [str(LANGUAGE_NAMES[one]) for one in LANGUAGES if one not in version.languages.split(",")]
    return Tag("none", gettext("Missing: %(languages)s") % {"languages": ", ".join(missing)}) if missing else ""


def state_tag(version: ItemVersion) -> Tag:
    return STATES[State(bank.state_of(version))]


def goal_options(request: HttpRequest) -> list[tuple[str, str]]:
    return [(number, goal.name.within(before=f"{number} · ")) for number, goal in goal_names().items()]


class ItemList(ListPage):
    """The latest version of every item."""

    title = gettext_lazy("Item bank")
    lead = gettext_lazy("Items are secret. A second person approves each version before a form takes it.")
    order = ("item__code", "pk")
    file_name = "items"
    columns = (
        Column("title", gettext_lazy("Item"), lambda one: one.name, main=True,
               link=lambda one: address(one.item), second=lambda one: one.item.code),
        Column("code", gettext_lazy("Code"), lambda one: one.item.code, on_page=False),
        Column("kind", gettext_lazy("Kind"), lambda one: KINDS[one.kind]),
        Column("cell", gettext_lazy("Cell"), cell_text),
        Column("version", gettext_lazy("Version"), lambda one: one.number, kind="whole"),
        Column("languages", gettext_lazy("Languages"), missing_of),
        Column("state", gettext_lazy("State"), state_tag),
    )  # fmt: skip
    filters = (
        Choice("goal", gettext_lazy("Goal"), options=goal_options, field="goal"),
        Choice("level", gettext_lazy("Level"), options=list(LEVELS.items()), field="level"),
        Choice("kind", gettext_lazy("Kind"), options=list(KINDS.items()), field="kind"),
        Choice("state", gettext_lazy("State"), options=[(state, tag.label) for state, tag in STATES.items()],
               apply=bank.in_state),
        Choice("missing", gettext_lazy("Missing language"), options=list(LANGUAGE_NAMES.items()), apply=bank.lacking),
        Search("q", gettext_lazy("Words or code"), words=("name_mn", "name_en", "name_ko", "item__code")),
    )  # fmt: skip

    def check(self) -> None:
        check_may_see_items(self.request.grants)

    def rows(self) -> QuerySet[ItemVersion]:
        return bank.listed()

    def figures(self) -> list[Figure]:
        language = get_language() or "en"
        return [
            Figure(gettext("Approved, for forms to take"), whole(approved_versions().count(), language)),
            Figure(gettext("Wait for review"), whole(bank.how_many_in("waiting"), language)),
            Figure(gettext("Drafts"), whole(bank.how_many_in("draft"), language)),
        ]

    def acts(self) -> list[Act]:
        table = Act(gettext_lazy("Items by cell"), reverse("exams:item-blueprint"))
        if not can_keep_marks(self.request.grants):
            return [table]
        return [
            Act(gettext_lazy("Write an item"), reverse("exams:write-item"), main=True),
            Act(gettext_lazy("Review items"), reverse("exams:review-items")),
            Act(gettext_lazy("Files of items"), reverse("exams:item-files")),
            table,
        ]

    def empty(self) -> NextStep:
        sentence = gettext_lazy("The bank has no item yet.")
        if not can_keep_marks(self.request.grants):
            return NextStep(sentence)
        return NextStep(sentence, gettext_lazy("Bring items from files"), reverse("exams:item-files"))


@login_required
@require_GET
def blueprint(request: Request) -> HttpResponse:
    """How many approved items each cell has: goals by levels."""
    check_may_see_items(request.grants)
    counts = bank.approved_in_cells()
    cells = [
        (goal, [(level, words, counts.get((number, level), 0)) for level, words in LEVELS.items()], number)
        for number, goal in goal_names().items()
    ]
    context = {
        "heading": gettext("Items by cell"),
        "lead": gettext("Approved items, which forms may take. Empty cells are where a blueprint fails first."),
        "levels": list(LEVELS.values()),
        "cells": cells,
        "items": reverse("exams:items"),
    }
    return render(request, "exams/item_blueprint.html", context)


@login_required
@require_GET
def item_page(request: Request, pk: int) -> HttpResponse:
    """One item in its latest version, or in the one that `?version=` names."""
    check_may_see_items(request.grants)
    item = get_object_or_404(Item.objects.select_related("retired_by"), pk=pk)
    known = bank.known_of(item)
    version = _chosen(known.versions, request.GET.get("version", ""))
    question = question_of(version)
    context = {
        "heading": version.name,
        "lead": item.code,
        "state": state_tag(version) if version == known.versions[0] else None,
        "languages_missing": missing_of(version) or None,
        "acts": _acts(request, item, known.versions[0]),
        "facts": facts_of(version, exposures().get(item.pk, 0)),
        "item": item,
        "version": version,
        "told": told(version, question),
        "apart": PRINTED_APART.get(question.kind, ""),
        "key": key_of(question),
        "versions": version_rows(known, version),
        "statistics": statistics(known),
        "placed": placed_rows(known),
        "enemies": [(one.second if one.first_id == item.pk else one.first, one) for one in known.enemies],
        "may": can_keep_marks(request.grants),
    }  # fmt: skip
    return render(request, "exams/item.html", context)


def _chosen(versions: list[ItemVersion], asked: str) -> ItemVersion:
    if not asked:
        return versions[0]
    found = next((one for one in versions if str(one.number) == asked), None)
    if found is None:
        raise Http404(asked)
    return found


def _acts(request: Request, item: Item, latest: ItemVersion) -> list[Act]:
    if not can_keep_marks(request.grants) or item.retired_at:
        return []
    to_review = not hasattr(latest, "review") and latest.written_by_id != request.grants.user_id
    review = Act(gettext("Review this version"), reverse("exams:review-item", args=[latest.pk]), main=True)
    return [
        *([review] if to_review else []),
        Act(gettext("Write the next version"), reverse("exams:write-version", args=[item.pk])),
        Act(gettext("Keep apart from another item"), reverse("exams:state-enemies", args=[item.pk])),
        Act(gettext("Retire the item"), reverse("exams:retire-item", args=[item.pk])),
    ]


@login_required
@require_GET
def image(request: Request, pk: int, sha256: str) -> HttpResponse:
    """A picture within a version, which the pages of the bank show; as secret as they are."""
    check_may_see_items(request.grants)
    found = images_of(question_of(get_object_or_404(ItemVersion, pk=pk))).get(sha256)
    if found is None or found.media_type not in PICTURES:
        raise Http404(sha256)
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    return HttpResponse(found.content, content_type=found.media_type, headers=headers)
