"""Trials of draft rules, and every station's guards laid anew: what must never be false in storage, on both engines."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

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
    dependencies: ClassVar = [("ortoo", "0016_borderline_band")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Trial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("rule", models.TextField(help_text="In the words of `ortoo select`, as it would be adopted.")),
                ("rule_sha256", models.CharField(max_length=64)),
                ("answers", models.JSONField(default=dict)),
                (
                    "file",
                    models.CharField(
                        blank=True, help_text="Name of the file; empty for an earlier round.", max_length=200
                    ),
                ),
                ("table_sha256", models.CharField(max_length=64)),
                ("result", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("tried_at", models.DateTimeField()),
                (
                    "earlier",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ortoo.round"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trials", to="ortoo.round"
                    ),
                ),
                (
                    "tried_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("round", "number"), name="trial_number"),
                    models.CheckConstraint(
                        condition=models.Q(("earlier", None), ("file", ""), _connector="XOR"),
                        name="trial_on_one_source",
                    ),
                ],
            },
        ),
        migrations.RunPython(install, remove),
    ]
