"""The names of the readers. Without Django: the matrix and its page are read without it."""

from __future__ import annotations

from ortoo.access.rules.roles import Role

PUBLIC = "public"
NOBODY = "nobody"
PLAIN = ("delegate", "appellant")
"""Officials on the register without any grant: one travelled, one has appealed."""
REGION = "region"
"""A sending ministry whose grant is over an aimag."""
READERS = (PUBLIC, NOBODY, *PLAIN, REGION, *Role)
