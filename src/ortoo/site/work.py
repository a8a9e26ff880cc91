"""Kinds of background work and the functions that do them: the one place that knows all stations' long work."""

WORK = {
    "import.check": "ortoo.jobs.imports.check",
    "import.apply": "ortoo.jobs.imports.apply",
    "record.seal": "ortoo.selection.tasks.seal",
    "selection.try": "ortoo.site.trying.try_rule",
    "selection.band": "ortoo.selection.tasks.find_band",
    "selection.run": "ortoo.selection.tasks.run",
    "selection.carry-out": "ortoo.selection.tasks.carry_out",
    "selection.rerun": "ortoo.selection.tasks.rerun",
    "exams.forms": "ortoo.exams.tasks.assemble_forms",
    "exams.seal-forms": "ortoo.exams.tasks.seal_forms",
    "visits.agenda": "ortoo.visits.tasks.find_agenda",
    "exams.score": "ortoo.exams.tasks.score",
    "exams.analyse": "ortoo.exams.tasks.analyse",
    "exams.equate": "ortoo.exams.tasks.equate",
    "exams.gate": "ortoo.exams.tasks.look_at_gate",
    "ledger.export": "ortoo.site.exporting.export",
}
