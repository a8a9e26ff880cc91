"""Outcomes, states, reasons and flags as pages of permission name them."""
