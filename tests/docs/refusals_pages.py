"""docs/reference/refusals: every code with its sentence in three languages, one page a folder of the house."""

from __future__ import annotations

from itertools import groupby

from ortoo.multilingual.refusals import registry

HEAD = """# Refusals

What the house answers when something cannot be done: a code, and a sentence that names the place and the remedy.
`{braces}` hold values. Written by `make docs` from the `refusals.toml` of the folders; a test compares.

No native reader has confirmed a Mongolian or Korean sentence yet ([words](../words.md)).

| codes that begin with | how many |
|---|---|
"""


def pages() -> dict[str, str]:
    """Name of the file below docs/reference/refusals -> its text."""
    groups = {prefix: list(codes) for prefix, codes in groupby(sorted(registry()), lambda code: code.partition(".")[0])}
    index = HEAD + "".join(f"| [`{prefix}.`]({prefix}.md) | {len(codes)} |\n" for prefix, codes in groups.items())
    return {"README.md": index, **{f"{prefix}.md": page(prefix, codes) for prefix, codes in groups.items()}}


def page(prefix: str, codes: list[str]) -> str:
    head = f"# Refusals of {prefix}\n\n[All refusals](README.md).\n\n"
    return head + "| code | English | Mongolian | Korean |\n|---|---|---|---|\n" + "".join(row(code) for code in codes)


def row(code: str) -> str:
    said = registry()[code]
    cells = (" ".join(said[language].split()).replace("|", "\\|") for language in ("en", "mn", "ko"))
    return f"| `{code}` | {' | '.join(cells)} |\n"
