"""Actions.

Receives: lessons.
Decides: joint measures: who does what for whom by when.
Hands on: commitments kept or late.
"""
