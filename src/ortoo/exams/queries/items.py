"""Reads of the item bank that others share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery

from ortoo.exams.models import Enemies, FormItem, ItemEstimate, ItemVersion
from ortoo.exams.rules.bank.body_reading import question_in
from ortoo.exams.rules.bank.incoming import Standing
from ortoo.exams.rules.bank.question import Question
from ortoo.exams.rules.forms.values import BankItem


def question_of(version: ItemVersion) -> Question:
    return question_in(version.body)


def approved_versions() -> QuerySet[ItemVersion]:
    """The latest approved version of each item that is not retired, by code."""
    approved = ItemVersion.objects.filter(item=OuterRef("item"), review__approved=True).order_by("-number")
    latest = ItemVersion.objects.filter(pk=Subquery(approved.values("pk")[:1]), item__retired_at=None)
    return latest.select_related("item").order_by("item__code")


def bank_items(pretest: Iterable[str] = ()) -> list[BankItem]:
    """The approved items as forms are made of them: with the latest estimate of that version, else with what an expert
    expects. Those without either, and those with a code in `pretest`, are only tried out.
    """
    found = list(approved_versions().defer("body"))
    estimates, exposure, tried = latest_estimates(), exposures(), frozenset(pretest)
    return [_bank_item(one, estimates.get(one.pk), exposure.get(one.item_id, 0), tried) for one in found]


def _bank_item(version: ItemVersion, estimate: ItemEstimate | None, exposure: int, tried: frozenset[str]) -> BankItem:
    facility = _facility(version, estimate)
    measured = estimate is not None and None not in (estimate.discrimination, estimate.difficulty)
    return BankItem(
        code=version.item.code,
        goal=version.goal,
        level=version.level,
        facility=facility,
        discrimination=estimate.discrimination if estimate and measured else None,
        difficulty=estimate.difficulty if estimate and measured else None,
        exposure=exposure,
        estimated=estimate is None and facility is not None,
        pretest=facility is None or version.item.code in tried,
    )


def _facility(version: ItemVersion, estimate: ItemEstimate | None) -> float | None:
    """A share that everybody or nobody solved is drawn in by half a thousandth: forms need one between 0 and 1."""
    if estimate is not None:
        return min(max(estimate.facility, 0.0005), 0.9995)
    return None if version.expert_facility is None else float(Decimal(version.expert_facility) / 1000)


def latest_estimates() -> dict[int, ItemEstimate]:
    """Key of a version -> its latest estimate."""
    return {one.version_id: one for one in ItemEstimate.objects.order_by("analysis__analysed_at", "pk")}


def exposures() -> Mapping[int, int]:
    """Key of an item -> in how many sealed forms it stood, in whatever version."""
    placed = FormItem.objects.filter(form__plan__sealed_at__isnull=False).order_by()
    counted = placed.values("version__item").annotate(forms=Count("form", distinct=True))
    return dict(counted.values_list("version__item", "forms"))


def enemies_of_bank() -> list[frozenset[str]]:
    """Codes of each two items that never stand on one form."""
    standing = Enemies.objects.filter(ended_at=None).order_by("first__code", "second__code")
    return [frozenset(pair) for pair in standing.values_list("first__code", "second__code")]


def standing_items(codes: Sequence[str] | None = None) -> dict[str, Standing]:
    """Code -> what the bank has of it, of all items or those with `codes`."""
    rows = ItemVersion.objects.all() if codes is None else ItemVersion.objects.filter(item__code__in=codes)
    found = rows.order_by("number").values_list("item__code", "number", "sha256", "item__retired_at")
    return {code: Standing(number, sha256, retired is not None) for code, number, sha256, retired in found}


def latest() -> QuerySet[ItemVersion]:
    """The latest version of every item."""
    later = ItemVersion.objects.filter(item=OuterRef("item"), number__gt=OuterRef("number"))
    return ItemVersion.objects.filter(~Exists(later))


def standing_questions(codes: Sequence[str]) -> dict[str, Question]:
    """Code -> the question of the item's latest version, of those with `codes`."""
    found = latest().filter(item__code__in=codes).values_list("item__code", "body")
    return {code: question_in(body) for code, body in found}


def latest_versions(codes: Sequence[str]) -> dict[str, ItemVersion]:
    """Code -> the latest version of the item, without its body."""
    rows = ItemVersion.objects.filter(item__code__in=codes).select_related("item").defer("body").order_by("number")
    return {one.item.code: one for one in rows}


def latest_numbers(versions: Sequence[ItemVersion]) -> dict[int, int]:
    """Key of an item -> the number of its latest version, of the items of `versions`."""
    items = [one.item_id for one in versions]
    rows = ItemVersion.objects.filter(item__in=items).order_by().values("item").annotate(latest=Max("number"))
    return dict(rows.values_list("item", "latest"))
