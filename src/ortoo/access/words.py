"""Roles, scopes and ready sign-ins as a page names them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from ortoo.access.models import AccountReset
from ortoo.access.rules.roles import Role, Scope

ROLES: dict[str, str | Promise] = {
    Role.ACADEMY_MANAGER: gettext_lazy("Academy manager"),
    Role.EXAM_OFFICER: gettext_lazy("Exam officer"),
    Role.MARKER: gettext_lazy("Marker"),
    Role.SELECTION_OFFICER: gettext_lazy("Selection officer"),
    Role.PANEL_MEMBER: gettext_lazy("Panel member"),
    Role.APPEALS_PANEL: gettext_lazy("Appeals panel"),
    Role.HEAD_OF_ACADEMY: gettext_lazy("Head of the academy"),
    Role.CABINET_SECRETARIAT: gettext_lazy("Cabinet Secretariat"),
    Role.PRIME_MINISTERS_OFFICE: gettext_lazy("Prime Minister's office"),
    Role.SENDING_MINISTRY: gettext_lazy("Sending ministry"),
    Role.SUPERIOR: gettext_lazy("Superior"),
    Role.HOST: gettext_lazy("Host"),
    Role.MINISTRY_PLANNER: gettext_lazy("Ministry planner"),
    Role.DATA_OWNER: gettext_lazy("Data owner"),
    Role.OFFICIAL: gettext_lazy("Official"),
    Role.AUDITOR: gettext_lazy("Auditor"),
    Role.OPERATOR: gettext_lazy("Operator"),
}


def roles_in(language: str, codes: list[str]) -> str:
    with override(language):
        return ", ".join(str(ROLES[code]) for code in codes)


SCOPES: dict[str, str | Promise] = {
    Scope.EVERYTHING: pgettext_lazy("scope", "Everything"),
    Scope.ORGANIZATION: pgettext_lazy("scope", "One organization"),
    Scope.REGION: pgettext_lazy("scope", "One region"),
    Scope.OWN: pgettext_lazy("scope", "Own data only"),
}

SHOWS: dict[str, str | Promise] = {
    **ROLES,
    "official-chosen": gettext_lazy("An official who was chosen"),
    "official-below": gettext_lazy("An official just below the cut line"),
    "delegate": gettext_lazy("An official who travelled"),
    "host-leading": gettext_lazy("The host that leads a visit"),
    "host-further": gettext_lazy("A further host of a visit"),
    "planner-leading": gettext_lazy("The planner of a ministry that leads a measure"),
}
"""What a ready sign-in shows."""

WHAT: dict[str, str | Promise] = {
    AccountReset.FACTOR: gettext_lazy("The phone: the second factor is removed"),
    AccountReset.PASSWORD: gettext_lazy("The password: a new first one is given"),
}
"""What of an account is reset."""
