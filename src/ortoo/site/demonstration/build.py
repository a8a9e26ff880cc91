"""The demonstration, built as its users would: files imported, marks taken in, a round run to its list, one open.

Every person and mark is invented. The dates follow the programme that it is modelled on. The same seed gives the same
people, marks and transfers; pseudonyms are secret and differ from one building to the next, as they should.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import tomli_w

from ortoo.access.models import User
from ortoo.access.queries import is_demonstration
from ortoo.exams import operations as exams
from ortoo.jobs.imports import kind_named, take_in
from ortoo.jobs.progress import Progress, silent
from ortoo.multilingual.refusals import Refusal
from ortoo.people import operations as people
from ortoo.plan import operations as plan
from ortoo.record import operations as record
from ortoo.record.models import Formula
from ortoo.record.operations import NewComponent
from ortoo.selection import operations as selection
from ortoo.selection.models import Round, Run
from ortoo.selection.queries import account_at
from ortoo.site.demonstration.files import marks_file, register_file
from ortoo.site.demonstration.marks import marks_of
from ortoo.site.demonstration.offices import given_names, offices, shipped, successors
from ortoo.site.demonstration.officials import Invented, follow, invent, move
from ortoo.site.demonstration.rule import LEGAL_BASIS, LOT_SOURCE, RULE
from ortoo.site.demonstration.staff import Staff, appoint, offer_sign_ins

SEED = 2050
OFFICIALS = 12_000
MOVES = 420


@dataclass(frozen=True)
class Story:
    """What a building needs at every step: who acts, how large it is, and who listens."""

    staff: Staff
    size: int
    progress: Callable[[str], Progress]


def build(*, size: int = OFFICIALS, progress: Callable[[str], Progress] = lambda step: silent) -> None:
    """Builds it whole in an empty database that its first migration marked as demonstration; refuses any other.

    `progress(step)` gives the listener of one step, named in English.
    """
    if not is_demonstration():
        raise Refusal("site.not_a_demonstration")
    story = Story(appoint(_at(2021, 1, 15)), size, progress)
    _foundations(story)
    registered = _register(story)
    moved = _first_two_years(story, registered)
    run = _decided_round(story)
    moved = _open_round(story, moved)
    _reorganized(story, moved, date(2024, 7, 10))
    chosen, below = account_at(run, 1), account_at(run, len(run.decision["chosen"]) + 1)
    offer_sign_ins(story.staff, chosen, below, _at(2024, 7, 11))


def _at(year: int, month: int, day: int, hour: int = 2) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def _foundations(story: Story) -> None:
    manager = story.staff.manager
    files = {"regions": "regions.csv", "organizations": "organizations.csv", "plan": "vision2050.yaml"}
    for place, (kind, name) in enumerate(files.items()):
        _take(story, kind, shipped(name), manager, _at(2021, 2, 1, place))
    plan.set_up_programme(
        title={
            "mn": "Алсын хараа-2050 чадавх бэхжүүлэх хөтөлбөр",
            "en": "VISION 2050 capacity-building programme",
            "ko": "비전 2050 역량 강화 프로그램",
        },
        purpose={
            "mn": "Салбар хоорондын хамтын ажиллагааны чадавхыг бэхжүүлэх",
            "en": "Capabilities for inter-departmental collaboration",
            "ko": "부처 간 협업 역량 강화",
        },
        legal_basis="Example: order of the academy, 15 January 2021",
        objective="5.4",
        by=manager,
        at=_at(2021, 2, 3),
    )


def _register(story: Story) -> list[Invented]:
    day = date(2021, 3, 1)
    registered = invent(story.size, given_names(), offices(day), day, SEED)
    _take(story, "officials", register_file(registered), story.staff.manager, _at(2021, 3, 1))
    people.link_accounts(by=story.staff.manager, at=_at(2021, 3, 2))
    return registered


def _first_two_years(story: Story, registered: list[Invented]) -> list[Invented]:
    _sitting(story, registered, date(2021, 6, 18))
    moved = _move(story, registered, date(2022, 3, 1))
    _sitting(story, moved, date(2022, 6, 17))
    return moved


def _decided_round(story: Story) -> Run:
    by, sealer = story.staff.selection, story.staff.exams
    formula = _formula(story, _at(2022, 9, 1), {"2021": 400, "2022": 600})
    opened = _round("2022", formula, by, _at(2022, 9, 5))
    selection.adopt_rule(
        round=opened, text=tomli_w.dumps(RULE), legal_basis=LEGAL_BASIS, lot_source=LOT_SOURCE, by=by,
        at=_at(2022, 10, 4),
    )  # fmt: skip
    selection.seal_round(
        round=opened, as_of=date(2022, 11, 1), by=sealer, at=_at(2022, 11, 1), progress=story.progress("Seal records")
    )
    selection.draw_lot(round=opened, value="07 12 23 31 36 40", by=by, at=_at(2022, 11, 2))
    opened = Round.objects.get(pk=opened.pk)
    return selection.run_selection(
        round=opened, by=by, at=_at(2022, 11, 2, 6), progress=story.progress("Run the selection")
    )


def _open_round(story: Story, registered: list[Invented]) -> list[Invented]:
    moved = _move(story, registered, date(2023, 3, 1))
    _sitting(story, moved, date(2023, 6, 16))
    formula = _formula(story, _at(2023, 8, 25), {"2022": 400, "2023": 600})
    _round("2023", formula, story.staff.selection, _at(2023, 9, 1))
    return moved


def _reorganized(story: Story, registered: list[Invented], day: date) -> None:
    """A new cabinet: officials follow their ministry to the one that took over from it."""
    followed = follow(registered, successors(day), day)
    _take(story, "officials", register_file(followed), story.staff.manager, _at(day.year, day.month, day.day))


def _move(story: Story, registered: list[Invented], day: date) -> list[Invented]:
    how_many = min(MOVES, story.size // 20)
    moved = move(registered, offices(day), how_many, day, SEED + day.year)
    _take(story, "officials", register_file(moved), story.staff.manager, _at(day.year, day.month, day.day))
    return moved


def _sitting(story: Story, registered: list[Invented], day: date) -> None:
    by, code = story.staff.exams, str(day.year)
    exams.open_sitting(
        code=code,
        names={
            "mn": f"{code} оны шалгалт",
            "en": f"Exam of {code}",
            "ko": f"{code}년 시험",
        },
        held_on=day,
        scale_high=100_000,
        marker="Example: exam board of the academy",
        by=by,
        at=_at(day.year, day.month, 1),
    )
    content = marks_file(marks_of(registered, code, SEED))
    _take(story, "marks", content, by, _at(day.year, 7, 1), sitting=code)


def _formula(story: Story, at: datetime, weights: dict[str, int]) -> Formula:
    return record.adopt_formula(
        code="academic",
        names={"mn": "Сургалтын амжилт", "en": "Academic record", "ko": "학업 성적"},
        components=[NewComponent(sitting, weight, at_least=40_000) for sitting, weight in weights.items()],
        legal_basis=f"Example: order of the academy, {at:%d.%m.%Y}",
        by=story.staff.manager,
        at=at,
    )


def _round(code: str, formula: Formula, by: User, at: datetime) -> Round:
    names = {"mn": f"{code} оны зуун албан хаагч", "en": f"The hundred of {code}", "ko": f"{code}년 100인"}
    return selection.open_round(code=code, names=names, formula=formula, by=by, at=at)


def _take(story: Story, kind: str, content: bytes, by: User, at: datetime, **options: str) -> None:
    """One file, as somebody would import it; an example file of ours that is refused is a fault of ours."""
    known = kind_named(kind)
    report = take_in(
        kind=known,
        content=content,
        filename=f"{kind}-{at.year}{known.suffixes[0]}",
        options=options,
        dry_run=False,
        by=by,
        at=at,
        progress=story.progress(f"Import {kind} of {at.year}"),
    )
    assert not report.problems, [problem.sentence("en") for problem in report.problems[:5]]
