"""What the database itself refuses in lessons: a changed word, a decision on one's own, a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.ledger import guards
from ortoo.ledger.guards import Guard, never_changed

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LESSON = "a lesson stays as it was written: a later one replaces it"
DECISION = "a decision on a lesson stays as it was taken: a later one stands beside it"

GUARDS = [
    *never_changed("ortoo_lesson", LESSON),
    *never_changed("ortoo_lessonnote", LESSON),
    *never_changed("ortoo_precondition", LESSON),
    *never_changed("ortoo_lessondecision", DECISION),
    Guard(
        "ortoo_lesson_whole",
        "ortoo_lesson",
        "INSERT",
        "a lesson names the problem at home and its evidence",
        "NEW.problem = '{}' OR NEW.evidence = '{}'",
    ),
    Guard(
        "ortoo_precondition_planned",
        "ortoo_precondition",
        "INSERT",
        "an absent precondition has a plan",
        "NEW.standing = 'absent' AND NEW.plan = '{}'",
    ),
    Guard(
        "ortoo_lessonnote_of_its_visit",
        "ortoo_lessonnote",
        "INSERT",
        "a lesson rests on notes of its own visit",
        "NOT EXISTS (SELECT 1 FROM ortoo_observationnote AS note JOIN ortoo_stop AS stop ON stop.id = note.stop_id"
        " JOIN ortoo_lesson AS lesson ON lesson.visit_id = stop.visit_id"
        " WHERE note.id = NEW.note_id AND lesson.id = NEW.lesson_id)",
    ),
    Guard(
        "ortoo_lessondecision_by_another",
        "ortoo_lessondecision",
        "INSERT",
        "nobody decides on a lesson of their own",
        "EXISTS (SELECT 1 FROM ortoo_lesson WHERE id = NEW.lesson_id AND author_id = NEW.by_id)",
    ),
    Guard(
        "ortoo_lessondecision_of_the_latest",
        "ortoo_lessondecision",
        "INSERT",
        "a lesson that is replaced is not decided on",
        "EXISTS (SELECT 1 FROM ortoo_lesson WHERE replaces_id = NEW.lesson_id)",
    ),
]


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(GUARDS, schema_editor)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(GUARDS, schema_editor)
