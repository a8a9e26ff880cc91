"""Item analysis, in plain Python: who solved which item in, what each item is worth out.

`analysis.analyse(responses, model)` is the one way in for a file of answers, `on_a_form.of_form` that for a form of a
sitting; beside them stand what options attract (`distractors`), whom an item treats unlike others (`functioning`) and
which items moved since an earlier sitting (`since`). Logistic metric without the factor 1.7 throughout.
"""
