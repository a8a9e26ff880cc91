"""What people fill in at exams, by what it is about."""
