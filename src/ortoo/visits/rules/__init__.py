"""What visits decides, in plain Python."""
