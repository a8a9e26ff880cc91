"""Permission.

Receives: the list and dossiers.
Decides: the Prime Minister's yes or no, person by person: 100 -> 10.
Hands on: a delegation.
"""
