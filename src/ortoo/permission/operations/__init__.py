"""Every write of a call, from its opening to the delegation."""
