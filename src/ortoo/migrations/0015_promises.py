"""The guards that stood here are laid by the latest migration of promises."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ortoo", "0014_from_items_to_release")]
    operations: ClassVar = []
