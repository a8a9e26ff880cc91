"""The item bank as its pages list it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from ortoo.exams.models import Enemies, FormItem, Item, ItemEstimate, ItemVersion
from ortoo.exams.queries.items import approved_versions, latest, question_of
from ortoo.exams.rules.bank.expected import joined
from ortoo.exams.rules.bank.question import Kind, Question
from ortoo.multilingual.refusals import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

READY = Q(languages=",".join(LANGUAGES)) & ~Q(goal="") & ~Q(kind=Kind.DESCRIPTION.value)
"""Versions that lack nothing which a form needs."""

STATES: Mapping[str, Q] = {
    "draft": Q(item__retired_at=None, review=None) & ~READY,
    "waiting": Q(item__retired_at=None, review=None) & READY,
    "approved": Q(item__retired_at=None, review__approved=True),
    "returned": Q(item__retired_at=None, review__approved=False),
    "retired": Q(item__retired_at__isnull=False),
}
"""State of an item -> which latest versions are in it; each is in exactly one."""


def listed() -> QuerySet[ItemVersion]:
    """The latest version of every item, for lists: without its body."""
    return latest().select_related("item", "review").defer("body")


def in_state(rows: QuerySet[ItemVersion], state: str) -> QuerySet[ItemVersion]:
    return rows.filter(STATES[state])


def lacking(rows: QuerySet[ItemVersion], language: str) -> QuerySet[ItemVersion]:
    return rows.exclude(languages__contains=language)


def state_of(version: ItemVersion) -> str:
    """Of an item, by its latest version from `listed`."""
    if version.item.retired_at:
        return "retired"
    review = getattr(version, "review", None)
    if review is not None:
        return "approved" if review.approved else "returned"
    ready = version.goal and version.kind != Kind.DESCRIPTION and version.languages == ",".join(LANGUAGES)
    return "waiting" if ready else "draft"


def how_many_in(state: str) -> int:
    return in_state(latest(), state).count()


def waiting_for_review(by: int) -> QuerySet[ItemVersion]:
    """Versions that wait for a second person who is `by`: somebody else wrote them."""
    return in_state(latest(), "waiting").exclude(written_by=by)


def approved_in_cells() -> dict[tuple[str, str], int]:
    """(goal, level) -> approved items in that cell."""
    counted = approved_versions().order_by().values("goal", "level").annotate(items=Count("pk"))
    return {(goal, level): items for goal, level, items in counted.values_list("goal", "level", "items")}


def questions_in(language: str) -> list[Question]:
    """Of the latest versions told in `language`, by code, as files tell them; those of retired items are left out."""
    found = latest().filter(languages__contains=language, item__retired_at=None).order_by("item__code")
    return [joined(question_of(one), one.expert_facility) for one in found]


@dataclass(frozen=True)
class Known:
    """All that is known of one item: versions (the latest first), what answers told of each, forms it stood on and
    enemies that stand."""

    versions: list[ItemVersion]
    estimates: list[ItemEstimate]
    placed: list[FormItem]
    enemies: list[Enemies]


def known_of(item: Item) -> Known:
    """Four queries."""
    versions = item.versions.select_related("written_by", "review__reviewed_by").order_by("-number")
    estimates = ItemEstimate.objects.filter(version__item=item).select_related(
        "version", "analysis__form__plan__sitting"
    )
    placed = FormItem.objects.filter(version__item=item, form__plan__sealed_at__isnull=False)
    of_form = placed.select_related("form__plan__sitting", "version")
    enemies = Enemies.objects.filter(Q(first=item) | Q(second=item), ended_at=None).select_related("first", "second")
    return Known(
        list(versions),
        list(estimates.order_by("analysis__form__plan__sitting__held_on", "pk")),
        list(of_form.order_by("form__plan__sitting__held_on", "form__letter")),
        list(enemies.order_by("stated_at", "pk")),
    )
