"""The main pages of the house, by who looks at them: what languages, screens and pictures are checked on."""

from __future__ import annotations

from datetime import date

_today = date.today()
THIS_YEAR = str(_today.year if _today.month > 6 else _today.year - 1)
"""Of the last exam; the demonstration's later rounds are named by it and their place."""
DECIDED, SCORED, APPEALED = (f"{THIS_YEAR}-{part}" for part in (1, 2, 3))
"""The rounds that wait for the Prime Minister's office, that the panel scores, and that is open to appeals."""

NOWHERE = "nowhere/"
"""What a person sees who mistypes an address."""

MAIN_PAGES = {
    "": [
        "", "plan/", "people/", "people/organizations/", "people/organizations/MOF/", "ledger/check/",
        "ledger/receipt/check/", "access/sign-in/", NOWHERE,
        "actions/", "actions/M-2023-1/", "results/", "results/5.wgi-ge/",
        "journey/", "journey/indicators/5.wgi-ge/", "journey/measures/M-2023-1/", "journey/lessons/L-2023-1/",
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
        "visits/", "visits/KR-2022/", "visits/KR-2022/ways/", "visits/KR-2022/agenda/",
        "visits/KR-2022/days/2022-12-14/", "visits/KR-2022/travellers/", "visits/KR-2022/papers/",
        "visits/KR-2022/costs/", "visits/KR-2022/pre-study/", "visits/KR-2022/notes/", "visits/partners/",
        "visits/alumni/", "visits/after/visits/", "visits/after/visits/KR-2022/",
        "lessons/", "lessons/L-2023-1/", "results/editions/", "journey/indicators/5.wgi-ge/",
    ],
    "exams": [
        "exams/open/", "exams/gradebook/", "exams/letters/", "exams/letters/define/", "exams/items/",
        "exams/items/cells/", "exams/items/write/", "exams/items/files/",
        *(f"exams/sittings/{THIS_YEAR}/forms/{page}" for page in ("", "A/", "plan/", "print/")),
    ],
    "selection": [
        "selection/open/", f"permission/{SCORED}/panel/", f"permission/{SCORED}/rubric/",
        f"permission/{DECIDED}/proposal/", f"selection/{APPEALED}/try/", f"selection/{APPEALED}/trials/1/",
    ],
    "appeals": [f"selection/{APPEALED}/appeals/", f"selection/{APPEALED}/appeals/1/"],
    "superior": ["visits/after/people/"],
    "logodi": ["visits/", "visits/KR-2022/hosts/LOGODI/", "visits/KR-2022/travellers/"],
    "planner-city": ["actions/propose/", "actions/mine/", "actions/M-2023-1/"],
    "figures": ["results/editions/"],
    "secretariat": [f"permission/{DECIDED}/way/", "permission/deputies/", "permission/deputies/name/"],
    "office": [f"permission/{DECIDED}/way/", f"permission/{DECIDED}/decision/"],
    "auditor": ["messages/counts/", "ledger/export/"],
}  # fmt: skip
"""User name of a ready sign-in of the demonstration, or "" for the public -> addresses below the language."""

OF_AN_OFFICIAL = ["training/mine/", "exams/mine/", "record/mine/", "selection/mine/"]
"""For the officials, whose user names are personnel numbers."""

OF_A_TRAVELLER = [
    "visits/", "visits/KR-2022/", "visits/KR-2022/agenda/", "visits/KR-2022/days/2022-12-14/", "visits/KR-2022/notes/",
    "visits/KR-2022/pre-study/", "visits/after/", "visits/alumni/", "lessons/", "lessons/write/KR-2022/",
]  # fmt: skip
"""For the official who travelled, besides."""

WITHOUT_A_MONGOLIAN_NAME = ("results/5.wgi-ge/", "journey/indicators/5.wgi-ge/")
"""The plan names these in English and Korean: no Mongolian text of it was at hand, and none is made up."""
