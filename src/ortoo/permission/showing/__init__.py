"""What pages of permission show of people, of what stands around them, and of what a dossier still needs."""
