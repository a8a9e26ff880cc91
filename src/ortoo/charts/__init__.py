"""Charts: values in, SVG out. Pure functions; styled by class on the page; all text is escaped.

Each chart stands beside the same numbers in a table: a picture shows, a table answers.
"""
