"""The section "Second entry" on the page of a sitting: where it stands, what it found, and the reader's next step."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from ortoo.access.rules.grants import Grants
from ortoo.exams.access import can_enter_again, can_keep_marks, can_see_differences
from ortoo.exams.models import Sitting
from ortoo.exams.queries.second_entries import SecondState, first_hands, second_state
from ortoo.exams.rules.second_entry import Rate, Stage
from ortoo.exams.words.marks import STAGES
from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.pages.components import Act, Fact, Tag
from ortoo.pages.templatetags.ortoo import day


@dataclass(frozen=True)
class Section:
    """As the template draws it; `note` says why the reader has no next step, where others have one."""

    tag: Tag
    sentence: str
    facts: list[Fact]
    acts: list[Act]
    note: str = ""


def second_section(sitting: Sitting, grants: Grants) -> Section:
    state = second_state(sitting)
    mine = can_enter_again(grants) and not sitting.sealed_at
    first = state.stage is Stage.DRAWN and mine and grants.user_id in first_hands(sitting)
    note = ""
    if first:
        note = gettext("You entered or corrected marks here, so the second entry is made by somebody else.")
    elif state.stage is Stage.DRAWN and mine:
        note = gettext("The marks of the sample are not listed for you until they are compared: enter them from paper.")
    acts = _acts(sitting, state, grants, mine=mine and not first)
    return Section(STAGES[state.stage], _sentence(sitting, state), facts_of(state), acts, note)


def _sentence(sitting: Sitting, state: SecondState) -> str:
    language = get_language() or "en"
    if state.stage is Stage.NONE:
        if sitting.sealed_at:
            return gettext("No sample of these marks was entered a second time before the seal.")
        return gettext("No sample has been drawn. The sitting can be sealed without one.")
    if state.stage is Stage.DRAWN:
        said = gettext(
            "%(entered)s of %(drawn)s papers have been entered a second time. First and second entries are shown to "
            "nobody before they are compared; until then the sitting cannot be sealed."
        )
        return said % {"entered": whole(state.entered, language), "drawn": whole(state.drawn, language)}
    if state.stage is Stage.DIFFERING:
        said = ngettext(
            "%(count)s difference waits for a third hand. Until it is settled the sitting cannot be sealed.",
            "%(count)s differences wait for a third hand. Until they are settled the sitting cannot be sealed.",
            state.unsettled,
        )
        return said % {"count": whole(state.unsettled, language)}
    return gettext("The sample was compared and no difference is open.")


def facts_of(state: SecondState) -> list[Fact]:
    """The draw, as anybody can repeat it; and once it was compared, what was found."""
    if state.sample is None:
        return []
    language, sample, found = get_language() or "en", state.sample, state.found
    drawn = gettext("%(share)s %% of %(marks)s marks, drawn on %(day)s") % {
        "share": whole(sample.share, language), "marks": whole(sample.marks, language), "day": day(sample.drawn_at),
    }  # fmt: skip
    facts = [Fact(gettext("Sample"), drawn, note=gettext("Seed %(seed)s") % {"seed": sample.seed})]
    if found is None:
        return facts
    return [
        *facts,
        Fact(gettext("Compared on"), day(sample.compared_at)),
        Fact(gettext("Agree"), whole(found.agree, language)),
        Fact(gettext("Differ"), whole(found.differ, language)),
        Fact(gettext("Not entered a second time"), whole(found.missing, language)),
        *([_rate(found.rate)] if found.rate else []),
    ]


def _rate(rate: Rate) -> Fact:
    language = get_language() or "en"
    share, low, high = (
        f"{thousandths_text(value, language, 1)}\N{NO-BREAK SPACE}%" for value in (rate.share, rate.low, rate.high)
    )
    note = gettext("95 %% interval %(low)s to %(high)s, after Wilson") % {"low": low, "high": high}
    return Fact(gettext("Rate of differences"), share, note=note)


def _acts(sitting: Sitting, state: SecondState, grants: Grants, *, mine: bool) -> list[Act]:
    def to(name: str) -> str:
        return reverse(f"exams:{name}", args=[sitting.code])

    if state.stage is Stage.NONE:
        may = can_keep_marks(grants) and not sitting.sealed_at
        return [Act(gettext("Draw a sample"), to("draw-sample"))] if may else []
    if state.stage is Stage.DRAWN:
        if not mine:
            return []
        by_file = f"{reverse('jobs:import', args=['second-entries'])}?sitting={sitting.code}"
        acts = [
            Act(gettext("Enter marks a second time"), to("enter-again"), main=True),
            Act(gettext("Import second entries"), by_file),
        ]
        return [*acts, Act(gettext("Compare without the missing ones"), to("compare"))] if state.entered else acts
    if not can_see_differences(grants) or not (state.found and state.found.differ):
        return []
    label = gettext("Settle the differences") if state.unsettled and mine else gettext("See the differences")
    return [Act(label, to("differences"), main=bool(state.unsettled and mine))]
