"""What pages of results say."""
