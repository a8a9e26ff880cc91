"""Training.

Receives: courses, cohorts, sittings.
Decides: who took part, attended, completed.
Hands on: completions.
"""
