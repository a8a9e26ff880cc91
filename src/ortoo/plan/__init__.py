"""Plan.

Receives: the long-term national plan.
Decides: goals, objectives, indicators, targets, owners of data.
Hands on: what everything is for.
"""
