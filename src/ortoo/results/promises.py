"""What the database itself refuses of results: a figure changed, an edition undone, a series counted another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.ledger import guards
from ortoo.ledger.guards import Guard, changed

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

EDITION = "an edition stays as it was kept: a revision is a new edition beside it"
FIGURE = "a figure stays as it was kept: a revision is a new edition beside it"
SERIES = "a series with editions stays a stock, a flow or a cumulative count in its unit"
BREAK = "a break of a series stays as it was marked"
KEPT = ("series_id", "vintage", "place", "source", "licence", "entered_by_id", "entered_at")


def _approved(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM ortoo_edition WHERE id = {row}.edition_id AND approved_at IS NOT NULL)"


GUARDS: list[Guard] = [
    Guard("ortoo_edition_kept", "ortoo_edition", "UPDATE", EDITION, f"OLD.approved_at IS NOT NULL OR {changed(*KEPT)}"),
    Guard("ortoo_edition_kept_whole", "ortoo_edition", "DELETE", EDITION, "OLD.approved_at IS NOT NULL"),
    Guard("ortoo_observation_kept", "ortoo_observation", "UPDATE", FIGURE),
    Guard("ortoo_observation_kept_whole", "ortoo_observation", "DELETE", FIGURE, _approved("OLD")),
    Guard("ortoo_observation_added", "ortoo_observation", "INSERT", FIGURE, _approved("NEW")),
    Guard(
        "ortoo_series_kept",
        "ortoo_series",
        "UPDATE",
        SERIES,
        f"({changed('code', 'kind', 'unit')}) AND EXISTS (SELECT 1 FROM ortoo_edition WHERE series_id = OLD.id)",
    ),
    Guard("ortoo_seriesbreak_kept", "ortoo_seriesbreak", "UPDATE", BREAK),
]


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(GUARDS, schema_editor)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(GUARDS, schema_editor)
