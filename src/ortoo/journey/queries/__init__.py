"""One official, lesson or indicator followed through all stations."""

from ortoo.journey.queries.road import Road, road_of

__all__ = ["Road", "road_of"]
