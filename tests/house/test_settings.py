"""Every setting from the environment is documented, and every documented one exists."""

from __future__ import annotations

import re

from tests.house.sources import ROOT, own_modules

NAME = re.compile(r"\b(?:ORTOO_[A-Z_]+|DATABASE_URL)\b")


def test_the_page_of_settings_lists_those_that_the_product_reads() -> None:
    read = {name for path in own_modules("src") for name in NAME.findall(path.read_text("utf-8"))}
    listed = set(NAME.findall((ROOT / "docs/reference/settings.md").read_text("utf-8")))
    assert read == listed
