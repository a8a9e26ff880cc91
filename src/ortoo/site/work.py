"""Kinds of background work and the functions that do them: the one place that knows all stations' long work."""

WORK = {
    "import.check": "ortoo.jobs.imports.check",
    "import.apply": "ortoo.jobs.imports.apply",
    "record.seal": "ortoo.selection.tasks.seal",
    "selection.run": "ortoo.selection.tasks.run",
    "selection.carry-out": "ortoo.selection.tasks.carry_out",
    "selection.rerun": "ortoo.selection.tasks.rerun",
    "visits.agenda": "ortoo.visits.tasks.find_agenda",
    "ledger.export": "ortoo.site.exporting.export",
}
