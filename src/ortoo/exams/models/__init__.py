"""Sittings, letter scales, marks and the corrections beside them; samples entered a second time."""

from ortoo.exams.models.marks import LetterScale, Mark, MarkCorrection, Sitting
from ortoo.exams.models.second_entries import Sample, SampledMark, SecondEntry, Settlement

__all__ = [
    "LetterScale",
    "Mark",
    "MarkCorrection",
    "Sample",
    "SampledMark",
    "SecondEntry",
    "Settlement",
    "Sitting",
]
