"""Two days by hand, and an agenda of them that keeps every rule."""

from __future__ import annotations

import datetime

from ortoo.visits.rules.agenda import Day, Fixed, Limits, Lunch, Placed, Problem, Stop, Window

DAYS = tuple(Day(datetime.date(2022, 12, day), 540, 1080, "LOG", "LOG") for day in (12, 13))
OPEN = Stop("OPEN", 60, "LOG", value=5, must=True, joint=True)
LECTURE = Stop("L1", 60, "LOG", value=4, people=("kim",), after=("OPEN",))
VISIT = Stop("V1", 90, "SCH", value=9, groups=("g1",), requires=("L1",), windows=(Window(0, 780, 960),))
WALK = Stop("W", 30, "LOG", value=1, groups=("g2",), interpreter=False)
TRAVEL = {"LOG": {"SCH": 80}, "SCH": {"LOG": 80}}
LIMITS = Limits(300, Lunch(60, 690, 855), 1, 15)

PROBLEM = Problem(
    DAYS, (OPEN, LECTURE, VISIT, WALK), TRAVEL, ("g1", "g2"), LIMITS, fixed=(Fixed("OPEN", "g1", 0, 540),)
)
GOOD = (
    Placed("OPEN", "g1", 0, 540),
    Placed("OPEN", "g2", 0, 540),
    Placed("L1", "g1", 0, 600),
    Placed("L1", "g2", 0, 660),
    Placed("V1", "g1", 0, 840),
    Placed("W", "g2", 1, 600),
)
"""g1 eats from 11:30 and drives from 12:30, or drives from 12:40; g2 eats from 12:00."""
