"""Nothing of one machine or of a registry's address stands in what git tracks."""

from __future__ import annotations

import re

from tests.house.sources import expect_none, own_files, place

# Written in pieces, so that this file does not hold what it looks for.
HOSTS = ("registry." + "npmjs", "npmjs." + "com", "pypi." + "org", "files." + "pythonhosted", "deb." + "debian")
PATHS = ("/wor" + "k/", "/tmp/" + "brief", "/ro" + "ot/", "/ho" + "me/")
FORBIDDEN = re.compile("|".join(re.escape(text) for text in HOSTS + PATHS))


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    found = []
    for path in own_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        found += [f"{place(path)}: {match.group()}" for match in FORBIDDEN.finditer(text)]
    expect_none(found)
