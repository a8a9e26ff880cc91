"""Reads of permission that operations and pages share."""
