"""Benchmarks: medians and ratios in tables, never a timed test."""
