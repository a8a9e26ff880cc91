"""Names, identities and posts as plain values."""
