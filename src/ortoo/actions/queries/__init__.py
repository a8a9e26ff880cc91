"""Reads of actions that operations and pages share."""
