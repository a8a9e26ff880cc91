"""Papers: values in, a tagged PDF out, the same bytes for the same values. Typst does the setting."""
