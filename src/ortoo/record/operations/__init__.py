"""Every write of record: formulas adopted, records sealed, and sealed anew by order of a ruling."""

from ortoo.record.operations.adopting import NewComponent, adopt_formula
from ortoo.record.operations.resealing import reseal
from ortoo.record.operations.sealing import seal

__all__ = ["NewComponent", "adopt_formula", "reseal", "seal"]
