"""Reads of lessons that operations and pages share."""
