"""How a trace is followed, and which figures stay hidden, in plain Python."""
