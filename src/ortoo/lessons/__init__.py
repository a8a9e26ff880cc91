"""Lessons.

Receives: observations.
Decides: what fits at home: copy, adapt, reject.
Hands on: lessons with an owner.
"""
