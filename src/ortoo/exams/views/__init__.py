"""Pages of exams: sittings and their marks, one mark and its correction, letters, the gradebook."""
