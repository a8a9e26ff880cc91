"""`ortoo export KIND`: rows as a file that can be imported again."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Annotated

import typer

from ortoo.cli.database import acting, open_database
from ortoo.multilingual.refusals import Refusal, sentence


def export_file(
    kind: Annotated[str, typer.Argument(help="The kind of file, such as officials, organizations, regions.")],
    file: Annotated[Path | None, typer.Argument(help="The file to write, .csv or .xlsx.", show_default=False)] = None,
    out: Annotated[Path | None, typer.Option(help="The same; without either, CSV goes to stdout.")] = None,
    by: Annotated[str | None, typer.Option(envvar="ORTOO_USER", help="The user name of who exports.")] = None,
) -> None:
    """Write all rows of a kind that this user may see. What is written can be imported again.

    Example: ortoo export officials officials.xlsx --by munkh
    """
    language = open_database()
    out = file or out
    from django.utils import timezone

    from ortoo.access.queries import grants_at
    from ortoo.jobs import operations
    from ortoo.jobs.imports import export_of, kind_named

    if out is not None and out.suffix not in (".csv", ".xlsx"):
        raise Refusal("jobs.suffix_unknown", file=out.name)
    known = kind_named(kind)
    user, now = acting(by, known), timezone.now()
    content, rows = export_of(known, out.suffix if out else ".csv", grants_at(user, now), language)
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        out.write_bytes(content)
    operations.record_export(what=known.name, rows=rows, sha256=hashlib.sha256(content).hexdigest(), by=user, at=now)
    name = out.name if out else known.name
    print(sentence("jobs.exported", language, {"file": name, "rows": rows}), file=sys.stderr)
