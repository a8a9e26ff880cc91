"""Settings, addresses, the start page, and the places where stations are joined that must not know each other."""
