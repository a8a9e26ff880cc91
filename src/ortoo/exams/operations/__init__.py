"""Every write of exams: sittings opened, letters defined, marks imported, corrected beside, and sealed."""

from ortoo.exams.operations.correcting import correct_mark, put_under_order
from ortoo.exams.operations.importing import import_marks
from ortoo.exams.operations.letters import define_letter_scale
from ortoo.exams.operations.sealing import seal_marks
from ortoo.exams.operations.sittings import open_sitting

__all__ = ["correct_mark", "define_letter_scale", "import_marks", "open_sitting", "put_under_order", "seal_marks"]
