"""What lessons decides, in plain Python."""
