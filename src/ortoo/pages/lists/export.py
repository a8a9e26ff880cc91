"""What is filtered, as a file: the same columns, bare values, every row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language, override

from ortoo.pages.lists.columns import Column, Kind, filed
from ortoo.spreadsheets import layout
from ortoo.spreadsheets.cells import Date, Parser, Text, Thousandths, Whole
from ortoo.spreadsheets.write import MEDIA_TYPES, Format, csv_stream, xlsx_bytes

FORMATS: dict[str, Format] = {form: form for form in get_args(Format)}
CELLS: dict[Kind, Parser] = {
    "text": Text(),
    "figure": Text(),
    "rank": Whole(),
    "whole": Whole(),
    "thousandths": Thousandths(),
    "day": Date(),
}


def file_of(rows: Iterable[Any], columns: Sequence[Column], form: Format, name: str) -> HttpResponseBase:
    """The rows as a download called `name`."""
    language = get_language() or "en"
    kept = [column for column in columns if column.in_file]
    heads = [layout.Column(one.key, {language: str(one.heading)}, CELLS[one.kind], required=False) for one in kept]
    lines = _lines(rows, kept, language)
    response: HttpResponseBase
    if form == "csv":
        response = StreamingHttpResponse(csv_stream(heads, lines, language), content_type=MEDIA_TYPES[form])
    else:
        response = HttpResponse(xlsx_bytes(heads, lines, language), content_type=MEDIA_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _lines(rows: Iterable[Any], columns: Sequence[Column], language: str) -> Iterator[dict[str, object]]:
    for row in rows:
        # A streamed file is written after the request is answered, when its language may be over.
        with override(language):
            line = {column.key: filed(column, row) for column in columns}
        yield line
