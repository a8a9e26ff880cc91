"""Published data and what others found in them: a folder that is no part of the project, named by ORTOO_REFERENCE_DATA.

Without that name it is shared/data/psychometrics beside the project. Where it is not there, its tests are skipped and
say so.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.house.sources import ROOT

FOLDER = Path(os.environ.get("ORTOO_REFERENCE_DATA", ROOT.parent / "shared/data/psychometrics"))


def reference(name: str) -> dict[str, Any]:
    """What a file of the folder holds; each names its source."""
    path = FOLDER / name
    if not path.is_file():
        pytest.skip(f"the reference data {name} is not here: name its folder in ORTOO_REFERENCE_DATA")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found
