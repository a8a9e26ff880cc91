"""What must never be false in storage, as triggers on both engines: every station's guards, laid anew."""

from typing import ClassVar

from django.db import migrations

from ortoo.access import promises as access
from ortoo.exams import promises as exams
from ortoo.ledger import promises as ledger
from ortoo.messages import promises as messages
from ortoo.permission import promises as permission
from ortoo.record import promises as record
from ortoo.selection import promises as selection
from ortoo.training import promises as training


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ortoo", "0004_from_list_to_permission")]
    operations: ClassVar = [
        migrations.RunPython(promises.install, promises.remove)
        for promises in (access, ledger, exams, messages, permission, record, selection, training)
    ]
