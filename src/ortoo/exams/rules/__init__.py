"""What a file of marks may say, and what letters are worth."""
