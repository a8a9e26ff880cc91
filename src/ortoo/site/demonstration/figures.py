"""National figures as they are shipped: taken in by the owner of the data, approved by somebody else."""

from __future__ import annotations

from datetime import datetime, timedelta

from ortoo.results import operations as results
from ortoo.results.models import Edition
from ortoo.site.demonstration.offices import shipped
from ortoo.site.demonstration.story import Story, take


def figures_known(story: Story, at: datetime) -> None:
    """Every edition but the last, which waits to be approved."""
    by = story.staff.figures
    take(story, "series", shipped("series.csv"), by, at)
    take(story, "observations", shipped("observations.csv"), by, at + timedelta(hours=1))
    *approved, _ = Edition.objects.order_by("pk")
    for edition in approved:
        results.approve_edition(edition=edition, by=story.staff.head, at=at + timedelta(hours=3))
