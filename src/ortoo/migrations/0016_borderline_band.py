"""The borderline band that was found on sealed records, and the evidence that a rule may ask for.

Guards are laid after all tables, by the latest migration that lays them.
"""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def chosen(*words: str) -> models.CharField:
    return models.CharField(choices=[(word, word) for word in words], max_length=10)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ortoo", "0015_promises")]
    operations: ClassVar = [
        migrations.AlterField("appeal", "ground", chosen("mark", "attribute", "procedure", "evidence")),
        migrations.AlterField(
            "appeal",
            "order_reference",
            models.CharField(
                blank=True, help_text="Issuer, number and day of an order; kind of evidence.", max_length=200
            ),
        ),
        migrations.AlterField(
            "appeal",
            "origin",
            models.CharField(
                choices=[("official", "official"), ("order", "order"), ("band", "band")],
                default="official",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="BorderlineBand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("found_at", models.DateTimeField()),
                (
                    "found_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bands", to="ortoo.round"
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bands", to="ortoo.rule"
                    ),
                ),
                (
                    "seal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bands", to="ortoo.seal"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("rule", "seal"), name="band_of_a_rule_and_seal")],
            },
        ),
    ]
