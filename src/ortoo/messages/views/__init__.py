"""Pages: one's own messages, the log of who was told what, and the letters to be handed over on paper."""
