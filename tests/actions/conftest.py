"""The fixtures of this station; the rules' tests, which run where Django cannot be imported, need none of them."""

import os

if "ORTOO_BLOCK_DJANGO" not in os.environ:
    from tests.actions.fixtures import bodies, measure, planned, planners, standing_still

    __all__ = ["bodies", "measure", "planned", "planners", "standing_still"]
