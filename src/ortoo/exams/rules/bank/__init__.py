"""The item bank, in plain Python: what a question is, and files of other systems read and written.

`question` holds the values and `soundness` what is refused; `gift`, `moodle_xml` and `qti` read files, `gift_writing`
and `moodle_xml_writing` write them, in one language at a time; `languages` keeps the languages of one question
together; `fold` says when a short answer agrees with an accepted one. What cannot be read is listed (`unread`), never
dropped.
"""
