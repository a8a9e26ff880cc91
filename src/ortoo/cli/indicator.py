"""`ortoo indicator`: base, targets and observations in, progress, path and gap out. No database, no Django."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ortoo.cli.files import bytes_of, check_places, json_text, text_of, told_of, write


def indicator(
    indicator: Annotated[
        Path, typer.Argument(metavar="INDICATOR.json", readable=False, help="Base, targets and observations.")
    ],
    out: Annotated[
        Path | None, typer.Option(metavar="ANSWER.json", readable=False, help="Here instead of stdout.")
    ] = None,
) -> None:
    """Say where an indicator stands on its path: progress, gap, what each year still asks, and what is withheld.

    Prints JSON. Figures of different vintages are never mixed. Status: 0 answered, 2 malformed (one line on stderr).

    Example: ortoo indicator wgi-ge.json, where wgi-ge.json is {"code": "WGI.GE", "range": [0, 100], "base": {"year":
    2018, "value": "45.7"}, "vintage": "2024-11", "targets": [{"year": 2030, "value": "71.9"}], "observations":
    [{"year": 2023, "value": "33.96227", "vintage": "2024-11"}]}
    """
    from ortoo.results.rules.indicator.reading import indicator_from_json
    from ortoo.results.rules.indicator.stand import stand

    check_places(read=[indicator], written=[out])
    with told_of(indicator):
        answer = stand(indicator_from_json(text_of(bytes_of(indicator)))).as_json()
    write({out: json_text(answer)})
