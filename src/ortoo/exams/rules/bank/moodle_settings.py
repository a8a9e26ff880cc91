"""Names of Moodle's question XML (question/format/xml/format.php and the question types' own): facts, no code."""

from __future__ import annotations

from ortoo.exams.rules.bank.question import Form, Kind

TYPES = {
    "multichoice": Kind.MULTIPLE,
    "truefalse": Kind.TRUE_FALSE,
    "matching": Kind.MATCH,
    "ordering": Kind.ORDER,
    "numerical": Kind.NUMERIC,
    "shortanswer": Kind.SHORT,
    "essay": Kind.ESSAY,
    "description": Kind.DESCRIPTION,
}
"""A multichoice is of single choice where its element `single` says so."""

FORMS = {
    "html": Form.HTML,
    "moodle_auto_format": Form.MOODLE,
    "plain_text": Form.PLAIN,
    "markdown": Form.MARKDOWN,
}

NOTE_ELEMENTS = {
    "general": "generalfeedback",
    "correct": "correctfeedback",
    "partly": "partiallycorrectfeedback",
    "incorrect": "incorrectfeedback",
    "markers": "graderinfo",
    "template": "responsetemplate",
    "instructions": "instructions",
}
"""Feedback on "true" and "false" stands with these answers."""

OF_ALL = frozenset({"defaultgrade", "penalty", "hidden"})
OF_CHOICES = frozenset({"shuffleanswers", "answernumbering", "showstandardinstruction", "shownumcorrect"})
SETTINGS: dict[Kind, frozenset[str]] = {
    Kind.SINGLE: OF_ALL | OF_CHOICES,
    Kind.MULTIPLE: OF_ALL | OF_CHOICES,
    Kind.TRUE_FALSE: OF_ALL | {"showstandardinstruction"},
    Kind.MATCH: OF_ALL | {"shuffleanswers", "shownumcorrect"},
    Kind.ORDER: OF_ALL
    | {"layouttype", "selecttype", "selectcount", "gradingtype", "showgrading", "numberingstyle", "shownumcorrect"},
    Kind.NUMERIC: OF_ALL | {"unitgradingtype", "unitpenalty", "showunits", "unitsleft"},
    Kind.SHORT: OF_ALL,
    Kind.ESSAY: OF_ALL
    | {"responseformat", "responserequired", "responsefieldlines", "attachments", "attachmentsrequired"}
    | {"minwordlimit", "maxwordlimit", "filetypeslist", "maxbytes"},
    Kind.DESCRIPTION: OF_ALL,
}
"""What an export says of a question in one word or number; kept as found and written again."""

ANSWERS: dict[Kind, frozenset[str]] = {
    Kind.SINGLE: frozenset({"single", "answer"}),
    Kind.MULTIPLE: frozenset({"single", "answer"}),
    Kind.TRUE_FALSE: frozenset({"answer"}),
    Kind.MATCH: frozenset({"subquestion"}),
    Kind.ORDER: frozenset({"answer"}),
    Kind.NUMERIC: frozenset({"answer", "units"}),
    Kind.SHORT: frozenset({"usecase", "answer"}),
    Kind.ESSAY: frozenset(),
    Kind.DESCRIPTION: frozenset(),
}
PARTS_OF_ANSWERS: dict[Kind, frozenset[str]] = {
    Kind.SINGLE: frozenset({"text", "file", "feedback"}),
    Kind.MULTIPLE: frozenset({"text", "file", "feedback"}),
    Kind.TRUE_FALSE: frozenset({"text", "feedback"}),
    Kind.MATCH: frozenset({"text", "file", "answer"}),
    Kind.ORDER: frozenset({"text", "file"}),
    Kind.NUMERIC: frozenset({"text", "feedback", "tolerance"}),
    Kind.SHORT: frozenset({"text", "feedback"}),
}
"""What is read within an `answer` or a `subquestion`."""

HEAD = frozenset({"name", "questiontext", "idnumber", "tags"})
FLAG = "shownumcorrect"
"""An element that says yes by being there."""
