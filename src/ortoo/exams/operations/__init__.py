"""Every write of exams: sittings, letters, marks, corrections beside them, samples entered again, and the seal."""

from ortoo.exams.operations.correcting import correct_mark, put_under_order
from ortoo.exams.operations.enemies import end_enemies, state_enemies
from ortoo.exams.operations.importing import import_marks
from ortoo.exams.operations.items import retire_item, take_items, write_item
from ortoo.exams.operations.letters import define_letter_scale
from ortoo.exams.operations.reliability import state_reliability
from ortoo.exams.operations.reviewing import review_item, review_items
from ortoo.exams.operations.sampling import compare_entries, draw_sample, enter_again, import_second_entries
from ortoo.exams.operations.sealing import check_samples, seal_marks
from ortoo.exams.operations.settling import check_may_settle, settle_difference
from ortoo.exams.operations.sittings import open_sitting

__all__ = [
    "check_may_settle",
    "check_samples",
    "compare_entries",
    "correct_mark",
    "define_letter_scale",
    "draw_sample",
    "end_enemies",
    "enter_again",
    "import_marks",
    "import_second_entries",
    "open_sitting",
    "put_under_order",
    "retire_item",
    "review_item",
    "review_items",
    "seal_marks",
    "settle_difference",
    "state_enemies",
    "state_reliability",
    "take_items",
    "write_item",
]
