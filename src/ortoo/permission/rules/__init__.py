"""What permission decides, in plain Python."""
