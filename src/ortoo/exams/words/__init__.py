"""Words that several pages of exams say, by what they are about."""
