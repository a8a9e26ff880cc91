"""The checklist of a visit as pages, reminders and the start page read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ortoo.multilingual.refusals import LANGUAGES
from ortoo.permission.queries.kinds import kinds_of_papers, there_by_dossier
from ortoo.visits.models import Traveller, Visit, VisitPaper
from ortoo.visits.queries.travellers import travellers_of
from ortoo.visits.rules import papers as rules
from ortoo.visits.rules.papers import Kind, State, Who, Window

WHOSE = "those of travellers whom the caller has from a scoped read, and of the visit itself"
HIDDEN = ("sensitive",)
"""Of such a paper only whether it is there is shown: no number, no day."""
FOLLOWED = timedelta(days=400)
"""So long after a visit its papers still wait: the last is due after a year."""


@dataclass(frozen=True)
class Wanted:
    """One paper of the checklist. `parts`: how many there are of this kind. `by_dossier`: the dossier holds it."""

    kind: Kind
    name: str
    basis: str
    traveller: Traveller | None
    part: int
    parts: int
    due: date | None
    state: State
    number: str = ""
    dated: date | None = None
    by_dossier: bool = False

    @property
    def is_red(self) -> bool:
        return self.state is State.RED


@dataclass(frozen=True)
class Named:
    """A kind with its name in the language of the page and the basis of what is said of it."""

    kind: Kind
    name: str
    basis: str


def kinds() -> list[Named]:
    """Every kind of paper. One query."""
    return [
        Named(
            Kind(
                code=row.code, phase=row.phase, produced_by=row.produced_by, signed_by=row.signed_by,
                anchor=row.due_anchor, days=row.due_days, months=tuple(int(one) for one in row.due_months.split()),
                needed_for=frozenset(row.needed_for.split()), personal=row.personal_data, in_dossier=row.in_dossier,
            ),
            row.name,
            row.basis,
        )
        for row in kinds_of_papers()
    ]  # fmt: skip


def names_of_kinds() -> dict[str, dict[str, str]]:
    """Code -> the name in each language, whichever there is where one is missing. One query."""
    return {
        row.code: {
            language: getattr(row, f"name_{language}") or row.name_en or row.name_mn or row.name_ko
            for language in LANGUAGES
        }
        for row in kinds_of_papers()
    }


def window_of(visit: Visit) -> Window:
    return Window(visit.begins, visit.ends)


def checklist_of(visit: Visit, on: date, travellers: Sequence[Traveller] | None = None) -> list[Wanted]:
    """Every paper of the visit and of `travellers` (None: of all, for callers who name nobody), red ones first.

    At most four queries, however many travel.
    """
    who = travellers_of(visit) if travellers is None else list(travellers)
    known = {one.kind.code: one for one in kinds()}
    dossiers = there_by_dossier([one.dossier_id for one in who if one.dossier_id is not None], visit.ends)
    rows = {(row.kind.code, row.traveller_id, row.part): row for row in _marked(visit, who)}
    asked = [Who(one.pk, frozenset(dossiers.get(one.dossier_id or 0, ())), escort=one.part == "escort") for one in who]
    items = rules.checklist([one.kind for one in known.values()], asked, rows.keys(), window_of(visit), on)
    by_key = {one.pk: one for one in who}
    return [
        _wanted(item, known[item.kind], by_key.get(item.traveller or 0), rows, dossiers)
        for item in rules.red_first(items)
    ]


def red_items(visit: Visit, on: date) -> list[Wanted]:
    """Nobody travels with a red one. By the day they were due."""
    return [one for one in checklist_of(visit, on) if one.is_red]


def of_traveller(items: Iterable[Wanted], traveller: Traveller) -> list[Wanted]:
    return [one for one in items if one.traveller is not None and one.traveller.pk == traveller.pk]


def wanted_of(visit: Visit, on: date, kind: str, traveller: Traveller | None, part: int) -> Wanted | None:
    """One item of the checklist; None where it is not on it."""
    items = checklist_of(visit, on, [traveller] if traveller else [])
    key = traveller.pk if traveller else None
    return next(
        (one for one in items if (one.kind.code, one.part) == (kind, part)
         and (one.traveller.pk if one.traveller else None) == key),
        None,
    )  # fmt: skip


def _marked(visit: Visit, travellers: Sequence[Traveller]) -> list[VisitPaper]:
    papers = VisitPaper.objects.everything(because=WHOSE).filter(visit=visit).select_related("kind")
    keys = {one.pk for one in travellers}
    return [row for row in papers if row.traveller_id is None or row.traveller_id in keys]


def _wanted(
    item: rules.Item,
    named: Named,
    traveller: Traveller | None,
    rows: dict[tuple[str, int | None, int], VisitPaper],
    dossiers: dict[int, dict[str, date]],
) -> Wanted:
    row = rows.get((item.kind, item.traveller, item.part))
    given = dossiers.get(traveller.dossier_id or 0, {}).get(item.kind) if traveller else None
    shown = named.kind.personal not in HIDDEN
    return Wanted(
        kind=named.kind,
        name=named.name,
        basis=named.basis,
        traveller=traveller,
        part=item.part,
        parts=max(len(named.kind.months), 1),
        due=item.due,
        state=item.state,
        number=row.number if row and shown else "",
        dated=(row.dated if row else given) if shown else None,
        by_dossier=row is None and given is not None and item.state is State.DONE,
    )
