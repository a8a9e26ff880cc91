"""The lists of the demonstration, by who reads them."""

from __future__ import annotations

LISTS = [
    "people/officials/", "people/organizations/", "exams/", "exams/items/", "exams/sittings/2022/", "record/",
    "record/formulas/",
    "training/", "training/cohorts/V2050-2021/", "training/flags/", "selection/", "selection/2022/list/",
    "selection/2022/final/", "permission/kinds/", "permission/limits/", "permission/2026-1/dossiers/",
    "visits/KR-2022/notes/", "lessons/", "actions/", "results/editions/", "ledger/", "messages/", "messages/log/",
    "messages/counts/",
]  # fmt: skip
"""Those that the manager of the academy reads, below the language."""

LISTS_OF_OTHERS = {"exams": ["exams/letters/"]}
"""User name -> lists that only this reader has."""
