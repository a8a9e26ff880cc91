"""Who waits for whom: bodies as lanes, hand-overs as drops between them, the binding chain in gold.

`wide` draws it 1056 units wide; `key` gives the marks beside the words that explain them. On a phone a list says the
same.
"""

from ortoo.charts.commitments.keys import key
from ortoo.charts.commitments.story import HandOver, Lane, Story, Words
from ortoo.charts.commitments.wide import wide

__all__ = ["HandOver", "Lane", "Story", "Words", "key", "wide"]
