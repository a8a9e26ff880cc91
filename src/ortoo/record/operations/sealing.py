"""Records are sealed: computed outside of any transaction, written in one short one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.operations import check_samples
from ortoo.exams.queries import errors_for, marks_for, standing
from ortoo.exams.rules.mark_error import MarkError
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.ledger.rules.canonical import canonical
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import attributes_on
from ortoo.record.access import check_may_seal
from ortoo.record.models import Formula, Seal
from ortoo.record.operations.seals import Content, Sealed, Then, Wanted, key_of, salted, write_seal
from ortoo.record.queries import components_of
from ortoo.record.rules.error import error_if_known
from ortoo.record.rules.formula import Component, compute
from ortoo.record.rules.sealed_rows import NO_ATTRIBUTES, sealed_row, with_post

STEP = 500
"""Records between two calls of progress."""

Facts = Mapping[str, Mapping[int, str]]
"""Further attributes: name -> {official: value}."""


def seal(
    *,
    formula: Formula,
    round_code: str,
    as_of: date,
    by: User,
    at: datetime,
    progress: Progress = silent,
    replaces: Seal | None = None,
    facts: Facts | None = None,
    then: Then | None = None,
) -> Seal:
    """Seals the record of every official with a mark in `formula`, for the round `round_code`.

    Posts, regions and ministries are those of the day `as_of`. `then` is called in the transaction of the seal and may
    refuse it. A pseudonym belongs to one official in one round: lists of two rounds cannot be joined by it, and a seal
    that `replaces` another keeps it. Refused: no marks, marks that came in meanwhile, a sample that is
    not settled, a seal that was replaced before.
    """
    check_may_seal(grants_at(by, at))
    components = components_of(formula)
    codes = [component.sitting for component in components]
    check_samples(codes)
    wanted = Wanted(formula, round_code, as_of, codes, standing(codes), replaces)
    records = _computed(components, round_code, as_of, facts or {}, at, progress)
    return write_seal(wanted, records, then, by=by, at=at)


def _computed(
    components: Sequence[Component], round_code: str, as_of: date, facts: Facts, at: datetime, progress: Progress
) -> list[Sealed]:
    """Every record in the order of pseudonyms."""
    codes = [component.sitting for component in components]
    marks, errors = marks_for(codes), errors_for(codes)
    if not marks:
        raise Refusal("record.nothing_to_seal")
    attributes = attributes_on(as_of)
    keys = {official: key_of(round_code, official) for official in marks}
    pseudonyms = ledger.subjects(kind="round", keys=keys.values())
    salts = ledger.row_salts(kind="round", keys=keys.values(), seal=at.isoformat())
    records = []
    for count, (official, given) in enumerate(marks.items()):
        if count % STEP == 0:
            progress(count, len(marks))
        further = {name: values.get(official, "") for name, values in facts.items()}
        content = computed(
            components, official, pseudonyms[keys[official]], given, errors.get(official, {}),
            {**NO_ATTRIBUTES, **attributes[official], **further},
        )  # fmt: skip
        records.append(salted(content, salts[keys[official]]))
    progress(len(marks), len(marks))
    return sorted(records, key=lambda record: record.content.pseudonym)


def computed(
    components: Sequence[Component],
    official: int,
    pseudonym: str,
    marks: Mapping[str, int],
    errors: Mapping[str, MarkError],
    attributes: Mapping[str, str],
) -> Content:
    """One record, with its error where every mark has one; `attributes`: every attribute by name, as it is sealed."""
    outcome = with_post(compute(components, marks), attributes)
    error = error_if_known(components, marks, errors)
    row = canonical(sealed_row(pseudonym, outcome, attributes, error)).decode()
    return Content(official, pseudonym, outcome.merit, outcome.eligible, outcome.reason, row)
