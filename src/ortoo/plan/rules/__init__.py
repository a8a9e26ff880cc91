"""A plan as a file, read strictly: values in, values or faults out."""
