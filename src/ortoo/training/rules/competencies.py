"""What a post needs, what completed courses gave, and the gap between the two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Post:
    """What is known of a post, as it stands on the register."""

    level: str
    rank_class: str
    title: str


@dataclass(frozen=True)
class Need:
    """Posts of this level, rank class and title need `competency`; an empty part fits every post."""

    competency: str
    level: str = ""
    rank_class: str = ""
    title: str = ""

    def fits(self, post: Post) -> bool:
        return (
            self.level in ("", post.level)
            and self.rank_class in ("", post.rank_class)
            and _folded(self.title) in ("", _folded(post.title))
        )


def needed(post: Post, needs: Iterable[Need]) -> frozenset[str]:
    """Codes of the competencies that `post` needs."""
    return frozenset(need.competency for need in needs if need.fits(post))


def gap(post: Post | None, needs: Iterable[Need], given: Iterable[str]) -> tuple[str, ...]:
    """Needed by the post and given by no completed course, sorted by code. Without a post nothing is needed."""
    return () if post is None else tuple(sorted(needed(post, needs) - set(given)))


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())
