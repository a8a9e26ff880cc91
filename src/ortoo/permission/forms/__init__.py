"""Forms of permission."""
