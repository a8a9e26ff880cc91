"""Whether things that wait for each other wait in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def cycle_in(after: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The members of one circle, each waiting for the next and the last for the first; empty where there is none.

    `after`: what each thing waits for; names that are no key wait for nothing. The circle found is the same for the
    same mapping in the same order, and begins with its member that stands first in it.
    """
    done: set[str] = set()
    for start in after:
        found = _from(start, after, done)
        if found:
            return _turned(found, after)
    return ()


def order_of(after: Mapping[str, Sequence[str]]) -> list[str]:
    """All keys, each behind what it waits for; there must be no circle."""
    placed: dict[str, None] = {}
    for start in after:
        path = [(start, iter(after[start]))]
        while path:
            name, further = path[-1]
            coming = next((one for one in further if one in after and one not in placed), None)
            if coming is None:
                placed.setdefault(name)
                path.pop()
            else:
                path.append((coming, iter(after[coming])))
    return list(placed)


def _from(start: str, after: Mapping[str, Sequence[str]], done: set[str]) -> list[str]:
    """Depth first without recursion: a chain may be longer than Python's stack."""
    path: list[str] = []
    on_path: set[str] = set()
    stack: list[tuple[str, Iterator[str]]] = []

    def enter(name: str) -> None:
        path.append(name)
        on_path.add(name)
        stack.append((name, iter(after.get(name, ()))))

    if start not in done:
        enter(start)
    while stack:
        name, further = stack[-1]
        coming = next((one for one in further if one not in done), None)
        if coming is None:
            stack.pop()
            path.pop()
            on_path.discard(name)
            done.add(name)
        elif coming in on_path:
            return path[path.index(coming) :]
        else:
            enter(coming)
    return []


def _turned(circle: list[str], after: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    place = {name: at for at, name in enumerate(after)}
    first = min(range(len(circle)), key=lambda at: place[circle[at]])
    return (*circle[first:], *circle[:first])
