"""The selection itself, in plain Python: a rule and a pool in, a decision with its proof and its reasons out.

`decide.decide(rule, pool)` is the one way in; `verify.verify(rule, pool, decision)` checks every promise without it.
"""
