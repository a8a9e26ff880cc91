"""Selection.

Receives: sealed records, and a rule adopted before them.
Decides: 12,000 -> the 100, with reserve and reasons.
Hands on: a list.
"""
