"""One indicator: base, targets and the observations of one vintage in, where it stands out. No figure is estimated."""
