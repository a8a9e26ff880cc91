"""One file with members and a manifest (ZIP): written whole or not at all, read only after every byte is checked."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO

from ortoo.multilingual.refusals import Refusal
from ortoo.site.keeping.manifest import Manifest, read_manifest

MANIFEST = "manifest.json"
CHUNK = 1 << 20
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    EOFError,
    ValueError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    zlib.error,
)
"""What zipfile, and zlib below it, raise for a damaged file."""


def check_place(path: Path) -> None:
    """A backup overwrites nothing, and lies in a folder that is there."""
    if path.exists() or path.is_symlink():
        raise Refusal("keeping.there_already", file=str(path))
    if not path.parent.is_dir():
        raise Refusal("keeping.no_folder", folder=str(path.parent))


def write(path: Path, files: Mapping[str, Path | bytes], manifest: Callable[[dict[str, str]], Manifest]) -> Manifest:
    """`files` (name -> content) and the manifest made of their hashes, readable by their owner alone.

    Written beside under another name, flushed to the disk, then renamed: nobody ever sees half a backup.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
                made = manifest({name: _put(packed, name, content) for name, content in files.items()})
                packed.writestr(MANIFEST, str(made))
            out.flush()
            os.fsync(out.fileno())
        check_place(path)
        draft.rename(path)
        flush_folder(path.parent)
    finally:
        with suppress(OSError):
            draft.unlink()
    return made


def flush_folder(folder: Path) -> None:
    """A rename lasts once its folder is on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put(packed: zipfile.ZipFile, name: str, content: Path | bytes) -> str:
    """The hash of what was written."""
    digest = sha256()
    with packed.open(name, "w", force_zip64=True) as member:
        for chunk in _chunks(content):
            digest.update(chunk)
            member.write(chunk)
    return digest.hexdigest()


def _chunks(content: Path | bytes) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as source:
        yield from iter(lambda: source.read(CHUNK), b"")


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup of which every member is there, none is more, and each has its hash. Refuses any other file."""
    with damage_refused(path), zipfile.ZipFile(path) as packed:
        manifest = read_manifest(packed.read(MANIFEST))
        names = [name for name in packed.namelist() if name != MANIFEST]
        if sorted(names) != sorted(manifest.members) or any(not _is_plain(name) for name in names):
            raise Refusal("keeping.damaged", file=str(path), member=_odd(names, manifest))
        for name, kept in manifest.members.items():
            with packed.open(name) as member:
                if _digest(member) != kept:
                    raise Refusal("keeping.damaged", file=str(path), member=name)
    with zipfile.ZipFile(path) as packed:
        yield packed, manifest


@contextmanager
def damage_refused(path: Path) -> Iterator[None]:
    try:
        yield
    except BROKEN:
        raise Refusal("keeping.damaged", file=str(path), member=MANIFEST) from None


def copy_out(packed: zipfile.ZipFile, name: str, to: Path) -> None:
    """A member as a file of its own, which was not there before; on the disk when this returns."""
    with packed.open(name) as member, os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for chunk in iter(lambda: member.read(CHUNK), b""):
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())


def _digest(member: IO[bytes]) -> str:
    digest = sha256()
    for chunk in iter(lambda: member.read(CHUNK), b""):
        digest.update(chunk)
    return digest.hexdigest()


def _is_plain(name: str) -> bool:
    """A name that stays below the folder into which it is taken out."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts and "\\" not in name


def _odd(names: list[str], manifest: Manifest) -> str:
    return min({*names} ^ {*manifest.members}, default=MANIFEST)
