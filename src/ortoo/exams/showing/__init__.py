"""What pages of exams show beside lists and facts: sections, tables and drawings."""
