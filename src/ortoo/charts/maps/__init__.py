"""Maps: outlines that are made at the build from a programme's data, and what is drawn on them.

`projection`, `topology` and `making` are plain Python, for the build hook runs them where nothing is installed yet.
"""
