"""Files that come to exams and leave them, by what they hold."""
