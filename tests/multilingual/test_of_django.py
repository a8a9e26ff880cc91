"""Django's own sentences: where its catalogues have a gap that somebody can meet, ours says the sentence."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import django
import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from ortoo.multilingual import of_django
from tests.house.sources import own_modules, tree

DJANGO = Path(django.__file__).parent
CATALOGUES = ("conf/locale", "contrib/auth/locale", "contrib/contenttypes/locale", "contrib/sessions/locale")
"""Of what the settings install; messages and staticfiles have no sentences of their own."""

NEVER_MET = {
    "contrib/auth/admin.py": "django.contrib.admin",
    "contrib/auth/forms.py": "django.contrib.auth.forms",
    "contrib/auth/hashers.py": "django.contrib.admin",
    "contrib/auth/validators.py": "django.contrib.auth.validators",
    "contrib/contenttypes/views.py": "django.contrib.contenttypes.views",
}
"""Files whose sentences nobody meets here -> the module that would bring them, which the house does not use."""

ALIKE = {"IPv4", "IPv6"}
"""The same word in every language."""


@pytest.mark.parametrize("language", ["mn", "ko"])
@pytest.mark.parametrize("folder", CATALOGUES)
def test_no_gap_of_django_is_left_open(folder: str, language: str) -> None:
    theirs = catalogue(folder, language)
    gaps = [said for said in catalogue(folder, "en") if said.id and is_met(said) and not is_said(theirs, said)]
    assert {first(said) for said in gaps} - named() - ALIKE == set()


def test_the_catalogues_of_django_were_read() -> None:
    counts = {folder: len(catalogue(folder, "en")) for folder in CATALOGUES}
    assert counts["conf/locale"] > 300
    assert counts["contrib/auth/locale"] > 80
    assert all(counts.values())


def test_what_nobody_meets_is_not_used() -> None:
    used = {name for path in own_modules("src") for name in imported(path)}
    assert {module for module in used if any(f"{module}.".startswith(f"{one}.") for one in NEVER_MET.values())} == set()


def test_each_sentence_is_djangos() -> None:
    theirs = {first(said) for folder in CATALOGUES for said in catalogue(folder, "en") if said.id}
    assert named() - theirs == set()


@pytest.mark.parametrize("language", ["mn", "ko"])
def test_ours_has_the_plural_forms_of_the_language(language: str) -> None:
    """As CLDR counts them; Django's catalogue must count alike, or its sentences and ours could not be mixed."""
    ours = Path(of_django.__file__).parent.parent / "locale" / language / "LC_MESSAGES/django.po"
    with ours.open("rb") as file:
        catalogue_of_ours = read_po(file, locale=language)
    theirs = catalogue("conf/locale", language)
    forms = len(Locale(language).plural_form.tags) + 1  # CLDR leaves out "other"
    assert catalogue_of_ours.num_plurals == theirs.num_plurals == forms
    assert catalogue_of_ours.plural_expr == theirs.plural_expr


@cache
def catalogue(folder: str, language: str) -> Catalog:
    with (DJANGO / folder / language / "LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale=language)


def is_met(said: Message) -> bool:
    return not {place for place, _ in said.locations} <= set(NEVER_MET)


def is_said(theirs: Catalog, said: Message) -> bool:
    found = theirs.get(first(said), said.context)
    if found is None or found.fuzzy:
        return False
    return all(found.string) if isinstance(found.string, (list, tuple)) else bool(found.string)


def first(said: Message) -> str:
    return said.id if isinstance(said.id, str) else said.id[0]


def named() -> set[str]:
    """The sentences of `of_django`, read from its source: a lazy plural does not tell its English."""
    calls = [node for node in ast.walk(tree(Path(of_django.__file__))) if isinstance(node, ast.Call)]
    return {str(ast.literal_eval(call.args[0])) for call in calls}


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found
