"""A backup is brought back into an empty house: everything is checked before the house is touched."""

from __future__ import annotations

import pkgutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ortoo import migrations
from ortoo.multilingual.refusals import Refusal
from ortoo.site.keeping import archive, keys, postgresql, sqlite
from ortoo.site.keeping.manifest import Contents, Manifest
from ortoo.site.keeping.place import Place


@dataclass(frozen=True)
class Target:
    """An empty house: its folder, and where its database will lie."""

    home: Path
    place: Place


def bring_back(file: Path, target: Target, passphrase: Callable[[], str], *, without_keys: bool) -> Manifest:
    """Database, uploads and keys of `file`, in `target`; the manifest that was checked.

    `passphrase` is asked for only where the file has keys and they are wanted. Whatever fails on the way, nothing
    stays in the target.
    """
    with archive.opened(file) as (packed, manifest):
        check_edition(manifest)
        check_empty(target, manifest)
        held = _keys(packed, manifest, target.home, passphrase, without_keys=without_keys)
        with _taken_back(target):
            keys.put(target.home, held)
            for name in sorted(manifest.members):
                if name.startswith("uploads/"):
                    (target.home / name).parent.mkdir(parents=True, exist_ok=True)
                    archive.copy_out(packed, name, target.home / name)
            _bring_database(packed, target)
    return manifest


def holds(place: Place) -> Contents:
    return sqlite.held(place.file) if place.engine == "sqlite" else postgresql.held(place)


def check_edition(manifest: Manifest) -> None:
    """A later edition's tables are unknown here."""
    known = {f"ortoo.{module.name}" for module in pkgutil.iter_modules(migrations.__path__)}
    if any(name.startswith("ortoo.") and name not in known for name in manifest.contents.migrations):
        raise Refusal("keeping.newer", edition=manifest.ortoo)


def check_empty(target: Target, manifest: Manifest) -> None:
    """Same engine, no database, and in the folder nothing but keys that somebody laid there before."""
    if manifest.contents.engine != target.place.engine:
        raise Refusal("keeping.other_engine", engine=manifest.contents.engine, here=target.place.engine)
    if target.home.is_dir():
        there = sorted(path.name for path in target.home.iterdir() if path.name not in keys.NAMES)
        if there:
            raise Refusal("keeping.home_not_empty", home=str(target.home), there=there[0])
    if target.place.engine == "sqlite":
        sqlite.check_empty(target.place.file)
    else:
        postgresql.check_empty(target.place)


def _keys(
    packed: zipfile.ZipFile, manifest: Manifest, home: Path, passphrase: Callable[[], str], *, without_keys: bool
) -> dict[str, str]:
    """Name -> key that is to be written; those laid there before must be the very ones."""
    here = keys.keys_of(home)
    for name, key in here.items():
        if manifest.keys.get(name) != keys.known_by(key) and not without_keys:
            raise Refusal("keeping.other_key", name=name)
    lacking = manifest.keys.keys() - here.keys()
    if without_keys or not lacking:
        return {}
    if keys.MEMBER not in manifest.members:
        raise Refusal("keeping.keys_needed", names=", ".join(sorted(lacking)))
    found = keys.unlocked(packed.read(keys.MEMBER), passphrase())
    return {name: found[name] for name in sorted(lacking)}


def _bring_database(packed: zipfile.ZipFile, target: Target) -> None:
    on_sqlite = target.place.engine == "sqlite"
    draft = target.place.file.with_name(f".{target.place.file.name}.draft") if on_sqlite else target.home / ".database"
    try:
        archive.copy_out(packed, "database", draft)
        if on_sqlite:
            draft.rename(target.place.file)
            archive.flush_folder(target.place.file.parent)
        else:
            postgresql.restore(target.place, draft)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _taken_back(target: Target) -> Iterator[None]:
    """Makes the folder; whatever fails inside, what was not there before goes again."""
    was_there = target.home.is_dir()
    before = {*target.home.iterdir()} if was_there else set()
    target.home.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for path in sorted(target.home.rglob("*"), reverse=True):
            if path not in before:
                path.rmdir() if path.is_dir() else path.unlink()
        if not was_there:
            with suppress(OSError):
                target.home.rmdir()
        raise
