"""The mark of a demonstration database. The guards that stood here are laid by the latest migration of promises."""

from typing import ClassVar

from django.db import migrations

from ortoo.access import promises as access


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ortoo", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(access.mark, migrations.RunPython.noop)]
