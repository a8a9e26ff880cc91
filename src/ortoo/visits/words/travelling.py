"""What travellers, consents, papers, costs and pre-study are called on a page."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext_lazy

from ortoo.multilingual.basis import marked
from ortoo.multilingual.numbers import sum_text, whole
from ortoo.pages.components import Tag
from ortoo.permission.words.dossiers import MAKERS, PRODUCERS
from ortoo.visits.models import Traveller
from ortoo.visits.queries.papers import Wanted
from ortoo.visits.rules.papers import State

PARTS: dict[str, Promise] = {
    "delegate": pgettext_lazy("traveller", "Delegate"),
    "escort": pgettext_lazy("traveller", "Escort"),
}
COVERS: dict[str, Promise] = {
    "person": gettext_lazy("Name, post and body"),
    "identifiers": gettext_lazy("Passport data"),
    "health": gettext_lazy("Health data"),
}
PAPER_STATES: dict[State, Tag] = {
    State.RED: Tag("late", pgettext_lazy("paper", "Red")),
    State.DUE: Tag("waits", pgettext_lazy("paper", "To come")),
    State.OPEN: Tag("none", pgettext_lazy("paper", "No day set")),
    State.DONE: Tag("done", pgettext_lazy("paper", "There"), quiet=True),
}
STUDIED = Tag("done", pgettext_lazy("pre-study", "Finished"), quiet=True)
NOT_STUDIED = Tag("waits", pgettext_lazy("pre-study", "Not finished"))
STUDIED_LATE = Tag("late", pgettext_lazy("pre-study", "Overdue"))
LEFT = Tag("none", pgettext_lazy("traveller", "Has left"))
TRAVELS = Tag("half", pgettext_lazy("traveller", "Travels"), quiet=True)
CONSENTED = Tag("done", pgettext_lazy("consent", "Given"), quiet=True)
NOT_CONSENTED = Tag("waits", pgettext_lazy("consent", "Not given"))
SETTLED = Tag("done", pgettext_lazy("cost", "Settled"), quiet=True)
PLANNED = Tag("half", pgettext_lazy("cost", "Planned"))


def part_of(traveller: Traveller) -> str:
    """ "Escort †": that somebody escorts may be our inference."""
    return marked(str(PARTS[traveller.part]), traveller.basis)


def paper_name(wanted: Wanted) -> str:
    """With † where kind or due day are not confirmed, and which of several it is."""
    name = marked(wanted.name, wanted.basis)
    if wanted.parts == 1:
        return name
    return gettext("%(paper)s, after %(months)s months") % {
        "paper": name, "months": wanted.kind.months[wanted.part - 1],
    }  # fmt: skip


def maker_of(wanted: Wanted, *, own: bool = False) -> str:
    """ "A licensed physician"; to the traveller (`own`) "From a licensed physician"."""
    words = PRODUCERS if own and wanted.kind.produced_by in PRODUCERS else MAKERS
    return str(words.get(wanted.kind.produced_by, wanted.kind.produced_by))


def covered(covers: Iterable[str]) -> str:
    """In their usual order, in words."""
    asked = set(covers)
    return ", ".join(str(label) for code, label in COVERS.items() if code in asked)


def money(amount: int, currency: str) -> str:
    """Thousandths of a currency in the language of the page: "1,500 USD", "12.50 EUR"; whole sums without decimals."""
    return f"{sum_text(amount, get_language() or 'en')} {currency}"


def of_all(done: int, among: int) -> str:
    language = get_language() or "en"
    return gettext("%(done)s of %(all)s") % {"done": whole(done, language), "all": whole(among, language)}


def has_mark(names: Iterable[str]) -> bool:
    return any("†" in name for name in names)
