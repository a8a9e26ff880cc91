"""Item analysis, in plain Python: who solved which item in, what each item is worth out.

`analysis.analyse(responses, model)` is the one way in for a file of answers; beside it stand what options attract
(`distractors`), whom an item treats unlike others (`functioning`) and which items moved from one year to the next
(`drift`). Logistic metric without the factor 1.7 throughout.
"""
