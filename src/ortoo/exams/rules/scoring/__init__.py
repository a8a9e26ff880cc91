"""What answers are worth: one answer (`answers`), a whole form (`forms`), a key taken back (`cancelling`), an essay
marked by two (`essays`). Whole thousandths throughout, halves upwards.
"""
