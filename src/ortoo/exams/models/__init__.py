"""Sittings and their marks, samples entered a second time; the item bank, forms, answers and what they are worth."""

from ortoo.exams.models.bank import Enemies, Item, ItemReview, ItemVersion
from ortoo.exams.models.forms import ExamForm, FormItem, FormPlan
from ortoo.exams.models.marks import LetterScale, Mark, MarkCorrection, Sitting
from ortoo.exams.models.scores import (
    Equating,
    Gate,
    GateAnswer,
    ItemAnalysis,
    ItemEstimate,
    Measurement,
    Release,
    ScoredSheet,
    Scoring,
    StatedReliability,
)
from ortoo.exams.models.second_entries import Sample, SampledMark, SecondEntry, Settlement
from ortoo.exams.models.sheets import AnswerSheet, EssayMark, KeyCancellation

__all__ = [
    "AnswerSheet",
    "Enemies",
    "Equating",
    "EssayMark",
    "ExamForm",
    "FormItem",
    "FormPlan",
    "Gate",
    "GateAnswer",
    "Item",
    "ItemAnalysis",
    "ItemEstimate",
    "ItemReview",
    "ItemVersion",
    "KeyCancellation",
    "LetterScale",
    "Mark",
    "MarkCorrection",
    "Measurement",
    "Release",
    "Sample",
    "SampledMark",
    "ScoredSheet",
    "Scoring",
    "SecondEntry",
    "Settlement",
    "Sitting",
    "StatedReliability",
]
