"""What exams decide by rule: items, forms, scores, their analysis and equating, the gate; files of marks, letters."""
