"""Pages of rounds, of their lists, and of one official's place on them."""
