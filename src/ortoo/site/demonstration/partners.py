"""Institutes abroad: agreements (examples) and programmes held with them (from sources)."""

from __future__ import annotations

from datetime import date, datetime

from ortoo.site.demonstration.examples import example
from ortoo.site.demonstration.story import Story
from ortoo.visits import operations as visits


def partners_known(story: Story, at: datetime) -> None:
    given, by = example("partners"), story.staff.secretariat
    for one in given["agreements"]:
        visits.keep_agreement(
            partner=one["partner"], names=one["names"], signed_on=date.fromisoformat(one["signed_on"]),
            valid_from=date.fromisoformat(one["valid_from"]),
            valid_to=date.fromisoformat(one["valid_to"]) if one["valid_to"] else None,
            number=one["number"], basis=one["basis"], by=by, at=at,
        )  # fmt: skip
    for one in given["exchanges"]:
        visits.keep_exchange(
            partner=one["partner"], names=one["names"], way=one["way"], began=date.fromisoformat(one["began"]),
            ended=date.fromisoformat(one["ended"]), people=one["people"], counted=one["counted"], basis=one["basis"],
            source=one["source"], by=by, at=at,
        )  # fmt: skip
