"""Equating: what a score on a new form is worth on the old one, with its error. Plain Python, NumPy and SciPy.

`equate.equate(new, old, method)` is the one way in for observed scores; `linking` and `true_score` are those for item
parameters. Methods after Kolen and Brennan, Test Equating, Scaling, and Linking (3rd ed., Springer 2014); each file
names its chapter.
"""
