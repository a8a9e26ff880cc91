"""The files that an academy would bring: a register of officials, the marks of a sitting."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from ortoo.site.demonstration.officials import Invented

REGISTER = (
    "number", "patronymic", "given_name", "patronymic_latin", "given_name_latin", "sex", "born_on", "register_number",
    "organization", "post", "rank_class", "level", "region", "appointed_on",
)  # fmt: skip


def register_file(people: Iterable[Invented]) -> bytes:
    return written(REGISTER, ([str(getattr(person, column)) for column in REGISTER] for person in people))


def marks_file(marks: Mapping[str, int]) -> bytes:
    """`marks` {personnel number: thousandths}."""
    return written(("number", "mark"), ([number, f"{mark / 1000:.1f}"] for number, mark in marks.items()))


def written(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A file of separated values with these headings."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return file.getvalue().encode()
