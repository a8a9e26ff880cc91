"""What the panel has: members, declarations, sheets and scores, as values that rules take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from ortoo.access.models import User
from ortoo.access.queries import in_force
from ortoo.access.rules.roles import Role
from ortoo.people.queries import official_of, posts_of_accounts
from ortoo.permission.models import Call, Criterion, Declaration, Dossier, Rubric, Score, Sheet
from ortoo.permission.rules.assignment import Case, is_whole
from ortoo.permission.rules.severity import Given, weighted

BLIND = "the panel works by numbers: the caller shows nothing that leads to a person"


@dataclass(frozen=True)
class Marked:
    """One sheet as a value. `total` in thousandths, None until it is handed in; `void`: its marker is in conflict."""

    pk: int
    number: int
    member: int
    turn: int
    total: int | None
    void: bool


def members_on(day: date) -> QuerySet[User]:
    """The members of the panel on `day`, in the order in which sheets are given."""
    holders = in_force(day).filter(role=Role.PANEL_MEMBER).values("user")
    return User.objects.filter(pk__in=holders, is_active=True).order_by("username")


def criteria_of(rubric: Rubric) -> list[Criterion]:
    return list(rubric.criteria.order_by("place"))


def before_the_panel(call: Call) -> QuerySet[Dossier]:
    """Dossiers that are scored: handed in and not withdrawn, by number. For the panel, which sees no person."""
    return of_the_panel(call).filter(withdrawn_at=None)


def of_the_panel(call: Call) -> QuerySet[Dossier]:
    """Those handed in, also the ones withdrawn since."""
    rows = Dossier.objects.everything(because=BLIND)
    return rows.filter(call=call, handed_in_at__isnull=False).order_by("number")


def latest_declarations(call: Call, *, member: int | None = None) -> dict[tuple[int, int], Declaration]:
    """(dossier, member), by key -> the declaration that counts."""
    rows: QuerySet[Any] = Declaration.objects.everything(because=BLIND).filter(dossier__call=call)
    if member is not None:
        rows = rows.filter(member=member)
    return {(row.dossier_id, row.member_id): row for row in rows.order_by("at", "pk")}


def conflicts_of(call: Call) -> set[tuple[int, int]]:
    """(number, member) of the declared conflicts, by each member's latest word on each dossier."""
    rows: QuerySet[Any] = Declaration.objects.everything(because=BLIND).filter(dossier__call=call)
    spoken = rows.filter(dossier__in=rows.filter(conflict=True).values("dossier")).order_by("at", "pk")
    latest = {
        (number, member): conflict
        for number, member, conflict in spoken.values_list("dossier__number", "member_id", "conflict")
    }
    return {pair for pair, conflict in latest.items() if conflict}


def in_conflict(dossier: Dossier, member: int) -> bool:
    """By the latest word of `member` (account) on this dossier."""
    said = Declaration.objects.everything(because=BLIND).filter(dossier=dossier, member=member)
    return bool(said.order_by("-at", "-pk").values_list("conflict", flat=True).first())


def undeclared(call: Call, members: Iterable[User]) -> list[User]:
    """Members who have not declared for every dossier that is scored."""
    declared = set(latest_declarations(call))
    keys = list(before_the_panel(call).values_list("pk", flat=True))
    return [one for one in members if any((dossier, one.pk) not in declared for dossier in keys)]


def barred(call: Call, members: Collection[User], on: date) -> dict[int, set[int]]:
    """Number -> members who may not score it: declared conflicts, their own dossier, one of their own body.

    The body is that of the member's post on the day `on`, held against the dossier's as it was sealed and as of then.
    """
    found: dict[int, set[int]] = defaultdict(set)
    for number, member in conflicts_of(call):
        found[number].add(member)
    posts = {post.official.account_id: post for post in posts_of_accounts([one.pk for one in members], on)}
    own = {one.pk: official_of(one.pk) for one in members}
    for dossier in of_the_panel(call).select_related("place__record"):
        body = dossier.place.facts["organization"]
        for key in own:
            post = posts.get(key)
            if own[key] == dossier.official_id or (post is not None and post.organization.code == body):
                found[dossier.number].add(key)
    return found


