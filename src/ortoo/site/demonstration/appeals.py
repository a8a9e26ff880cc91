"""Two invented appeals: a mark that was added up wrongly, and one that was right all along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ortoo.exams.models import Sitting
from ortoo.exams.queries import marks_for
from ortoo.selection import operations as selection
from ortoo.selection.models import Appeal, Place, Round, Ruling, Run
from ortoo.selection.queries import exams_of
from ortoo.site.demonstration.story import Story

WHY = "an official of the demonstration acts for themselves"
MISSED = "Шалгалтын сүүлийн хуудасны хоёр даалгаврын оноо нийлбэрт ороогүй байна. Ажлыг дахин шалгаж өгнө үү."
HELD = "Эссэ бичлэгийн оноог бага тавьсан гэж үзэж байна. Дахин үнэлж өгнө үү."
UPHELD = "Хариултын хуудсыг үзэхэд сүүлийн хуудасны хоёр даалгаврын оноо нийлбэрт ороогүй байв."
REJECTED = "Хоёр шалгагчийн өгсөн оноо зөрөөгүй, журмын дагуу бодогдсон байна."
ADDED = 2_000
FIRST_BELOW, FURTHER_BELOW = 1, 4


@dataclass(frozen=True)
class Published:
    """A round with a final list, and since when."""

    round: Round
    at: datetime


def settle(story: Story, run: Run) -> Published:
    """Of two appeals one is upheld: carried out, run again, signed, published."""
    right, wrong = file_two(run)
    rule_on(story, right, wrong)
    round, staff, after = run.round, story.staff, run.run_at + timedelta(days=11)
    selection.carry_out(round=_anew(round), by=staff.exams, at=after, progress=story.progress("Seal records anew"))
    selection.rerun(
        round=_anew(round), by=staff.selection, at=after + timedelta(hours=2), progress=story.progress("Run again")
    )
    return _publish(story, round, after + timedelta(hours=4))


def publish(story: Story, run: Run) -> Published:
    """A list to which nobody objected, after its window."""
    return _publish(story, run.round, run.run_at + timedelta(days=11))


def _publish(story: Story, round: Round, at: datetime) -> Published:
    published = at + timedelta(hours=1)
    selection.sign_list(round=_anew(round), by=story.staff.head, at=at)
    selection.publish_final(round=_anew(round), by=story.staff.selection, at=published)
    return Published(_anew(round), published)


def file_two(run: Run) -> tuple[Appeal, Appeal]:
    """Filed in the first two days, about the marks of the later sitting."""
    first, later = run.run_at + timedelta(hours=20), run.run_at + timedelta(hours=44)
    sitting = Sitting.objects.get(code=list(exams_of(run.round))[-1])
    right, wrong = _place(run, FIRST_BELOW), _place(run, FURTHER_BELOW)
    filed = []
    for place, text, at in ((right, MISSED, first), (wrong, HELD, later)):
        account = place.official.account
        assert account is not None
        filed.append(selection.file_appeal(place=place, ground="mark", text=text, sitting=sitting, by=account, at=at))
    return filed[0], filed[1]


def rule_on(story: Story, right: Appeal, wrong: Appeal) -> None:
    """Each drafted by one member and confirmed by the other."""
    first, second = story.staff.appeals, story.staff.second_appeals
    at = wrong.filed_at + timedelta(days=3)
    selection.confirm_ruling(ruling=uphold(story, right, at), by=second, at=at + timedelta(days=1))
    rejected = selection.draft_ruling(appeal=wrong, outcome="rejected", reason=REJECTED, by=second, at=at)
    selection.confirm_ruling(ruling=rejected, by=first, at=at + timedelta(days=1))


def uphold(story: Story, right: Appeal, at: datetime) -> Ruling:
    """A draft of the first member, which waits for the second."""
    assert right.sitting is not None
    given = marks_for([right.sitting.code], [right.official_id])[right.official_id][right.sitting.code]
    mark = min(given + ADDED, right.sitting.scale_high)
    return selection.draft_ruling(
        appeal=right, outcome="upheld", reason=UPHELD, remedy="mark", sitting=right.sitting,
        thousandths=mark, by=story.staff.appeals, at=at,
    )  # fmt: skip


def _place(run: Run, below: int) -> Place:
    places = Place.objects.everything(because=WHY).select_related("official__account", "run__round")
    return places.get(run=run, place=len(run.decision["chosen"]) + below)


def _anew(round: Round) -> Round:
    return Round.objects.get(pk=round.pk)
