"""What keeps the house: a backup as one file, its way back, and a look at whether everything is as it must be."""
