"""How far a sitting is on its way from a scoring to released marks, and what its marks will be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from ortoo.exams.models import Equating, ExamForm, FormPlan, Mark, Release, Scoring
from ortoo.exams.queries.analyses import analyses_of, told
from ortoo.exams.queries.equatings import equatings_of, reference_of, table_told
from ortoo.exams.queries.gates import GateState, gate_of
from ortoo.exams.queries.sat import Sat, by_form, sat, taken_forms
from ortoo.exams.queries.scoring import is_current, latest_scoring
from ortoo.exams.rules.forms.values import EQUATED
from ortoo.exams.rules.incoming import Scale
from ortoo.multilingual.refusals import Refusal

if TYPE_CHECKING:
    from ortoo.exams.rules.measured import FormWorth, Worth


@dataclass(frozen=True)
class Standing:
    """Where a sitting stands. `unequated`: letters of forms that lack a table where equated marks decide."""

    plan: FormPlan
    scoring: Scoring | None
    current: bool
    analysed: bool
    unequated: tuple[str, ...]
    gate: GateState | None
    release: Release | None

    @property
    def equates(self) -> bool:
        return self.plan.decides == EQUATED


def deciding_scoring(plan: FormPlan) -> Scoring | None:
    """The one whose marks were released, else the latest."""
    rows = Scoring.objects.filter(plan=plan).select_related("plan__sitting")
    return rows.order_by(F("release").asc(nulls_last=True), "-pk").first()


def standing_of(plan: FormPlan) -> Standing:
    release = Release.objects.filter(plan=plan).select_related("scoring__plan__sitting", "released_by").first()
    scoring = release.scoring if release else latest_scoring(plan)
    if scoring is None:
        return Standing(plan, None, current=False, analysed=False, unequated=(), gate=None, release=None)
    forms = taken_forms(scoring)
    analysed = {one.form_id for one in analyses_of(scoring)} == {one.pk for one in forms}
    current = release is not None or is_current(scoring)
    return Standing(plan, scoring, current, analysed, _unequated(plan, scoring, forms), gate_of(scoring), release)


def _unequated(plan: FormPlan, scoring: Scoring, forms: Sequence[ExamForm]) -> tuple[str, ...]:
    if plan.decides != EQUATED:
        return ()
    there = set(Equating.objects.filter(scoring=scoring).values_list("form_id", flat=True))
    there.add(reference_of(plan).pk)
    return tuple(form.letter for form in forms if form.pk not in there)


def check_ready(standing: Standing) -> Scoring:
    """The scoring whose marks may leave. Refuses the first thing that holds them back."""
    code = standing.plan.sitting.code
    scoring = standing.scoring
    if standing.release is not None:
        raise Refusal("exams.released_already", sitting=code)
    if scoring is None or not standing.current:
        raise Refusal("exams.scoring_out_of_date", sitting=code)
    if not scoring.agrees:
        raise Refusal("exams.scorers_differ", sitting=code, sheets=scoring.differing)
    if not standing.analysed:
        raise Refusal("exams.not_analysed", sitting=code)
    if standing.unequated:
        raise Refusal("exams.not_equated", sitting=code, forms=", ".join(standing.unequated))
    if standing.gate is None:
        raise Refusal("exams.gate_not_looked", sitting=code)
    if not standing.gate.open:
        raise Refusal("exams.findings_open", sitting=code, findings=len(standing.gate.unanswered))
    if Mark.objects.everything(because="asks whether there is one").filter(sitting=standing.plan.sitting).exists():
        raise Refusal("exams.marks_there", sitting=code)
    return scoring


@dataclass(frozen=True)
class FormMarks:
    """What the sheets of one form are worth. `table` names the equating table; "" where there is none."""

    letter: str
    table: str
    worth: Sequence[tuple[Sat, Worth]]

    @property
    def mean_raw(self) -> int:
        return round(sum(one.raw for _, one in self.worth) / len(self.worth))

    @property
    def mean_equated(self) -> int | None:
        found = [one.equated for _, one in self.worth if one.equated is not None]
        return round(sum(found) / len(found)) if found else None


def marks_to_be(scoring: Scoring) -> Iterator[FormMarks]:
    """Form by form. The scoring is analysed, and equated where equated marks decide."""
    letters = {form.pk: form.letter for form in taken_forms(scoring)}
    worth, sheets = worth_of_forms(scoring), by_form(sat(scoring))
    for form, letter in letters.items():
        own = sheets.get(form, [])
        if own:
            there, table = worth[form]
            yield FormMarks(letter, table, [(one, there.of(one.points)) for one in own])


def worth_of_forms(scoring: Scoring) -> Mapping[int, tuple[FormWorth, str]]:
    """Key of a form -> how its points become marks, and the name of its table."""
    from ortoo.exams.rules.equating.on_scale import POINT, Table, same
    from ortoo.exams.rules.measured import FormWorth, sem_of

    sitting = scoring.plan.sitting
    scale = Scale(sitting.scale_low, sitting.scale_high)
    tables = {one.form_id: table_told(one) for one in equatings_of(scoring)}
    found: dict[int, tuple[FormWorth, str]] = {}
    for analysis in analyses_of(scoring):
        body = told(analysis)
        size, sem = len(body["items"]), sem_of(body)
        if scoring.plan.decides != EQUATED:
            found[analysis.form_id] = FormWorth(scale, size * POINT, sem), ""
        elif (table := tables.get(analysis.form_id)) is None:
            found[analysis.form_id] = FormWorth(scale, size * POINT, sem, same(size), size * POINT), ""
        else:
            rows = Table(tuple(table["worth"]), tuple(table["error"]))
            worth = FormWorth(scale, size * POINT, sem, rows, table["old"]["most"] * POINT)
            found[analysis.form_id] = worth, f"{sitting.code}/{analysis.form.letter}"
    return found
