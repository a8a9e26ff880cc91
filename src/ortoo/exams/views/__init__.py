"""Pages of exams: the item bank, sittings with their forms, answers and scores, marks, letters, the gradebook."""
