"""The picture of a statement: the parts of a record on one bar, and around the cut line the same magnified.

Merit is one number against one line; the picture shows where the number comes from and how near the line was.
`wide` and `narrow` draw the same; a page holds both and shows the one that fits.
"""

from ortoo.charts.merit_line.narrow import narrow
from ortoo.charts.merit_line.standing import Part, Standing, Words
from ortoo.charts.merit_line.wide import wide

__all__ = ["Part", "Standing", "Words", "narrow", "wide"]
