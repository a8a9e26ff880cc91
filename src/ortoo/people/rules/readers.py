"""Which roles see names."""

from __future__ import annotations

from ortoo.access.rules.roles import Role

READERS = (
    Role.ACADEMY_MANAGER,
    Role.EXAM_OFFICER,
    Role.SELECTION_OFFICER,
    Role.HEAD_OF_ACADEMY,
    Role.APPEALS_PANEL,
    Role.CABINET_SECRETARIAT,
    Role.SENDING_MINISTRY,
)
"""An auditor, an operator and the public see none."""
