"""Tags and filters of the house, built into every template (no `load` needed)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.template.defaultfilters import linebreaksbr
from django.utils import timezone
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from ortoo.charts import funnel
from ortoo.multilingual.basis import UNCONFIRMED
from ortoo.multilingual.dates import date_text
from ortoo.multilingual.fields import NameInLanguages
from ortoo.multilingual.numbers import thousandths_text
from ortoo.multilingual.numbers import whole as whole_text
from ortoo.multilingual.texts import TextIn, plain, written
from ortoo.pages.components import Count, Fact, Figure, State, Tag, Task, Text, tag_markup
from ortoo.pages.lacking import lacking_tag
from ortoo.pages.stations import Post, road

register = template.Library()


@register.filter
def thousandths(value: int | None) -> str:
    """Integer thousandths with three decimals, as the page's language writes them."""
    return "" if value is None else thousandths_text(value, _language())


@register.filter
def percent(value: int | None) -> str:
    """Thousandths of a whole: 500 is "50 %", 125 is "12.5 %", as the page's language writes it."""
    if value is None:
        return ""
    text = thousandths_text(value * 100, _language())
    return f"{text.rstrip('0').rstrip('.,')}\u00a0%"


@register.filter
def whole(value: int | None) -> str:
    return "" if value is None else whole_text(value, _language())


@register.filter
def day(value: date | datetime | None) -> str:
    """A date; of a moment, its date in the programme's time zone."""
    return "" if value is None else date_text(_its_day(value), _language())


@register.filter
def short_day(value: date | datetime | None) -> str:
    """The same for tables, logs and labels."""
    return "" if value is None else date_text(_its_day(value), _language(), short=True)


def _its_day(value: date | datetime) -> date:
    return timezone.localdate(value) if isinstance(value, datetime) else value


@register.filter
def dagger(basis: str) -> SafeString | str:
    """† after a name or figure whose basis is memory (M) or inference (I), nothing after a sourced one (S)."""
    if basis not in UNCONFIRMED:
        return ""
    return format_html(
        '<a class="dagger" href="#basis"><span aria-hidden="true">†</span>'
        '<span class="govuk-visually-hidden">{}</span></a>',
        gettext("not confirmed by a source"),
    )


@register.filter
def said(text: str) -> TextIn:
    """A text that was written in one language: its letters tell in which."""
    return written(text or "")


@register.filter
def paragraphs(text: str) -> SafeString:
    """A longer text in paragraphs; in another language than the page's under its mark and with its own `lang`."""
    elsewhere = text.elsewhere if isinstance(text, TextIn) else ""
    drawn = linebreaks(str(text), autoescape=True) if text else ""
    if not elsewhere:
        return SafeString(drawn)
    language = text.language if isinstance(text, TextIn) else ""
    return format_html('<p class="tongue">({})</p><div lang="{}">{}</div>', elsewhere, language, SafeString(drawn))


@register.filter
def lines(text: str) -> SafeString:
    """A text with its line breaks, inside a cell or a sentence; with its mark where it needs one."""
    drawn = linebreaksbr(str(text), autoescape=True)
    elsewhere = text.elsewhere if isinstance(text, TextIn) else ""
    if not elsewhere or not isinstance(text, TextIn):
        return SafeString(drawn)
    return format_html('<span lang="{}">{}</span> <span class="tongue">({})</span>', text.language, drawn, elsewhere)


register.filter(plain)


@register.inclusion_tag("pages/parts/dagger_note.html")
def dagger_note() -> dict[str, Any]:
    """The footnote that † leads to: once on a page that shows one."""
    return {}


@register.simple_tag
def state_tag(state: State, label: Text, quiet: bool = False) -> SafeString:
    return tag_markup(Tag(state, label, quiet))


@register.filter
def as_tag(tag: Tag) -> SafeString:
    """A `Tag` drawn."""
    return tag_markup(tag)


@register.filter
def lacking(row: NameInLanguages) -> SafeString | str:
    """The languages that a row lacks, for those who may write it; see pages/lacking.py."""
    tag = lacking_tag(row)
    return tag_markup(tag) if tag else ""


