"""Reads of visits that operations and pages share."""
