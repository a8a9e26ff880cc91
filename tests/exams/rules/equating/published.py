"""Published examples of equating, for tests alone."""

from __future__ import annotations

from ortoo.exams.rules.equating.moments import Moments


def group(mean: float, sd: float, anchor_mean: float, anchor_sd: float, covariance: float) -> Moments:
    """Moments as a book prints them."""
    import numpy as np

    return Moments(
        *(np.asarray(figure) for figure in (mean, sd**2, anchor_mean, anchor_sd**2, covariance)),
    )


# Kolen and Brennan, chapter 4: two forms of 36 items, 12 of them common (internal), 1,655 and 1,638 people. The book
# was not at hand when these moments were written down; that they are right is vouched for by the lines below, which
# others laid through the people themselves.
COMMON_ITEMS_NEW = group(15.8205, 6.5278, 5.1063, 2.3760, 13.4088)
COMMON_ITEMS_OLD = group(18.6728, 6.8784, 5.8626, 2.4515, 14.7603)
COMMON_ITEMS_PEOPLE = (1655, 1638)

# What the tests of Equate.jl (T. Shibuya) give for the same data (KBneat of the R package equate), rounded to four
# decimals: (slope, intercept). Its synthetic population is both groups together: w1 = 1655 / 3293.
POOLED = {"tucker": (1.0292, 0.5378), "levine": (1.0110, 0.2514), "chained": (1.0213, 0.3937)}
