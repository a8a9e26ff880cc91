"""The gate before marks leave: does an item give in one form or one centre what it gives elsewhere?

`gate.look` is the one way in; `power` says what a group of a size can show at all.
"""
