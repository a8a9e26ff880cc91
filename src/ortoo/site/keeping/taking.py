"""A backup is taken: the database of one moment, uploads, and the keys if a passphrase is given."""

from __future__ import annotations

import tempfile
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from ortoo.site.keeping import archive, keys, postgresql, sqlite
from ortoo.site.keeping.manifest import Contents, Manifest
from ortoo.site.keeping.place import Place


def take(*, to: Path, place: Place, home: Path, passphrase: str | None, at: datetime) -> Manifest:
    """Writes the file `to` and returns its manifest. Refuses to overwrite, and what cannot be copied."""
    archive.check_place(to)
    held = keys.keys_of(home)
    # Beside the file: the copy may be large, and /tmp may be small.
    with tempfile.TemporaryDirectory(prefix=".ortoo-backup-", dir=to.parent) as folder:
        draft = Path(folder) / "database"
        found = _copy(place, draft)
        files: dict[str, Path | bytes] = {"database": draft, **_uploads(home)}
        if passphrase is not None:
            files[keys.MEMBER] = keys.locked(held, passphrase)

        def manifest(members: dict[str, str]) -> Manifest:
            known = {name: keys.known_by(key) for name, key in held.items()}
            return Manifest(f"{at:%Y-%m-%dT%H:%M:%SZ}", version("ortoo"), found, members, known)

        return archive.write(to, files, manifest)


def _copy(place: Place, to: Path) -> Contents:
    return sqlite.copy(place.file, to) if place.engine == "sqlite" else postgresql.copy(place, to)


def _uploads(home: Path) -> dict[str, Path | bytes]:
    folder = home / "uploads"
    return {str(path.relative_to(home)): path for path in sorted(folder.rglob("*")) if path.is_file()}
