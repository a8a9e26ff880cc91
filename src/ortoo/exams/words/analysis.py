"""What figures of items, tables and the gate say, in whole sentences of the page's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext, gettext_lazy

from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.multilingual.texts import IN_LANGUAGE
from ortoo.pages.components import Text

MODELS: dict[str, Text] = {
    "2pl": gettext_lazy("A slope for each item (2PL)"),
    "1pl": gettext_lazy("One slope for all items (1PL)"),
    "": gettext_lazy("None: too few sheets, or the answers allow none"),
}
FLAGS: dict[str, Text] = {
    "taken-back": gettext_lazy(
        "Its key was taken back and everybody has it right: its figures are not those of its question."
    ),
    "beats-key": gettext_lazy("Those who know more choose %(option)s more often than the key %(key)s."),
    "draws-strong": gettext_lazy(
        "Those who know more choose %(option)s, which is wrong, more often than those who know less."
    ),
    "backwards": gettext_lazy("Those who know more solve it less often than those who know less."),
    "flat": gettext_lazy("It hardly tells those who know more from those who know less."),
    "nobody": gettext_lazy("Nobody solved it."),
    "hard": gettext_lazy("Fewer than one in five solved it."),
    "easy": gettext_lazy("More than nineteen in twenty solved it."),
    "everybody": gettext_lazy("Everybody solved it."),
    "not-reached": gettext_lazy("More than one in ten did not reach it."),
    "idle": gettext_lazy("Hardly anybody chose %(options)s."),
}
DRIFTED = {
    True: gettext_lazy("Beside the other common items it became harder since %(sitting)s."),
    False: gettext_lazy("Beside the other common items it became easier since %(sitting)s."),
}
BY_LANGUAGE = {
    True: gettext_lazy(
        "At equal scores, those who sat %(group)s solved it less often than those who sat %(reference)s."
    ),
    False: gettext_lazy(
        "At equal scores, those who sat %(group)s solved it more often than those who sat %(reference)s."
    ),
}
BY_AIMAG = {
    True: gettext_lazy("At equal scores, it was solved less often in %(group)s than in %(reference)s."),
    False: gettext_lazy("At equal scores, it was solved more often in %(group)s than in %(reference)s."),
}


def decimal(figure: float | None, places: int = 2) -> str:
    """A figure with so many decimals (at most 3); an empty text where there is none."""
    return "" if figure is None else thousandths_text(round(figure * 1000), _language(), places)


def percent(share: float | None) -> str:
    if share is None:
        return ""
    return f"{thousandths_text(round(share * 100_000), _language(), 0)}\N{NO-BREAK SPACE}%"


def count(number: int) -> str:
    return whole(number, _language())


def points(millionths: int, places: int = 1) -> str:
    return thousandths_text(round(millionths / 1000), _language(), places)


def one_in(chance: float) -> str:
    """How seldom chance alone does something: "1 in 4,000,000"; beyond what anybody can imagine, that alone."""
    if chance < 1e-12:
        return gettext("less than 1 in 1,000,000,000,000")
    often = 1 / chance
    figures = 10 ** max(len(str(int(often))) - 2, 0)
    return gettext("1 in %(times)s") % {"times": count(int(often // figures * figures))}


def flag_sentence(flag: Mapping[str, Any], regions: Mapping[str, str]) -> str:
    """`regions`: code -> name in the page's language."""
    kind = flag["flag"]
    if kind == "drift":
        return str(DRIFTED[flag["harder"]]) % {"sitting": flag["sitting"]}
    if kind == "functioning":
        return functioning_sentence(flag, regions, harder=flag["harder"])
    return str(FLAGS[kind]) % flag


def functioning_sentence(told: Mapping[str, Any], regions: Mapping[str, str], *, harder: bool) -> str:
    by_language = told["by"] == "language"
    names: Mapping[str, object] = IN_LANGUAGE if by_language else regions
    said = (BY_LANGUAGE if by_language else BY_AIMAG)[harder]
    return str(said) % {name: names.get(told[name], told[name]) for name in ("group", "reference")}


def alpha_sentence(body: Mapping[str, Any]) -> str:
    if body["alpha"] is None:
        return gettext("Everybody has the same points, so nothing tells how reliable they are.")
    said = gettext(
        "Alpha is %(alpha)s. Another set of such items would move a total by %(sem)s points, as a standard error."
    )
    return said % {"alpha": decimal(body["alpha"], 3), "sem": decimal(body["sem"])}


def cut_sentence(body: Mapping[str, Any]) -> str:
    said = gettext("At the cut, %(points)s points, the standard error of measurement is %(sem)s points.")
    return said % {"points": decimal(body["cut"]["points"], 1), "sem": decimal(body["cut"]["sem"])}


def worth_sentence(table: Mapping[str, Any], form: str, reference: str, raw: int) -> str:
    """ "A raw 31 on form B is worth 32.4 on form A, give or take 0.3." """
    said = gettext("A raw %(raw)s on form %(form)s is worth %(worth)s on form %(reference)s, give or take %(error)s.")
    return said % {
        "raw": count(raw), "form": form, "worth": points(table["worth"][raw]), "reference": reference,
        "error": points(table["error"][raw]),
    }  # fmt: skip


FINDINGS = {
    ("centre", True): gettext_lazy(
        "Centre %(group)s, item %(item)s: of %(persons)s who had it, %(expected)s were expected to solve it and only "
        "%(seen)s did. By chance alone so much happens %(chance)s."
    ),
    ("centre", False): gettext_lazy(
        "Centre %(group)s, item %(item)s: of %(persons)s who had it, %(expected)s were expected to solve it and "
        "%(seen)s did. By chance alone so much happens %(chance)s."
    ),
    ("form", True): gettext_lazy(
        "Form %(group)s, item %(item)s: of %(persons)s who had it, %(expected)s were expected to solve it and only "
        "%(seen)s did. By chance alone so much happens %(chance)s."
    ),
    ("form", False): gettext_lazy(
        "Form %(group)s, item %(item)s: of %(persons)s who had it, %(expected)s were expected to solve it and "
        "%(seen)s did. By chance alone so much happens %(chance)s."
    ),
    ("direction", True): gettext_lazy(
        "Form %(group)s, item %(item)s: of the %(persons)s who did better in the other items, half and half would give "
        "%(expected)s who solved it, and only %(seen)s did. By chance alone so much happens %(chance)s."
    ),
}
WHAT_TO_SEE = {
    "centre": gettext_lazy("Ask how the item was given out there, and look at the sheets of the centre."),
    "form": gettext_lazy("Compare the item on this form with the same item on the others, and its key."),
    "direction": gettext_lazy("Look at the key: another option may be the right one."),
}


def finding_sentence(finding: Mapping[str, Any]) -> str:
    fewer = finding["kind"] == "direction" or finding["seen"] < finding["expected"]
    return str(FINDINGS[finding["kind"], fewer]) % {
        "group": finding["group"], "item": item_name(finding), "persons": count(finding["persons"]),
        "expected": decimal(finding["expected"], 1), "seen": count(finding["seen"]), "chance": one_in(finding["tail"]),
    }  # fmt: skip


def item_name(finding: Mapping[str, Any]) -> str:
    return finding["item"] if finding["version"] == 1 else f"{finding['item']} v{finding['version']}"


def _language() -> str:
    return get_language() or "en"
