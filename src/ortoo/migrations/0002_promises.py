"""What must never be false in storage, as triggers on both engines, and the mark of a demonstration database."""

from importlib.util import find_spec
from typing import ClassVar

from django.db import migrations
from django.utils.module_loading import import_string

PROMISES = [
    f"ortoo.{folder}.promises"
    for folder in ("access", "ledger", "exams", "record", "selection")
    if find_spec(f"ortoo.{folder}.promises")
]


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ortoo", "0001_initial")]
    operations: ClassVar = [
        migrations.RunPython(import_string(f"{module}.install"), import_string(f"{module}.remove"))
        for module in PROMISES
    ]
