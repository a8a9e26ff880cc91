"""Visits.

Receives: a delegation, a host, topics.
Decides: agenda, papers, pre-study, attendance.
Hands on: observations.
"""
