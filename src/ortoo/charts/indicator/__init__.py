"""The picture of an indicator: what was observed, the path that the plan asks for, and how far apart they are.

`wide` and `narrow` draw the same; a page holds both and shows the one that fits.
"""

from ortoo.charts.indicator.drawings import narrow, wide
from ortoo.charts.indicator.keys import key
from ortoo.charts.indicator.story import Story, Words

__all__ = ["Story", "Words", "key", "narrow", "wide"]
"""Values in, drawing out."""
