"""One thing to be told to one account, as a value: what a reminder is, and what the operations make rows of."""

from __future__ import annotations

from dataclasses import dataclass, field

from ortoo.messages.wording import Values


@dataclass(frozen=True)
class Telling:
    """`kind` is a code of a `messages.toml`, `to` the key of an account, `address` a path below the language.

    `once` names what must not be told twice to the same account; empty where it may.
    """

    kind: str
    to: int
    values: Values = field(default_factory=dict)
    address: str = ""
    once: str = ""
