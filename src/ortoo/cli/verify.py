"""`ortoo verify`: the verifier that is also shipped alone, and, with --rerun, the product's own solver."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ortoo.ledger.rules.verifier.check import check_file


def verify(
    package: Annotated[Path, typer.Argument(metavar="PACKAGE.ortoolog", help="An export of the ledger, or a receipt.")],
    against: Annotated[
        Path | None, typer.Option(metavar="CHECKPOINT", help="A checkpoint or a receipt, kept from earlier.")
    ] = None,
    rerun: Annotated[bool, typer.Option("--rerun", help="Solve every selection again, from the sealed rows.")] = False,
) -> int:
    """Check an export of the ledger: signatures, root, earlier checkpoints, blobs, what the entries say, sealed rows.

    Or a candidate's receipt: the own row under the sealed root, and the own merit against the cut line.

    Prints PASS with counts, or the first thing that fails and why. Status: 0 holds, 1 does not hold, 2 cannot be read.

    Example: ortoo verify round-2026.ortoolog --against checkpoint-of-may
    """
    if not rerun:
        return check_file(package, against)
    from ortoo.cli.rerun import decide_again  # the solver is loaded for those who ask for it

    return check_file(package, against, decide_again)
