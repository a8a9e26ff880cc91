"""What the sources import is declared, and what is declared is pinned."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata, packages_distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.sources import ROOT, expect_none, own_modules, place
from tests.house.test_imports import imported

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
GPL = re.compile(r"\bA?GPL|Affero|(?<!Lesser )General Public")


def test_each_package_that_the_product_imports_is_a_dependency() -> None:
    declared = names(PROJECT["dependencies"])
    homes = packages_distributions()
    wrong = []
    for path in own_modules("src"):
        for node, module in imported(path):
            top = module.split(".")[0]
            if top in sys.stdlib_module_names or top in ("ortoo", "__future__"):
                continue
            distributions = {canonicalize_name(name) for name in homes.get(top, [])}
            if not distributions & declared:
                wrong.append(f"{place(path, node)}: {top} of {sorted(distributions)}")
    expect_none(wrong)


def test_each_dependency_is_pinned_with_hashes() -> None:
    for wanted, file in ((PROJECT["dependencies"], "run.txt"), (PROJECT["optional-dependencies"]["dev"], "dev.txt")):
        text = (ROOT / "requirements" / file).read_text("utf-8")
        pinned = {canonicalize_name(name) for name in re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==", text, re.MULTILINE)}
        expect_none(f"{file}: {name} (make requirements)" for name in names(wanted) - pinned)
        blocks = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
        expect_none(f"{file}: no hash: {block.strip()}" for block in blocks if "==" in block and "--hash=" not in block)


def test_nothing_that_the_product_runs_on_is_under_the_gpl() -> None:
    """The LGPL is well: psycopg is used as it is, and can be replaced by its user."""
    wrong = []
    for name in re.findall(r"^([\w.-]+)==", (ROOT / "requirements/run.txt").read_text("utf-8"), re.MULTILINE):
        try:
            facts = metadata(name)
        except PackageNotFoundError:  # for another system or Python
            continue
        named = [line for field in ("License-Expression", "License") for line in facts.get_all(field) or []]
        said = [text.split("\n")[0] for text in (*named, *(facts.get_all("Classifier") or []))]  # some give it whole
        wrong += [f"{name}: {line}" for line in said if GPL.search(line)]
    expect_none(wrong)


def names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in requirements}
