"""The example's rule: eight quotas of the kind that such programmes state, none taken from a published one."""

from __future__ import annotations

LEGAL_BASIS = "Example: order of the head of the academy, 4 October 2022"
LOT_SOURCE = "Example: the numbers of the state lottery drawn on 2 November 2022"

RULE = {
    "title": "VISION 2050: the hundred",
    "seats": 100,
    "reserve": 20,
    "id": "pseudonym",
    "merit": "merit",
    "eligible": "eligible",
    "then": ["exam:2022"],
    "objective": "total",
    "floors": "each",
    "quota": [
        {"attribute": "region_group", "value": "Gobi", "at_least": 8},
        {"attribute": "region_group", "value": "Western", "at_least": 12},
        {"attribute": "region_group", "each_at_most": 40},
        {"attribute": "sex", "value": "woman", "at_least": 45},
        {"attribute": "sex", "value": "man", "at_least": 35},
        {"attribute": "ministry", "each_at_most": 12},
        {"attribute": "level", "value": "managing", "at_most": 20},
        {"attribute": "level", "value": "support", "at_least": 20},
    ],
}
