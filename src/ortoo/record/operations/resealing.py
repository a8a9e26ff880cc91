"""A seal is replaced by order of a ruling: a few records are computed anew, every other row stays as it was sealed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.queries import errors_for, marks_for, standing
from ortoo.exams.rules.mark_error import MarkError
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import official_row
from ortoo.record.access import check_may_seal
from ortoo.record.models import Record, Seal
from ortoo.record.operations.sealing import STEP, computed
from ortoo.record.operations.seals import Content, Sealed, Then, Wanted, check_not_replaced, key_of, salted, write_seal
from ortoo.record.queries import components_of
from ortoo.record.rules.formula import Component
from ortoo.record.rules.resealed import compare
from ortoo.record.rules.sealed_rows import attributes_of_row

Overrides = Mapping[int, Mapping[str, str]]
"""Official -> {attribute: the value that counts instead of the sealed one}."""


def reseal(
    *,
    seal: Seal,
    round_code: str,
    changed: Collection[int],
    facts: Overrides,
    by: User,
    at: datetime,
    progress: Progress = silent,
    then: Then | None = None,
) -> Seal:
    """A new seal that names `seal` as the one it replaces, with the same formula and day. `changed`: keys of officials.

    Who is not in `changed` keeps the very row that was sealed, whatever was corrected or registered since. Who is, is
    computed anew from the marks that count now, with the sealed attributes but for `facts`. Pseudonyms stay, salts are
    new. Refused: nothing that changes, somebody without a record in `seal`, an attribute that was not sealed, a seal
    that was replaced before, marks that came in meanwhile.
    """
    assert facts.keys() <= set(changed), "facts of somebody whose row is kept"
    check_may_seal(grants_at(by, at))
    check_not_replaced(seal)
    components = components_of(seal.formula)
    codes = [component.sitting for component in components]
    wanted = Wanted(seal.formula, round_code, seal.as_of, codes, standing(codes), seal)
    before = _as_sealed(seal)
    after = before | _computed_anew(components, before, changed, facts)
    _check(before, after, changed)
    return write_seal(wanted, _salted(after, wanted, at, progress), then, by=by, at=at)


def _as_sealed(seal: Seal) -> dict[int, Content]:
    """Official -> what was sealed, in the order of pseudonyms."""
    rows = Record.objects.everything(because="a seal that replaces another keeps its rows").filter(seal=seal)
    values = rows.order_by("pseudonym").values_list("official", "pseudonym", "merit", "eligible", "reason", "row")
    return {one[0]: Content(*one) for one in values.iterator(chunk_size=5000)}


def _computed_anew(
    components: Sequence[Component], before: Mapping[int, Content], changed: Collection[int], facts: Overrides
) -> dict[int, Content]:
    for official in changed:
        if official not in before:
            raise Refusal("record.not_in_seal", number=official_row(official).number)
    codes = [component.sitting for component in components]
    marks, errors = marks_for(codes, of=changed), errors_for(codes, of=changed)
    return {
        official: _anew(
            components, before[official], marks[official], errors.get(official, {}), facts.get(official, {})
        )
        for official in changed
    }


def _anew(
    components: Sequence[Component],
    before: Content,
    marks: Mapping[str, int],
    errors: Mapping[str, MarkError],
    overrides: Mapping[str, str],
) -> Content:
    attributes = attributes_of_row(json.loads(before.row))
    for name in overrides:
        if name not in attributes:
            raise Refusal("record.attribute_not_sealed", attribute=name, known=", ".join(sorted(attributes)))
    return computed(components, before.official, before.pseudonym, marks, errors, {**attributes, **overrides})


def _check(before: Mapping[int, Content], after: Mapping[int, Content], changed: Collection[int]) -> None:
    names = {before[official].pseudonym for official in changed}
    found = compare(
        {one.pseudonym: one.row for one in before.values()}, {one.pseudonym: one.row for one in after.values()}, names
    )
    if found.broken:
        raise Refusal("record.reseal_touches_others", count=len(found.broken))
    if not found.altered:
        raise Refusal("record.nothing_changed")


def _salted(after: Mapping[int, Content], wanted: Wanted, at: datetime, progress: Progress) -> list[Sealed]:
    keys = {official: key_of(wanted.round_code, official) for official in after}
    assert wanted.replaces is not None
    # The seal before is part of the name, so that salts are new even in the same moment.
    name = f"{at.isoformat()}|{wanted.replaces.pk}"
    salts = ledger.row_salts(kind="round", keys=keys.values(), seal=name)
    records = []
    for count, (official, content) in enumerate(after.items()):
        if count % STEP == 0:
            progress(count, len(after))
        records.append(salted(content, salts[keys[official]]))
    progress(len(after), len(after))
    return records
