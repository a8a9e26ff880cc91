"""The main pages of the house, by who looks at them: what languages, screens and pictures are checked on."""

from __future__ import annotations

from datetime import date

_today = date.today()
THIS_YEAR = str(_today.year if _today.month > 6 else _today.year - 1)
"""The round of the demonstration that is open to appeals."""

MAIN_PAGES = {
    "": [
        "", "plan/", "people/", "people/organizations/", "people/organizations/MOF/", "ledger/check/",
        "access/sign-in/", "nowhere/",
    ],
    "manager": [
        "plan/programme/",
        "people/officials/", "people/officials/accounts/", "jobs/", "jobs/imports/", "jobs/imports/officials/",
        "training/", "training/report/",
        "exams/", "exams/sittings/2022/", "record/", "record/formulas/", "record/formulas/adopt/", "selection/",
        "selection/2022/", "selection/2022/list/", "selection/2022/final/", "selection/2022/changes/",
        "permission/", "permission/kinds/", "permission/limits/", "permission/2022/", "permission/2022/dossiers/",
        "ledger/", "ledger/entries/1/", "access/", "access/accounts/",
        "access/accounts/open/", "access/propose/", "access/password/",
        "access/account/", "access/email/", "messages/", "messages/log/", "messages/paper/",
    ],
    "exams": ["exams/open/", "exams/gradebook/", "exams/letters/", "exams/letters/define/"],
    "selection": [
        "selection/open/", "permission/2024/panel/", "permission/2024/rubric/", "permission/2023/proposal/",
    ],
    "appeals": [f"selection/{THIS_YEAR}/appeals/", f"selection/{THIS_YEAR}/appeals/1/"],
    "secretariat": ["permission/2023/way/", "permission/deputies/", "permission/deputies/name/"],
    "office": ["permission/2023/way/", "permission/2023/decision/"],
    "auditor": ["messages/counts/", "ledger/export/"],
}  # fmt: skip
"""User name of a ready sign-in of the demonstration, or "" for the public -> addresses below the language."""

OF_AN_OFFICIAL = ["training/mine/", "exams/mine/", "record/mine/", "selection/mine/"]
"""For the two officials, whose user names are personnel numbers."""
