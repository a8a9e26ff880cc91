"""Text in three languages, names, sort order, transliteration, and the one registry of refusals."""
