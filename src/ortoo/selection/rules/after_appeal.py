"""Who stays named when an order reopens a final list, and the promise that nobody disappears silently."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.states import AfterAppeal


def kept_on(way: AfterAppeal, named_before: Sequence[str], chosen: Collection[str]) -> tuple[str, ...]:
    """Those of the list before whom the re-run did not choose and who stay, in the order they were named in.

    >>> kept_on(AfterAppeal.ADD_SEATS, ["a", "b", "c"], ["a", "c", "d"])
    ('b',)
    >>> kept_on(AfterAppeal.REPLACE, ["a", "b", "c"], ["a", "c", "d"])
    ()
    """
    if way is AfterAppeal.REPLACE:
        return ()
    inside = set(chosen)
    return tuple(one for one in named_before if one not in inside)


def leaving(named_before: Sequence[str], chosen: Collection[str], kept: Collection[str]) -> tuple[str, ...]:
    """Those of the list before who are on the new one no more: it says so of each."""
    inside = {*chosen, *kept}
    return tuple(one for one in named_before if one not in inside)


def check_kept(way: AfterAppeal, named_before: Sequence[str], chosen: Collection[str], kept: Sequence[str]) -> None:
    """The promise, by its own counting: refuses a list that breaks it (`select.not_verified`)."""
    inside, before = set(chosen), set(named_before)
    if len(set(kept)) != len(kept) or inside & set(kept):
        raise _broken("nobody is listed twice", kept)
    if not before >= set(kept):
        raise _broken("only who was named before is kept", kept)
    missing = before - inside - set(kept)
    if way is AfterAppeal.ADD_SEATS and missing:
        raise _broken("who was named stays named", sorted(missing))
    if way is AfterAppeal.REPLACE and kept:
        raise _broken("where a list is replaced nobody is kept beside it", kept)


def _broken(promise: str, where: Sequence[str]) -> Refusal:
    return Refusal("select.not_verified", promise=promise, where=", ".join(where[:3]))
