"""The small rule by which officials are enrolled together: what their post is on one day. Kept as text.

    as_of = 2022-09-01
    rank_class = ["des"]
    region = ["MN-065", "MN-085"]

Within one line one of the values must fit; of several lines each must. A line that is left out fits everybody.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import date, datetime

from ortoo.multilingual.refusals import Refusal


@dataclass(frozen=True)
class EnrolmentRule:
    """Codes of rank classes, levels, regions (with their parts) and organizations (with bodies directly under them)."""

    as_of: date
    rank_class: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    post: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    organization: tuple[str, ...] = ()

    @property
    def conditions(self) -> dict[str, tuple[str, ...]]:
        """The lines that narrow, in the order in which they are written."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "as_of" if self._has(one.name)}

    def _has(self, name: str) -> bool:
        return bool(getattr(self, name))

    @property
    def text(self) -> str:
        """The rule as it is kept; equal rules have equal texts."""
        lines = [f"as_of = {self.as_of.isoformat()}"]
        for name, values in self.conditions.items():
            quoted = ", ".join(_quoted(value) for value in sorted(set(values)))
            lines.append(f"{name} = [{quoted}]")
        return "\n".join(lines) + "\n"


def read_rule(text: str) -> EnrolmentRule:
    """The rule of its text. Refused: what is no TOML, another line than these, a value of another kind, no day."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refusal("training.rule_unreadable", why=str(error)) from error
    as_of = given.pop("as_of", None)
    if not isinstance(as_of, date) or isinstance(as_of, datetime):
        raise Refusal("training.rule_without_day")
    known = [one.name for one in fields(EnrolmentRule) if one.name != "as_of"]
    for name, values in given.items():
        if name not in known or not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise Refusal("training.rule_line", name=name, known=", ".join(known))
    return EnrolmentRule(as_of, **{name: tuple(values) for name, values in given.items()})


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
