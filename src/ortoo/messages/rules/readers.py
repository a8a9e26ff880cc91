"""Which roles see messages to others, and which see numbers alone."""

from __future__ import annotations

from ortoo.access.rules.roles import Role

HANDING_OVER = (Role.ACADEMY_MANAGER,)
"""They see names and texts, and hand over on paper."""
COUNTING = (Role.ACADEMY_MANAGER, Role.AUDITOR)
"""They see how many were told what on which day."""
