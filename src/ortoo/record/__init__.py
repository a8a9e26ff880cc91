"""Record.

Receives: marks of one official over years.
Decides: one comparable academic record.
Hands on: sealed records.
"""
