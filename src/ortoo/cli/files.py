"""The files of commands without a database: what is refused begins with its file; all answers are written or none."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ortoo.multilingual.refusals import Refusal


class InFile(Refusal):
    """A refusal whose sentence begins with its file."""

    def __init__(self, file: Path | str, refusal: Refusal) -> None:
        super().__init__(refusal.code, **refusal.values)
        self.file = file

    def sentence(self, language: str = "en") -> str:
        return f"{self.file}: {super().sentence(language)}"


@contextmanager
def told_of(file: Path) -> Iterator[None]:
    """What is refused inside is told with `file` in front."""
    try:
        yield
    except Refusal as refusal:
        raise InFile(file, refusal) from None


def bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refusal("files.unreadable", reason=error.strerror) from None


def text_of(content: bytes) -> str:
    """UTF-8, with or without a byte order mark."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Its own `object`: the place is counted after the mark.
        raise Refusal("files.not_utf8", line=error.object.count(b"\n", 0, error.start) + 1) from None


def json_text(body: object) -> str:
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def check_places(*, read: Sequence[Path], written: Sequence[Path | None]) -> None:
    """Before the work, not after it: each answer has a folder, and overwrites neither a question nor another answer."""
    taken = {os.path.realpath(path) for path in read}
    for path in (path for path in written if path is not None):
        with _writing(path):
            if path.is_dir():
                raise _system_error(errno.EISDIR)
            path.parent.stat()
            if not path.parent.is_dir():
                raise _system_error(errno.ENOTDIR)
        place = os.path.realpath(path)
        if place in taken:
            raise InFile(path, Refusal("files.would_overwrite"))
        taken.add(place)


def write(texts: Mapping[Path | None, str]) -> None:
    """All files or none: each is written beside its place first. Devices and standard output (None) come last."""
    # What is no plain file, such as /dev/null, is written to and never replaced; a link is followed.
    plain = [path for path in texts if path is not None and (path.is_file() or not path.exists())]
    places = {path: Path(os.path.realpath(path)) for path in plain}
    drafts = {path: places[path].parent / f".ortoo.{os.getpid()}.{number}" for number, path in enumerate(plain)}
    try:
        for path, draft in drafts.items():
            with _writing(path):
                draft.write_bytes(_encoded(texts[path]))
        for path, draft in drafts.items():
            with _writing(path):
                draft.replace(places[path])
    finally:
        for draft in drafts.values():
            with suppress(OSError):
                draft.unlink()
    for last in (path for path in texts if path not in drafts):
        with _writing(last or "stdout"):
            _pour(_encoded(texts[last]), last)


def _pour(content: bytes, device: Path | None) -> None:
    if device is not None:
        device.write_bytes(content)
    elif not sys.stdout:
        raise _system_error(errno.EBADF)  # closed before we began, as by >&-
    else:
        # Through a buffer of its own, which fails here and not once more when Python leaves.
        with open(sys.stdout.fileno(), "wb", closefd=False) as stdout:
            stdout.write(content)


def _encoded(text: str) -> bytes:
    """Half a surrogate pair, which UTF-8 does not have, becomes the escape that JSON has for it."""
    return text.encode("utf-8", "backslashreplace")


@contextmanager
def _writing(file: Path | str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        sys.exit(141)  # the reader has gone, as in `| head`; typer would leave with 1, which means refused
    except OSError as error:
        raise InFile(file, Refusal("files.unwritable", reason=error.strerror)) from None


def _system_error(code: int) -> OSError:
    return OSError(code, os.strerror(code))
