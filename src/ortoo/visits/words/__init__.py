"""What visits are called on a page."""
