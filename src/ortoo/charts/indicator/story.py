"""What the picture of an indicator shows, in which words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Point = tuple[int, float]
"""A year and a value."""


@dataclass(frozen=True)
class Story:
    """`observed` by year, of one edition; `broken` the years at which their line is cut. `base` is the plan's, and
    `targets` by year after it. `bounds`: what a figure can be, None where nothing bounds it. `late`: the latest figure
    falls short of the path, and the gap is drawn.
    """

    observed: Sequence[Point]
    base: Point
    targets: Sequence[Point]
    bounds: tuple[float, float] | None = None
    broken: Sequence[int] = ()
    late: bool = False

    @property
    def path(self) -> list[Point]:
        return [self.base, *self.targets]

    @property
    def latest(self) -> Point | None:
        return self.observed[-1] if self.observed else None

    @property
    def rises(self) -> bool:
        return self.targets[-1][1] >= self.base[1]

    def asked(self, year: int) -> float | None:
        """The path in a year."""
        for (begin, value), (end, wanted) in zip(self.path, self.path[1:], strict=False):
            if begin <= year <= end:
                return value + (wanted - value) * (year - begin) / (end - begin)
        return None


@dataclass(frozen=True)
class Words:
    """In the page's language. `base` and `base_note` stand over each other; `gap` beside the gap; `zoomed` where the
    scale does not begin at its lowest end. `targets` by year, as the plan prints them; `number` writes another value,
    `scale` one of the axis.
    """

    title: str
    finding: str
    base: str
    base_note: str
    gap: str
    targets: Mapping[int, str]
    zoomed: Callable[[float], str]
    number: Callable[[float], str]
    scale: Callable[[float], str]
