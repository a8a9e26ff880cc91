"""What must never be false in storage, as triggers on both engines: every station's guards, laid anew."""

from typing import Any, ClassVar

from django.db import migrations

from ortoo.access import promises as access
from ortoo.actions import promises as actions
from ortoo.exams import promises as exams
from ortoo.ledger import promises as ledger
from ortoo.lessons import promises as lessons
from ortoo.messages import promises as messages
from ortoo.permission import promises as permission
from ortoo.record import promises as record
from ortoo.results import promises as results
from ortoo.selection import promises as selection
from ortoo.training import promises as training
from ortoo.visits import promises as visits


STATIONS = (access, actions, exams, ledger, lessons, messages, permission, record, results, selection, training, visits)


def install(apps: Any, schema_editor: Any) -> None:
    # All in one step: before each step of Python Django renders every model anew.
    for promises in STATIONS:
        promises.install(apps, schema_editor)


def remove(apps: Any, schema_editor: Any) -> None:
    for promises in STATIONS:
        promises.remove(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ortoo", "0014_from_items_to_release")]
    operations: ClassVar = [migrations.RunPython(install, remove)]
