"""Every write of results."""

from ortoo.results.operations.editions import approve_edition, keep_edition, take_back_edition
from ortoo.results.operations.files import import_observations, import_series
from ortoo.results.operations.series import declare_series, mark_break

__all__ = [
    "approve_edition",
    "declare_series",
    "import_observations",
    "import_series",
    "keep_edition",
    "mark_break",
    "take_back_edition",
]
