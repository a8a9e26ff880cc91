"""Reads of exams; from here those of sittings and marks, which other stations share."""

from ortoo.exams.queries.log import Happened, Logged, hands_on, sitting_log
from ortoo.exams.queries.marks import (
    Standing,
    corrected,
    counting,
    how_many_corrected,
    how_many_marks,
    how_many_sat,
    known_marks,
    mark_of,
    marks_for,
    marks_in_reach,
    marks_of_official,
    marks_seen,
    own_marks,
    standing,
)
from ortoo.exams.queries.measurements import errors_for
from ortoo.exams.queries.sittings import (
    letter_codes,
    letter_scales,
    scale_of,
    sitting_with_code,
    sittings,
    with_counts,
    without_marks,
)

__all__ = [
    "Happened",
    "Logged",
    "Standing",
    "corrected",
    "counting",
    "errors_for",
    "hands_on",
    "how_many_corrected",
    "how_many_marks",
    "how_many_sat",
    "known_marks",
    "letter_codes",
    "letter_scales",
    "mark_of",
    "marks_for",
    "marks_in_reach",
    "marks_of_official",
    "marks_seen",
    "own_marks",
    "scale_of",
    "sitting_log",
    "sitting_with_code",
    "sittings",
    "standing",
    "with_counts",
    "without_marks",
]
