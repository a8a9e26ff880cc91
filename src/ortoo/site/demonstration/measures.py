"""Joint measures of the example: who owes what to whom, and what was kept, late, returned and refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from ortoo.access.models import User
from ortoo.actions import operations as actions
from ortoo.actions.models import Commitment, Measure
from ortoo.lessons.models import Lesson
from ortoo.site.demonstration.examples import Example, example, morning
from ortoo.site.demonstration.offices import successors
from ortoo.site.demonstration.story import Story

SETTLED = morning(date(2024, 1, 16))
"""Costs of 2023 are known."""
Moment = str | int
"""An ISO date, or days from the moment of building."""


def undertaken(story: Story, lessons: Mapping[str, Lesson]) -> None:
    """Every measure with its parts, commitments, acts, reports and costs, as far as its days have come."""
    for one in example("measures2023")["measures"]:
        _undertaken(story, one, lessons)


def _undertaken(story: Story, one: Example, lessons: Mapping[str, Lesson]) -> None:
    proposed, by = _moment(story, one["proposed"]), story.staff.planner(one["lead"])
    measure = actions.propose_measure(
        code=one["code"].format(year=story.now.year), names=one["names"], about=one["about"], lead=one["lead"],
        others=[(body, part) for body, part in one["others"]], objective=one["objective"],
        indicators=one["indicators"], lessons=[lessons[name].code for name in one["lessons"]],
        begins=_moment(story, one["begins"]).date(), ends=_moment(story, one["ends"]).date(), by=by, at=proposed,
    )  # fmt: skip
    for line in one["costs"]:
        cost = actions.keep_cost(
            measure=measure, names=line["names"], payer=line["payer"], currency=line["currency"],
            planned=line["planned"], by=by, at=proposed + timedelta(hours=1),
        )  # fmt: skip
        if line["actual"] is not None:
            actions.settle_cost(
                cost=cost, actual=line["actual"], by=_planner(story, line["payer"], SETTLED), at=SETTLED
            )
    acts = []
    for line in one["commitments"]:
        made = _promised(story, measure, line, proposed + timedelta(hours=2))
        acts += [
            (_moment(story, when), place, made, name, said) for place, (name, when, *said) in enumerate(line["acts"])
        ]
    # In the order of their days, so that who waits for another is told when it is done.
    for at, _, made, name, said in sorted(acts, key=lambda act: act[:2]):
        _act(story, made, name, at, *said)
    for line in one["reports"]:
        actions.report_progress(
            measure=measure, organization=line["organization"], period_end=date.fromisoformat(line["period_end"]),
            percent=line["percent"], text=line["text"], evidence=line["evidence"],
            by=story.staff.planner(line["organization"]), at=morning(line["on"]),
        )  # fmt: skip


def _promised(story: Story, measure: Measure, line: Example, proposed: datetime) -> Commitment:
    """Proposed by a planner of the receiver."""
    return actions.propose_commitment(
        measure=measure, code=line["code"], names=line["names"], giver=line["giver"], receiver=line["receiver"],
        acceptance_test=line["acceptance_test"],
        due=_moment(story, line["due"]).date(),
        duration_days=line["duration_days"], after=line.get("after", ()), final=line.get("final", False),
        by=story.staff.planner(line["receiver"], receiving=True),
        at=_moment(story, line["proposed"]) if "proposed" in line else proposed,
    )  # fmt: skip


def _act(story: Story, commitment: Commitment, name: str, at: datetime, said: str = "", day: Moment = "") -> None:
    """By whose turn it is. `day`: of an expectation."""
    giver = _planner(story, commitment.giver.code, at)
    receiver = _planner(story, commitment.receiver.code, at, receiving=True)
    match name:
        case "accept":
            actions.accept(commitment=commitment, by=giver, at=at)
        case "refuse":
            actions.refuse(commitment=commitment, reason=said, by=giver, at=at)
        case "deliver":
            actions.deliver(commitment=commitment, evidence=said, by=giver, at=at)
        case "confirm":
            actions.confirm(commitment=commitment, by=receiver, at=at)
        case "return":
            actions.send_back(commitment=commitment, reason=said, by=receiver, at=at)
        case "expect":
            actions.expect_day(commitment=commitment, day=_moment(story, day).date(), reason=said, by=giver, at=at)


def _planner(story: Story, body: str, at: datetime, *, receiving: bool = False) -> User:
    return story.staff.planner(successors(at.date()).get(body, body), receiving=receiving)


def _moment(story: Story, when: Moment) -> datetime:
    return story.now + timedelta(days=when) if isinstance(when, int) else morning(when)
