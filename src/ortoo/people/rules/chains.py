"""Who stands above whom, and who took over from whom: neither may come back to where it began."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def circle(next_of: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The codes of one way that leads back to its beginning, in order; empty where there is none.

    `next_of`: code -> the codes it leads to. Codes that lead nowhere need not be listed.
    """
    finished: set[str] = set()
    for start in sorted(next_of):
        way: list[str] = []
        ahead = [iter((start,))]
        while ahead:
            code = next(ahead[-1], None)
            if code is None:
                ahead.pop()
                if way:
                    finished.add(way.pop())
            elif code in way:
                return tuple(way[way.index(code) :])
            elif code not in finished:
                way.append(code)
                ahead.append(iter(next_of.get(code, ())))
    return ()
