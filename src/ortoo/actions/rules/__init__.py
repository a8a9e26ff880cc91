"""What actions decides, in plain Python."""
