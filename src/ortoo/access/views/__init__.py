"""Pages of access: signing in, one's own account and second factor, accounts, grants, resets."""
