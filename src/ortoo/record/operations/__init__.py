"""Every write of record: formulas adopted, records sealed."""

from ortoo.record.operations.adopting import NewComponent, adopt_formula
from ortoo.record.operations.sealing import seal

__all__ = ["NewComponent", "adopt_formula", "seal"]
