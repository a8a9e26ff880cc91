"""Calls, those they are for, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from ortoo.people.queries import appointment_on
from ortoo.permission.models import Call, Dossier, Proposal, ProposalPlace, Rubric, Score, Sheet, SignOff
from ortoo.permission.rules.states import SignStep, Standing, State, state_of
from ortoo.permission.rules.visit import VisitPlan, visit_from_json
from ortoo.selection.queries import latest_run, places_of

if TYPE_CHECKING:
    from ortoo.selection.models import Place, Round

WHERE_IT_STANDS = "asks where a call stands, and shows no row"


def calls() -> QuerySet[Call]:
    """The newest first."""
    return Call.objects.select_related("round", "rubric").order_by("-opened_at", "-pk")


def call_of(round: Round) -> Call | None:
    return calls().filter(round=round).first()


def held_call(pk: int) -> Call:
    """The call with its row locked until the transaction ends, so that two acts on it queue."""
    return Call.objects.select_for_update(of=("self",)).select_related("round").get(pk=pk)


def visit_of(call: Call) -> VisitPlan:
    return visit_from_json(call.visit)


def members_of(round: Round) -> list[Place]:
    """Those on the published final list of `round`; none before it is published."""
    run = latest_run(round)
    if run is None or not round.final_lists.filter(published_at__isnull=False).exists():
        return []
    return list(places_of(run, None).filter(status="chosen"))


def state(call: Call) -> State:
    return state_of(standing_of(call))


def standing_of(call: Call) -> Standing:
    """What there is of a call."""
    proposal = latest_proposal(call)
    order = call.orders.order_by("-version").first()
    signed, sent_back = (frozenset[SignStep](), False) if proposal is None else _way_of(proposal)
    rubric = Rubric.objects.filter(call=call).first()
    sheets = Sheet.objects.everything(because=WHERE_IT_STANDS).filter(dossier__call=call).exists()
    return Standing(
        rubric=rubric is not None,
        sheets=sheets,
        scored=sheets and rubric is not None and not unscored(call, rubric),
        proposed=proposal is not None,
        signed=signed,
        sent_back=sent_back,
        decided=order is not None,
        closed=order is not None and hasattr(order, "delegation"),
    )


def latest_proposal(call: Call) -> Proposal | None:
    return call.proposals.order_by("-version").first()


def unscored(call: Call, rubric: Rubric) -> set[int]:
    """Dossiers (keys) before the panel that still lack a sheet: the first, the second, or the third that a gap asks."""
    before = Dossier.objects.everything(because=WHERE_IT_STANDS)
    keys = before.filter(call=call, handed_in_at__isnull=False, withdrawn_at=None).values_list("pk", flat=True)
    sums = sums_of(call)
    return {pk for pk in keys if not _is_whole(sums.get(pk, {}), rubric.gap)}


def sums_of(call: Call) -> dict[int, dict[int, int]]:
    """Dossier -> turn -> weighted sum of a sheet that was handed in, in thousandths of thousandths (weight x score)."""
    rows = Score.objects.everything(because=WHERE_IT_STANDS).filter(
        sheet__dossier__call=call, sheet__handed_in_at__isnull=False
    )
    found: dict[int, dict[int, int]] = {}
    values = rows.values_list("sheet__dossier_id", "sheet__turn", "criterion__weight", "thousandths")
    for dossier, turn, weight, score in values.iterator(2000):
        turns = found.setdefault(dossier, {})
        turns[turn] = turns.get(turn, 0) + weight * score
    return found


def _is_whole(turns: dict[int, int], gap: int) -> bool:
    if 1 not in turns or 2 not in turns:
        return False
    return 3 in turns or abs(turns[1] - turns[2]) <= gap * 1000


def _way_of(proposal: Proposal) -> tuple[frozenset[SignStep], bool]:
    """The steps that are whole, and whether the proposal was sent back."""
    rows = list(SignOff.objects.filter(proposal=proposal))
    found = {SignStep(row.step) for row in rows if row.signed and row.step != SignStep.MINISTRIES}
    spoken = {row.organization for row in rows if row.signed and row.step == SignStep.MINISTRIES}
    if SignStep.ACADEMY in found and bodies_to_sign(proposal) <= spoken:
        found.add(SignStep.MINISTRIES)
    return frozenset(found), any(not row.signed for row in rows)


def bodies_to_sign(proposal: Proposal) -> set[str]:
    """Codes of the bodies that send the chosen, by the posts on the day on which the proposal was made."""
    chosen = ProposalPlace.objects.everything(because="asks which bodies sign, and shows no row").filter(
        proposal=proposal, status="chosen"
    )
    post = "dossier__official__appointments"
    day = timezone.localdate(proposal.made_at)
    return set(chosen.filter(appointment_on(day, post)).values_list(f"{post}__organization__code", flat=True))
