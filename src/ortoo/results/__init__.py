"""Results.

Receives: measures and national figures.
Decides: progress, path, forecast, impact.
Hands on: the next plan.
"""
