"""What a released mark rests on, for its page."""

from __future__ import annotations

from ortoo.exams.models import Mark, Measurement


def measurement_of(mark: Mark) -> Measurement | None:
    """Of a mark that the reader may see; None of one that came by a file."""
    rows = Measurement.objects.everything(because="goes along with a mark that was scoped already").filter(mark=mark)
    return rows.select_related("release__plan", "release__scoring").first()
