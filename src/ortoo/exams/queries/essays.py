"""Essays that wait for a mark, and for whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from ortoo.exams.models import AnswerSheet, EssayMark, FormItem, FormPlan
from ortoo.exams.models.sheets import FIRST, PLATFORM
from ortoo.exams.queries.scoring import WHY
from ortoo.exams.queries.sheets import Reading, counting_sheets, sheets_of
from ortoo.exams.rules.bank.question import Kind
from ortoo.exams.rules.scoring.essays import needs_third

ENOUGH, AT_MOST = 2, 3


@dataclass(frozen=True)
class Essay:
    """One essay of one sheet. hands: accounts that marked it. needed: how many marks are still missing."""

    item: int
    place: int
    sheet: Reading
    hands: frozenset[int]
    needed: int

    @property
    def words(self) -> str:
        """Where a platform brought them; else the paper has them."""
        return self.sheet.answers[self.place - 1] if self.sheet.entry == PLATFORM else ""


def marks_needed(marks: Sequence[int], gap: int) -> int:
    """How many more marks an essay needs for sure."""
    if len(marks) < ENOUGH:
        return ENOUGH - len(marks)
    return int(len(marks) < AT_MOST and needs_third(marks[0], marks[1], gap))


def essay_items(plan: FormPlan) -> list[FormItem]:
    """Scored essays whose key was not taken back, by form and place."""
    rows = FormItem.objects.filter(form__plan=plan, scored=True, version__kind=Kind.ESSAY, cancellation=None)
    return list(rows.select_related("form", "version__item").order_by("form__letter", "place"))


def essays_of(plan: FormPlan) -> Iterator[Essay]:
    """Every essay of every sheet that counts; nothing is read where no form has one."""
    items: dict[int, list[FormItem]] = {}
    for item in essay_items(plan):
        items.setdefault(item.form_id, []).append(item)
    if not items:
        return
    marks: dict[tuple[int, int], dict[int, int]] = {}
    rows = EssayMark.objects.everything(because=WHY).filter(item__form__plan=plan).order_by("turn")
    for key, official, hand, mark in rows.values_list("item", "official", "marked_by", "thousandths"):
        marks.setdefault((key, official), {})[hand] = mark
    for sheet in counting_sheets(plan):
        for one in items.get(sheet.form, ()):
            found = marks.get((one.pk, sheet.official), {})
            needed = marks_needed(list(found.values()), plan.essay_gap)
            yield Essay(one.pk, one.place, sheet, frozenset(found), needed)


def waiting_essays(plan: FormPlan) -> list[Essay]:
    return [one for one in essays_of(plan) if one.needed]


def essays_for(plan: FormPlan, account: int, own: int | None) -> list[Essay]:
    """Those that this account may mark next, begun ones first; `own` is the official whom it belongs to."""
    found = [one for one in waiting_essays(plan) if account not in one.hands and one.sheet.official != own]
    return sorted(found, key=lambda one: (-len(one.hands), one.item, one.sheet.pk))


def essays_wait(plan: FormPlan) -> bool:
    """Whether an essay lacks a mark; no sheet is read."""
    return any(_unmarked(item, plan).exists() for item in essay_items(plan))


def essay_waits_for(plan: FormPlan, account: int) -> bool:
    """Whether one lacks a mark that this account may give."""
    for item in essay_items(plan):
        own_marks = EssayMark.objects.everything(because=WHY).filter(item=item, marked_by=account)
        left = _unmarked(item, plan).exclude(official__account=account)
        if left.exclude(official__in=own_marks.values("official")).exists():
            return True
    return False


def _unmarked(item: FormItem, plan: FormPlan) -> QuerySet[AnswerSheet]:
    """Readings of sheets whose essay lacks a second mark, or a third where the first two lie apart."""
    marks = EssayMark.objects.everything(because=WHY).filter(item=item)
    own = marks.filter(official=OuterRef("official"))
    first, second = (Subquery(own.filter(turn=turn).values("thousandths")) for turn in (1, 2))
    rows = sheets_of(plan).filter(entry__in=(PLATFORM, FIRST), form=item.form_id).annotate(one=first, two=second)
    apart = Q(one__gt=F("two") + plan.essay_gap) | Q(two__gt=F("one") + plan.essay_gap)
    return rows.filter(Q(two=None) | (apart & ~Q(Exists(own.filter(turn=3)))))
