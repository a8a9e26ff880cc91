"""Parallel forms: which items of the bank make up forms of equal weight.

`assembly.assemble` finds them, `check.check` holds any forms against what was promised, `random_forms` draws the forms
they are compared with, `manifest` writes down what a sealed form holds.
"""
