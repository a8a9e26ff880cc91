"""The examples in the docstrings of the rules are true."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from ortoo.exams.rules import gradebook, letters
from ortoo.exams.rules.equating import scores
from ortoo.record.rules import adoption, error, formula, sealed_rows

MODULES = [gradebook, letters, scores, adoption, error, formula, sealed_rows]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_examples(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert (found.failed, found.attempted > 0) == (0, True)
