"""The fixtures of this station; the rules' tests, which run where Django cannot be imported, need none of them."""

import os

if "ORTOO_BLOCK_DJANGO" not in os.environ:
    from tests.training.fixtures import (
        cohort,
        manager,
        office,
        on_the_day_of_the_class,
        own,
        sitting,
    )

    __all__ = [
        "cohort",
        "manager",
        "office",
        "on_the_day_of_the_class",
        "own",
        "sitting",
    ]
