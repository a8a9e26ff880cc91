"""Every write of exams: items, forms, answers, scores and their release; sittings, marks, second entries, the seal."""

from ortoo.exams.operations.analysing import analyse
from ortoo.exams.operations.assembling import assemble_forms, set_forms
from ortoo.exams.operations.cancelling import cancel_key, check_may_cancel
from ortoo.exams.operations.correcting import correct_mark, put_under_order
from ortoo.exams.operations.enemies import end_enemies, state_enemies
from ortoo.exams.operations.equating import equate_forms
from ortoo.exams.operations.essays import check_may_mark, mark_essay
from ortoo.exams.operations.forms import plan_forms
from ortoo.exams.operations.gate import answer_finding, check_may_answer, look_at_gate
from ortoo.exams.operations.importing import import_marks
from ortoo.exams.operations.items import retire_item, take_items, write_item
from ortoo.exams.operations.letters import define_letter_scale
from ortoo.exams.operations.printing_forms import print_paper
from ortoo.exams.operations.releasing import release_marks
from ortoo.exams.operations.reliability import state_reliability
from ortoo.exams.operations.reviewing import review_item, review_items
from ortoo.exams.operations.sampling import compare_entries, draw_sample, enter_again, import_second_entries
from ortoo.exams.operations.scoring import check_may_score, score_sheets
from ortoo.exams.operations.sealing import check_samples, seal_marks
from ortoo.exams.operations.sealing_forms import seal_forms
from ortoo.exams.operations.settling import check_may_settle, settle_difference
from ortoo.exams.operations.sheets import check_may_settle_sheet, enter_sheet, settle_sheet, take_sheets
from ortoo.exams.operations.sittings import open_sitting

__all__ = [
    "analyse",
    "answer_finding",
    "assemble_forms",
    "cancel_key",
    "check_may_answer",
    "check_may_cancel",
    "check_may_mark",
    "check_may_score",
    "check_may_settle",
    "check_may_settle_sheet",
    "check_samples",
    "compare_entries",
    "correct_mark",
    "define_letter_scale",
    "draw_sample",
    "end_enemies",
    "enter_again",
    "enter_sheet",
    "equate_forms",
    "import_marks",
    "import_second_entries",
    "look_at_gate",
    "mark_essay",
    "open_sitting",
    "plan_forms",
    "print_paper",
    "put_under_order",
    "release_marks",
    "retire_item",
    "review_item",
    "review_items",
    "score_sheets",
    "seal_forms",
    "seal_marks",
    "set_forms",
    "settle_difference",
    "settle_sheet",
    "state_enemies",
    "state_reliability",
    "take_items",
    "take_sheets",
    "write_item",
]