@register.inclusion_tag("pages/parts/figures.html")
def figures(figures: Sequence[Figure]) -> dict[str, Any]:
    return {"figures": figures}


@register.inclusion_tag("pages/parts/facts.html")
def facts(facts: Sequence[Fact]) -> dict[str, Any]:
    return {"facts": facts}


@register.inclusion_tag("pages/parts/tasks.html")
def tasks(tasks: Sequence[Task], today: date | None = None) -> dict[str, Any]:
    return {"tasks": tasks, "today": today}


@register.inclusion_tag("pages/parts/progress.html")
def progress(done: int, total: int, label: Text) -> dict[str, Any]:
    """The cord with its done part in gold; `total` 0 while nobody knows yet how much there is."""
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("pages/parts/relay.html", takes_context=True)
def relay(context: dict[str, Any], counts: Sequence[Count], title: Text, description: Text) -> dict[str, Any]:
    """The rope through the eleven stations with their counts, wide and upright."""
    frame = context.get("frame")
    stops = _stops(counts, frame.opens if frame else _open_to_all)
    numbers = [count.number for _post, count in stops]
    return {
        "stops": stops,
        "wide": funnel.wide(numbers, title, description),
        "narrow": funnel.narrow(numbers),
    }


@register.inclusion_tag("pages/parts/relay_table.html")
def relay_table(counts: Sequence[Count], title: Text) -> dict[str, Any]:
    """What the rope shows, as a table."""
    return {"stops": _stops(counts, _open_to_all), "title": title}


def _open_to_all(station: str) -> bool:
    return True


def _stops(counts: Sequence[Count], opens: Callable[[str], bool]) -> list[tuple[Post, Count]]:
    by_station = {count.station: count for count in counts}
    return [(post, by_station.get(post.code, Count(post.code))) for post in road(None, opens)]


@register.inclusion_tag("pages/parts/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    return {"form": form}


@register.inclusion_tag("pages/parts/field.html")
def field(bound: forms.BoundField) -> dict[str, Any]:
    """A whole form group in govuk markup: label, hint, error, control."""
    kind = _kind(bound.field)
    if isinstance(bound.field, forms.DateField) and isinstance(bound.field.widget, forms.DateInput):
        bound.field.widget.input_type = "date"  # the browser's own calendar; a browser without one takes 2022-12-31
    return {
        "bound": bound,
        "kind": kind,
        "control": bound.as_widget(attrs=_attributes(bound, kind)) if kind not in GROUPS else "",
        "described": _described(bound),
    }


@register.filter
def anchor(bound: forms.BoundField) -> str:
    """The id that an error summary leads to: the control, or the first of a group."""
    return f"{bound.auto_id}_0" if _kind(bound.field) in ("radios", "checkboxes") else bound.auto_id


GROUPS = ("radios", "checkboxes", "checkbox")
CLASSES = {"textarea": "govuk-textarea", "select": "govuk-select", "file": "govuk-file-upload"}


def _kind(field: forms.Field) -> str:
    widget = field.widget
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checkboxes"
    if isinstance(widget, forms.RadioSelect):
        return "radios"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.FileInput):
        return "file"
    if isinstance(widget, forms.Select):
        return "select"
    return "textarea" if isinstance(widget, forms.Textarea) else "input"


def _attributes(bound: forms.BoundField, kind: str) -> dict[str, str | bool]:
    own = bound.field.widget.attrs.get("class", "")
    css = CLASSES.get(kind, "govuk-input")
    attributes: dict[str, str | bool] = {"class": f"{css} {css}--error {own}" if bound.errors else f"{css} {own}"}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if described := _described(bound):
        attributes["aria-describedby"] = described
    return attributes


def _described(bound: forms.BoundField) -> str:
    ids = [f"{bound.auto_id}-hint"] if bound.help_text else []
    return " ".join([*ids, f"{bound.auto_id}-error"] if bound.errors else ids)


def _language() -> str:
    return get_language() or "en"
