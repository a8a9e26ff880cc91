"""The borderline band in words and as a picture."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from ortoo.charts.around_cut import Around, Person, narrow, wide
from ortoo.multilingual.numbers import whole
from ortoo.selection.around import words_of
from ortoo.selection.models import Appeal, Round
from ortoo.selection.queries import open_appeals
from ortoo.selection.rules.band_shown import REACH, ShownBand
from ortoo.selection.rules.rule import LOT, Borderline
from ortoo.selection.words import EVIDENCE_KINDS

DECLARED: dict[str, Promise] = {
    LOT: gettext_lazy(
        "The rule declares a lot: everybody in the band counts with the merit of the last seat, quotas hold, and the "
        "lot decides between them. Who was drawn is recorded in the ledger."
    ),
    "evidence": gettext_lazy(
        "The rule declares further evidence: the run opens a file for each of them, two members of the appeals panel "
        "enter the result, and no list is signed before."
    ),
    "": gettext_lazy("The rule declares nothing about them: it decides by the marks as they are."),
}


@dataclass(frozen=True)
class Picture:
    wide: SafeString
    narrow: SafeString
    finding: str
    doubt: str


def finding_of_band(shown: ShownBand) -> str:
    """The one sentence that a reader takes along."""
    language = get_language() or "en"
    said = ngettext(
        "Of %(eligible)s eligible, the marks do not say of %(count)s whether they are truly among the %(seats)s best.",
        "Of %(eligible)s eligible, the marks do not say of %(count)s whether they are truly among the %(seats)s best.",
        shown.count,
    )
    figures = {"eligible": shown.eligible, "count": shown.count, "seats": shown.seats}
    return said % {name: whole(figure, language) for name, figure in figures.items()}


def picture_of_band(shown: ShownBand) -> Picture:
    """Those next to the last seat, by rank, as the page of the list draws them."""
    near = [one for one in shown.people if abs(one.rank - shown.seats - 0.5) <= REACH]
    people = [Person(one.rank, one.merit, one.rank <= shown.seats, one.low, one.high, one.rank) for one in near]
    around = Around(people, shown.seats, None)
    finding = gettext("Ranks by merit next to the last seat, each with the ranks that the marks allow.")
    words = replace(words_of(around, finding), places=gettext("Place by merit"))
    read = gettext(
        "Dots are ranks by merit, bars the ranks that the marks with their errors allow with 95 % confidence, each "
        "taken alone. Filled: by merit among the first, as many as there are seats; hollow: below. Quotas do not "
        "count here."
    )
    return Picture(wide(around, words), narrow(around, words), finding, read)


def declared_in_words(declared: Borderline | None) -> str:
    """What the rule says of the band."""
    if declared is None:
        return str(DECLARED[""])
    if declared.kind is None:
        return str(DECLARED[declared.then])
    kind = gettext("Kind of evidence: %(kind)s.") % {"kind": EVIDENCE_KINDS[declared.kind]}
    rubric = gettext("Rubric: %(rubric)s.") % {"rubric": declared.rubric} if declared.rubric else ""
    return " ".join(filter(None, (str(DECLARED[declared.then]), kind, rubric)))


def evidence_in_words(round: Round) -> str:
    """How much of the evidence is entered; empty where none is asked for."""
    asked = Appeal.objects.everything(because="counts, and shows none").filter(round=round, origin="band").count()
    if not asked:
        return ""
    waiting = open_appeals(round).filter(origin="band").count()
    language = get_language() or "en"
    said = gettext("Evidence: %(entered)s of %(asked)s entered and confirmed.")
    return said % {"entered": whole(asked - waiting, language), "asked": whole(asked, language)}
