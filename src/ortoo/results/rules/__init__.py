"""The pure part of results: figures read exactly, and where an indicator stands on its path."""
