"""What hosts, those who keep visits, and travellers fill in."""
