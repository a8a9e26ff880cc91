"""Words that the pages of exam forms say."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from ortoo.exams.models import FormPlan, Sitting
from ortoo.exams.operations.printing_forms import ANSWER_SHEET, BOOKLET
from ortoo.exams.rules.equating.equate import METHODS
from ortoo.exams.rules.forms.values import EQUATED, RAW
from ortoo.multilingual.numbers import thousandths_text
from ortoo.pages.components import Tag, Text

DECIDES: dict[str, Text] = {
    RAW: gettext_lazy("The raw mark decides"),
    EQUATED: gettext_lazy("The equated mark decides"),
}
METHOD: dict[str, Text] = {
    "mean": gettext_lazy("Mean: within the sitting, few people"),
    "linear": gettext_lazy("Linear: within the sitting"),
    "equipercentile": gettext_lazy("Equipercentile: within the sitting, many people"),
    "tucker": gettext_lazy("Tucker: with an earlier form, groups that differ a little"),
    "levine": gettext_lazy("Levine: with an earlier form, groups that differ more"),
    "chained": gettext_lazy("Chained linear: with an earlier form"),
}
assert tuple(METHOD) == METHODS
PAPER: dict[str, Text] = {
    BOOKLET: gettext_lazy("Booklet"),
    ANSWER_SHEET: gettext_lazy("Answer sheet"),
}
PLANNED = Tag("half", pgettext_lazy("forms", "Planned"))
ASSEMBLED = Tag("half", pgettext_lazy("forms", "Assembled"))
SEALED = Tag("done", pgettext_lazy("forms", "Sealed"))


def state_of(plan: FormPlan) -> Tag:
    if plan.sealed_at:
        return SEALED
    return ASSEMBLED if plan.assembled_at else PLANNED


def forms_page(sitting: Sitting, page: str = "exam-forms", *more: str) -> str:
    """The address of the forms of a sitting, or of another page about them."""
    return reverse(f"exams:{page}", args=[sitting.code, *more])


def fraction(value: float, digits: int = 2) -> str:
    """A number with so many decimals, as the page's language writes it."""
    return thousandths_text(round(1000 * value), get_language() or "en", digits)


def per_cent(share: float) -> str:
    return f"{fraction(100 * share, 1)}\N{NO-BREAK SPACE}%"
