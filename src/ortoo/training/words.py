"""Words that several pages of training say."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, pgettext_lazy

from ortoo.multilingual.dates import date_text
from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.pages.components import Tag, Text
from ortoo.training.models import ClassSitting, Cohort, Completion, CompletionRule
from ortoo.training.rules.completion import Counts, Lack

COUNTS: dict[str, Text] = {
    Counts.FIRST: pgettext_lazy("attempt", "the first counts"),
    Counts.BEST: pgettext_lazy("attempt", "the best counts"),
    Counts.LAST: pgettext_lazy("attempt", "the last counts"),
}

LACKS: dict[str, Text] = {
    Lack.ATTENDANCE: gettext_lazy("attended too few parts"),
    Lack.ATTEMPT: gettext_lazy("no attempt at the test counts"),
    Lack.SCORE: gettext_lazy("score below the least"),
    Lack.JUDGED: gettext_lazy("judged that it does not count"),
}

COMPLETED = Tag("done", pgettext_lazy("course", "Completed"), quiet=True)
UNDER_WAY = Tag("half", pgettext_lazy("course", "Under way"), quiet=True)
NOT_COMPLETED = Tag("late", pgettext_lazy("course", "Not completed"), quiet=True)

NOT_BEGUN = Tag("none", pgettext_lazy("cohort", "Not begun"), quiet=True)
OPEN = Tag("half", pgettext_lazy("cohort", "Under way"), quiet=True)
OVER = Tag("done", pgettext_lazy("cohort", "Over"), quiet=True)


def state_of(done: Completion, cohort: Cohort, today: date) -> Tag:
    if done.completed:
        return COMPLETED
    return UNDER_WAY if today <= cohort.closes_on else NOT_COMPLETED


def state_of_cohort(cohort: Cohort, today: date) -> Tag:
    if today < cohort.opens_on:
        return NOT_BEGUN
    return OPEN if today <= cohort.closes_on else OVER


def reasons(done: Completion) -> str:
    """What is missing, in words; empty where completed."""
    return "; ".join(str(LACKS[lack]) for lack in done.lacks.split())


def attendance_text(done: Completion) -> str:
    language = get_language() or "en"
    values = {"attended": whole(done.attended, language), "parts": whole(done.parts, language)}
    return gettext("%(attended)s of %(parts)s") % values if done.parts else "–"


def rule_text(rule: CompletionRule) -> str:
    """The whole rule in a sentence, as everybody reads it before the first attempt."""
    language = get_language() or "en"
    attendance = percent(rule.least_attendance, language)
    if not rule.attempts:
        return gettext("Attendance of at least %(attendance)s of the parts; no test.") % {"attendance": attendance}
    values = {
        "attendance": attendance, "score": thousandths_text(rule.least_score, language),
        "counts": COUNTS[rule.counts], "attempts": whole(rule.attempts, language),
    }  # fmt: skip
    said = ngettext(
        "Attendance of at least %(attendance)s of the parts, and at least %(score)s points in the test; "
        "%(attempts)s attempt is allowed, %(counts)s.",
        "Attendance of at least %(attendance)s of the parts, and at least %(score)s points in the test; "
        "%(attempts)s attempts are allowed, %(counts)s.",
        rule.attempts,
    )
    return said % values


def percent(thousandths: int, language: str) -> str:
    text = thousandths_text(thousandths * 100, language)
    return f"{text.rstrip('0').rstrip('.,')}\u00a0%"


def when(sitting: ClassSitting) -> str:
    return moment(sitting.starts_at)


def moment(at: datetime) -> str:
    """Day and time in the programme's zone, in the language of the page."""
    local = timezone.localtime(at)
    return f"{date_text(local.date(), get_language() or 'en', short=True)} {local:%H:%M}"


def where(sitting: ClassSitting) -> str:
    return gettext("Online: %(place)s") % {"place": sitting.place} if sitting.online else sitting.place


def part_text(sitting: ClassSitting) -> str:
    return gettext("Part %(part)s") % {"part": whole(sitting.part, get_language() or "en")}
