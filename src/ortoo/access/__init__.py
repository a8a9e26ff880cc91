"""Who may: accounts, roles, dated grants by scope, separation of duties, and the guard on personal tables."""
