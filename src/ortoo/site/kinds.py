"""Kinds of files that can be imported and exported: the one place that knows those of all stations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from ortoo.exams import operations as exams
from ortoo.exams.access import check_may_enter_again, check_may_keep_items, check_may_keep_marks
from ortoo.exams.files import gradebooks
from ortoo.exams.files import items as item_files
from ortoo.exams.files import sheets as sheet_files
from ortoo.exams.files.layouts import MARKS, SECOND_ENTRIES
from ortoo.exams.forms.marks import sample_choices, sitting_choices
from ortoo.multilingual.texts import LANGUAGE_NAMES
from ortoo.people import operations as people
from ortoo.people import registers
from ortoo.people.access import check_may_change_register
from ortoo.people.layouts import OFFICIALS, ORGANIZATIONS, REGIONS
from ortoo.permission import exports as papers
from ortoo.permission import operations as permission
from ortoo.permission.access import check_may_keep_kinds
from ortoo.permission.layouts import DOCUMENTS
from ortoo.plan import operations as plan
from ortoo.plan.access import check_may_keep_plan
from ortoo.plan.reading import read_plan_file
from ortoo.results import exports as figures
from ortoo.results import operations as results
from ortoo.results.access import check_may_keep_figures
from ortoo.results.layouts import OBSERVATIONS, SERIES
from ortoo.spreadsheets.kinds import ImportKind, Option
from ortoo.training import exports
from ortoo.training import operations as training
from ortoo.training.access import check_may_keep_training
from ortoo.training.forms import class_choices, cohort_choices
from ortoo.training.layouts import ATTEMPTS, ATTENDANCE, COMPETENCIES, ENROLMENTS, POST_COMPETENCIES
from ortoo.visits import exports as roads
from ortoo.visits import operations as visits
from ortoo.visits.access import check_may_keep_visits
from ortoo.visits.layouts import LEGS, VENUES

SITTING = Option("sitting", gettext_lazy("Sitting"), lambda grants: sitting_choices())
TONGUE = Option("language", gettext_lazy("Language"), lambda grants: item_files.languages())
SAMPLE = Option("sitting", gettext_lazy("Sitting"), lambda grants: sample_choices())
SHEETS_OF = Option("sitting", gettext_lazy("Sitting"), lambda grants: sheet_files.plan_choices())
ENTRY = Option("entry", gettext_lazy("Whose reading"), lambda grants: sheet_files.entry_choices(grants))
FORM = Option("form", gettext_lazy("Form"), lambda grants: sheet_files.form_choices())
IN_LANGUAGE = Option(
    "language",
    gettext_lazy("Language of the quiz"),
    lambda grants: [(of, str(name)) for of, name in LANGUAGE_NAMES.items()],
)
COHORT = Option("cohort", gettext_lazy("Cohort"), lambda grants: cohort_choices())
CLASS = Option("sitting", gettext_lazy("Class"), lambda grants: class_choices())

KINDS: dict[str, ImportKind] = {
    kind.name: kind
    for kind in (
        ImportKind(
            name="regions",
            title=gettext_lazy("Regions"),
            check_may=check_may_change_register,
            operation=people.import_regions,
            layout=REGIONS,
            export=registers.regions_of,
            alone=False,
        ),
        ImportKind(
            name="organizations",
            title=gettext_lazy("Organizations"),
            check_may=check_may_change_register,
            operation=people.import_organizations,
            layout=ORGANIZATIONS,
            export=registers.organizations_of,
            alone=False,
        ),
        ImportKind(
            name="officials",
            title=gettext_lazy("Officials"),
            check_may=check_may_change_register,
            operation=people.import_officials,
            layout=OFFICIALS,
            export=registers.officials_of,
        ),
        ImportKind(
            name="plan",
            title=gettext_lazy("Long-term plan"),
            check_may=check_may_keep_plan,
            operation=plan.import_plan,
            read=read_plan_file,
            alone=False,
            suffixes=(".yaml",),
        ),
        ImportKind(
            name="competencies",
            title=gettext_lazy("Competencies"),
            check_may=check_may_keep_training,
            operation=training.import_competencies,
            layout=COMPETENCIES,
            export=exports.competencies_of,
        ),
        ImportKind(
            name="post-competencies",
            title=gettext_lazy("Competencies that posts need"),
            check_may=check_may_keep_training,
            operation=training.import_post_competencies,
            layout=POST_COMPETENCIES,
            export=exports.post_competencies_of,
        ),
        ImportKind(
            name="enrolments",
            title=gettext_lazy("Officials of a cohort"),
            check_may=check_may_keep_training,
            operation=training.import_enrolments,
            layout=ENROLMENTS,
            options=(COHORT,),
        ),
        ImportKind(
            name="attendance",
            title=gettext_lazy("Attendance at a class"),
            check_may=check_may_keep_training,
            operation=training.import_attendance,
            layout=ATTENDANCE,
            options=(CLASS,),
        ),
        ImportKind(
            name="attempts",
            title=gettext_lazy("Attempts at the test of a course"),
            check_may=check_may_keep_training,
            operation=training.import_attempts,
            layout=ATTEMPTS,
            options=(COHORT,),
        ),
        ImportKind(
            name="marks",
            title=gettext_lazy("Marks"),
            check_may=check_may_keep_marks,
            operation=exams.import_marks,
            layout=MARKS,
            options=(SITTING,),
        ),
        ImportKind(
            name="gradebook",
            title=gettext_lazy("Marks from a Moodle gradebook"),
            check_may=check_may_keep_marks,
            operation=exams.import_marks,
            read=gradebooks.read_chosen,
            options=(SITTING,),
        ),
        ImportKind(
            name="items",
            title=gettext_lazy("Items of the bank"),
            check_may=check_may_keep_items,
            operation=item_files.import_items,
            read=item_files.read_for_import,
            options=(TONGUE,),
            alone=False,
            suffixes=(".xml", ".gift", ".txt", ".zip"),
            page="exams:item-files",
        ),
        ImportKind(
            name="second-entries",
            title=gettext_lazy("Second entries of a sample of marks"),
            check_may=check_may_enter_again,
            operation=exams.import_second_entries,
            layout=SECOND_ENTRIES,
            options=(SAMPLE,),
        ),
        ImportKind(
            name="answer-sheets",
            title=gettext_lazy("Answer sheets of a sitting"),
            check_may=check_may_enter_again,
            operation=sheet_files.import_sheets,
            read=sheet_files.read_sheets,
            options=(SHEETS_OF, ENTRY),
        ),
        ImportKind(
            name="platform-responses",
            title=gettext_lazy("Answers from a Moodle report of responses"),
            check_may=check_may_keep_marks,
            operation=sheet_files.take_platform_file,
            read=sheet_files.read_responses,
            options=(FORM, IN_LANGUAGE),
        ),
        ImportKind(
            name="documents",
            title=gettext_lazy("Kinds of documents of a visit"),
            check_may=check_may_keep_kinds,
            operation=permission.import_kinds,
            layout=DOCUMENTS,
            export=papers.kinds_of,
        ),
        ImportKind(
            name="venues",
            title=gettext_lazy("Venues of visits"),
            check_may=check_may_keep_visits,
            operation=visits.import_venues,
            layout=VENUES,
            export=roads.venues_of,
        ),
        ImportKind(
            name="legs",
            title=gettext_lazy("Ways between venues"),
            check_may=check_may_keep_visits,
            operation=visits.import_legs,
            layout=LEGS,
            export=roads.legs_of,
        ),
        ImportKind(
            name="series",
            title=gettext_lazy("Series of national figures"),
            check_may=check_may_keep_figures,
            operation=results.import_series,
            layout=SERIES,
            export=figures.series_of,
        ),
        ImportKind(
            name="observations",
            title=gettext_lazy("Figures of series"),
            check_may=check_may_keep_figures,
            operation=results.import_observations,
            layout=OBSERVATIONS,
            export=figures.observations_of,
        ),
    )
}
