"""One official followed through all stations. Reads, never writes."""
