"""What every station shows itself with: the frame, one list, one form, one detail page, the answers to errors.

Stations declare; this folder draws. `docs/reference/pages.md` shows a list and a form in twenty lines each.
"""