def cases_of(call: Call, members: Collection[User], on: date) -> list[Case]:
    """The dossiers that are scored, with who may not score them and who has a sheet that counts."""
    bars, has = barred(call, members, on), defaultdict(set)
    for sheet in marked(call):
        if not sheet.void:
            has[sheet.number].add(sheet.member)
    numbers = before_the_panel(call).values_list("number", flat=True)
    return [Case(number, frozenset(bars[number]), frozenset(has[number])) for number in numbers]


def marked(call: Call, *, number: int | None = None) -> list[Marked]:
    """Every sheet of the call, or of one dossier, by number and turn. Three queries."""
    sheets: QuerySet[Any] = Sheet.objects.everything(because=BLIND).filter(dossier__call=call)
    if number is not None:
        sheets = sheets.filter(dossier__number=number)
    totals = totals_of(sheets.filter(handed_in_at__isnull=False))
    conflicts = conflicts_of(call)
    rows = sheets.order_by("dossier__number", "turn").values_list("pk", "dossier__number", "member_id", "turn")
    return [
        Marked(pk, number, member, turn, totals.get(pk), (number, member) in conflicts)
        for pk, number, member, turn in rows
    ]


def totals_of(sheets: QuerySet[Any]) -> dict[int, int]:
    """Sheet -> its weighted total in thousandths."""
    scores: dict[int, dict[str, int]] = defaultdict(dict)
    weights: dict[str, int] = {}
    rows = Score.objects.everything(because=BLIND).filter(sheet__in=sheets)
    for sheet, code, weight, given in rows.values_list(
        "sheet_id", "criterion__code", "criterion__weight", "thousandths"
    ):
        scores[sheet][code] = given
        weights[code] = weight
    return {sheet: weighted(given, weights) for sheet, given in scores.items()}


def given_sheets(call: Call) -> list[Given]:
    """What the correction takes: every sheet handed in, those on dossiers withdrawn since too, void ones not.

    A withdrawn dossier's sheets still say how its markers mark: without them the scores of others would move.
    """
    return [Given(one.number, one.member, one.total) for one in marked(call) if one.total is not None and not one.void]


def unscored(call: Call, rubric: Rubric) -> set[int]:
    """Numbers of the dossiers before the panel that lack a sheet: the first, the second, or a third on a gap."""
    numbers = set(before_the_panel(call).values_list("number", flat=True))
    totals: dict[int, dict[int, int]] = defaultdict(dict)
    open_ones = set()
    for sheet in marked(call):
        if sheet.total is None:
            open_ones.add(sheet.number)
        elif not sheet.void:
            totals[sheet.number][sheet.turn] = sheet.total
    return {number for number in numbers if number in open_ones or not is_whole(totals[number], rubric.gap)}


def is_scored(call: Call, rubric: Rubric) -> bool:
    """Whether no dossier before the panel lacks a sheet. Mostly one query: while sheets are open, none is counted."""
    rows: QuerySet[Any] = Sheet.objects.everything(because=BLIND)
    still_open = rows.filter(dossier__call=call, handed_in_at=None, dossier__withdrawn_at=None)
    return not still_open.exists() and not unscored(call, rubric)


def own_sheets(call: Call, member: int) -> QuerySet[Any]:
    """A member's own sheets on dossiers that are still scored, by number; `begun`: whether there is a score on it."""
    rows = Sheet.objects.everything(because=BLIND).filter(dossier__call=call, member=member)
    begun = Score.objects.everything(because=BLIND).filter(sheet=OuterRef("pk"))
    live = rows.filter(dossier__withdrawn_at=None).annotate(begun=Exists(begun))
    return live.select_related("dossier").order_by("dossier__number")


def own_sheet(call: Call, number: int, member: int) -> Sheet | None:
    return own_sheets(call, member).filter(dossier__number=number).first()


def scores_on(sheet: Sheet) -> dict[str, int]:
    """Criterion -> thousandths, of one sheet whose marker the caller has."""
    rows = sheet.scores.everything(because=BLIND)
    return dict(rows.values_list("criterion__code", "thousandths"))
