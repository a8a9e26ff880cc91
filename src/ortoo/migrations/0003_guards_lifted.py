"""Lifts the guards while tables change: SQLite lays a changed table anew, and would lose or trip over its triggers."""

from typing import ClassVar

from django.db import migrations

from ortoo.access import promises as access
from ortoo.exams import promises as exams
from ortoo.ledger import promises as ledger
from ortoo.record import promises as record
from ortoo.selection import promises as selection


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ortoo", "0002_promises")]
    operations: ClassVar = [
        migrations.RunPython(promises.remove, migrations.RunPython.noop)
        for promises in (access, ledger, exams, record, selection)
    ]
