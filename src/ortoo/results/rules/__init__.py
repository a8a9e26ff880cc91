"""What results decides, in plain Python."""
