"""The fixtures of this station; the rules' tests, which run where Django cannot be imported, need none of them."""

import os

if "ORTOO_BLOCK_DJANGO" not in os.environ:
    from tests.results.fixtures import head, manager, on_the_day, owner, planned, published

    __all__ = ["head", "manager", "on_the_day", "owner", "planned", "published"]
