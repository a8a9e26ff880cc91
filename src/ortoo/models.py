"""All tables, in relay order, the neighbours first: what Django looks for. Stations never import from here."""

from ortoo.access.models import DatabaseMark, Grant, User
from ortoo.exams.models import LetterScale, Mark, MarkCorrection, Sitting
from ortoo.jobs.models import Job, Upload
from ortoo.ledger.models import Blob, Checkpoint, Entry, Export, Head, SubjectSalt
from ortoo.pages.models import SpentForm
from ortoo.people.models import Appointment, Official, Organization, Region, Succession
from ortoo.plan.models import Goal, Indicator, Objective, Plan, Programme, Target
from ortoo.record.models import Formula, FormulaComponent, Record, Seal
from ortoo.selection.models import Lot, Place, Round, Rule, Run

__all__ = [
    "Appointment",
    "Blob",
    "Checkpoint",
    "DatabaseMark",
    "Entry",
    "Export",
    "Formula",
    "FormulaComponent",
    "Goal",
    "Grant",
    "Head",
    "Indicator",
    "Job",
    "LetterScale",
    "Lot",
    "Mark",
    "MarkCorrection",
    "Objective",
    "Official",
    "Organization",
    "Place",
    "Plan",
    "Programme",
    "Record",
    "Region",
    "Round",
    "Rule",
    "Run",
    "Seal",
    "Sitting",
    "SpentForm",
    "SubjectSalt",
    "Succession",
    "Target",
    "Upload",
    "User",
]
