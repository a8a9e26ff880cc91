"""Roles, scopes and duties as plain values."""
