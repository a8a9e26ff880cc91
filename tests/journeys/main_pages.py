"""The main pages of the house, by who looks at them: what languages, screens and pictures are checked on."""

from __future__ import annotations

MAIN_PAGES = {
    "": [
        "", "plan/", "people/", "people/organizations/", "people/organizations/MOF/", "ledger/check/",
        "access/sign-in/", "nowhere/",
    ],
    "manager": [
        "plan/programme/",
        "people/officials/", "people/officials/accounts/", "jobs/", "jobs/imports/", "jobs/imports/officials/",
        "training/", "training/adopt/", "training/courses/V2050/", "training/courses/V2050/rule/",
        "training/cohorts/V2050-2021/", "training/cohorts/V2050-2021/enrol/", "training/cohorts/V2050-2021/plan/",
        "training/classes/1/", "training/flags/", "training/competencies/",
        "training/report/",
        "exams/", "exams/sittings/2022/", "record/", "record/formulas/", "record/formulas/adopt/", "selection/",
        "selection/2022/", "selection/2022/list/", "ledger/", "ledger/entries/1/", "access/", "access/accounts/",
        "access/accounts/open/", "access/propose/", "access/password/",
        "access/account/", "access/email/", "messages/", "messages/log/", "messages/paper/",
    ],
    "exams": ["exams/open/", "exams/gradebook/", "exams/letters/", "exams/letters/define/"],
    "selection": ["selection/open/", "selection/2023/rule/"],
    "auditor": ["messages/counts/", "ledger/export/"],
}  # fmt: skip
"""User name of a ready sign-in of the demonstration, or "" for the public -> addresses below the language."""

OF_AN_OFFICIAL = ["training/mine/", "exams/mine/", "record/mine/", "selection/mine/"]
"""For the two officials, whose user names are personnel numbers."""
