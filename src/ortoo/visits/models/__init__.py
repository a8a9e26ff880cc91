"""Partners and hosts, stops and agendas, travellers with papers and consents, and the days of a visit."""

from ortoo.visits.models.agendas import Agenda, AgendaConsent, AgendaStop
from ortoo.visits.models.days import DayAnswer, DayAnswered, ObservationNote, Presence
from ortoo.visits.models.hosting import (
    Agreement,
    Exchange,
    HostAnswer,
    Visit,
    VisitHost,
    VisitRequest,
    VisitTopic,
    Wish,
)
from ortoo.visits.models.stops import Leg, PackPart, PreStudyPack, Speaker, Stop, StopWindow, Venue
from ortoo.visits.models.travelling import (
    Alumnus,
    DataConsent,
    FollowUp,
    PartStudied,
    Traveller,
    VisitCost,
    VisitPaper,
)

__all__ = [
    "Agenda",
    "AgendaConsent",
    "AgendaStop",
    "Agreement",
    "Alumnus",
    "DataConsent",
    "DayAnswer",
    "DayAnswered",
    "Exchange",
    "FollowUp",
    "HostAnswer",
    "Leg",
    "ObservationNote",
    "PackPart",
    "PartStudied",
    "PreStudyPack",
    "Presence",
    "Speaker",
    "Stop",
    "StopWindow",
    "Traveller",
    "Venue",
    "Visit",
    "VisitCost",
    "VisitHost",
    "VisitPaper",
    "VisitRequest",
    "VisitTopic",
    "Wish",
]
