"""Pages of calls, dossiers, the panel and the decision."""
