"""What a request asks, as the values that it freezes."""

from __future__ import annotations

from typing import Any

from ortoo.multilingual.refusals import LANGUAGES
from ortoo.visits.models import Visit
from ortoo.visits.queries.hosts import hosts_of_visit, wishes_of


def asked_of(visit: Visit, people: int) -> dict[str, Any]:
    """Text, whole numbers and lists only; no person is in it."""
    wishes = wishes_of(visit)
    topics = visit.topics.prefetch_related("objectives", "indicators").order_by("place")
    return {
        "visit": visit.code,
        "title": _names(visit),
        "country": visit.country,
        "begins": visit.begins.isoformat(),
        "ends": visit.ends.isoformat(),
        "people": people,
        "hosts": [{"code": host.organization.code, "leads": host.leads} for host in hosts_of_visit(visit)],
        "topics": [
            {
                "code": topic.code,
                "names": _names(topic),
                "objectives": sorted(one.number for one in topic.objectives.all()),
                "indicators": sorted(one.code for one in topic.indicators.all()),
                "link_basis": topic.link_basis,
                "wishes": [
                    {"organization": wish.organization.code, "names": _names(wish.organization), "text": wish.text}
                    for wish in wishes
                    if wish.topic_id == topic.pk
                ],
            }
            for topic in topics
        ],
    }


def _names(row: Any) -> dict[str, str]:
    return {language: getattr(row, f"name_{language}") for language in LANGUAGES if getattr(row, f"name_{language}")}
