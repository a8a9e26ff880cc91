"""The section of a mark's page that says how it came about: raw and equated, how sure, and which of them decides."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from django.utils.translation import get_language, gettext

from ortoo.exams.models import Mark, Measurement
from ortoo.exams.queries.measured import measurement_of
from ortoo.exams.rules.forms.values import EQUATED
from ortoo.multilingual.numbers import thousandths_text
from ortoo.pages.components import Fact
from ortoo.pages.templatetags.ortoo import day


@dataclass(frozen=True)
class Measured:
    """As the template draws it."""

    facts: list[Fact]
    sentences: list[str]


def measured_section(mark: Mark) -> Measured | None:
    """None of a mark that came by a file."""
    found = measurement_of(mark)
    if found is None:
        return None
    return Measured(_facts(found), [_which(found), _how_sure(mark, found)])


def _facts(found: Measurement) -> list[Fact]:
    language = get_language() or "en"
    facts = [Fact(gettext("Raw mark"), thousandths_text(found.raw, language))]
    if found.equated is not None:
        form = found.table.rpartition("/")[2]
        note = gettext("by the table of form %(form)s") % {"form": form} if form else gettext("on the reference form")
        facts.append(Fact(gettext("Equated mark"), thousandths_text(found.equated, language), note=note))
    facts.append(Fact(gettext("Standard error of measurement"), thousandths_text(found.own, language)))
    if found.table_error:
        facts.append(Fact(gettext("Standard error of the table"), thousandths_text(found.table_error, language)))
    return facts


def _which(found: Measurement) -> str:
    plan = found.release.plan
    stated = {"day": day(plan.planned_at)}
    if plan.decides != EQUATED:
        said = gettext("The raw mark decides: the share of points earned. That was stated on %(day)s, before the exam.")
        return said % stated
    said = gettext(
        "The equated mark decides: it says what the points would be worth on the reference form, so that nobody gains "
        "or loses by the form they were given. That was stated on %(day)s, before the exam."
    )
    return said % stated


def _how_sure(mark: Mark, found: Measurement) -> str:
    language = get_language() or "en"
    off = round(hypot(found.own, found.table_error))
    said = gettext(
        "A mark is never exact. With other questions of the same kind it would in two of three cases lie within "
        "%(off)s of %(mark)s."
    )
    return said % {"off": thousandths_text(off, language), "mark": thousandths_text(mark.thousandths, language)}
