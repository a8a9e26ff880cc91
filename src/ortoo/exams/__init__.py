"""Exams.

Receives: item bank, forms, answers; and marks that were given elsewhere.
Decides: marks, item quality, equated scores.
Hands on: marks with their error.
"""
