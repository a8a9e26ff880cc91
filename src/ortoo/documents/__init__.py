"""Papers: values in, a tagged PDF out, the same bytes for the same values. Typst does the setting.

`values` are what can be set, `setting.pdf` sets it, `papers/*.typ` draw it, `words/*.toml` hold the sentences that are
not handed in, `profiles/*.toml` the layout figures with their source.
"""
