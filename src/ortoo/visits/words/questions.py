"""The questions of a day's questionnaire, as its summary names them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

QUESTIONS: dict[str, str | Promise] = {
    "content": gettext_lazy("What was said and shown"),
    "pace": gettext_lazy("The pace of the day"),
    "use": gettext_lazy("Use for your work at home"),
}
