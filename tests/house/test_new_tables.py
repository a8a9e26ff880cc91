"""Tables that are laid together are the tables that the steps of the migrations write."""

from __future__ import annotations

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from ortoo.migrations import _new_tables


def test_the_models_are_the_same_as_step_by_step() -> None:
    loader = MigrationLoader(None)
    together, apart = ProjectState(), ProjectState()
    laid = 0
    for key in loader.graph.forwards_plan(max(loader.graph.leaf_nodes("ortoo"))):
        migration = loader.graph.nodes[key]
        migration.mutate_state(together, preserve=False)
        for step in type(migration).operations:
            step.state_forwards(key[0], apart)
        laid += isinstance(migration, _new_tables.Migration)
    assert laid >= 5
    assert together.models.keys() == apart.models.keys()
    assert [name for name, model in together.models.items() if model != apart.models[name]] == []
