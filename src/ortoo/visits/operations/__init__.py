"""Every write of a visit, from the agreement with a partner to the days."""

from ortoo.visits.operations.agendas import consent_to_agenda, keep_agenda_by_hand, keep_solved_agenda
from ortoo.visits.operations.agreements import end_agreement, keep_agreement, keep_exchange
from ortoo.visits.operations.alumni import say_alumnus
from ortoo.visits.operations.answers import answer_request
from ortoo.visits.operations.consents import give_consent, hand_over_list, take_back_consent
from ortoo.visits.operations.costs import copy_costs, set_costs, settle_cost
from ortoo.visits.operations.follow_ups import answer_follow_up
from ortoo.visits.operations.notes import write_note
from ortoo.visits.operations.packs import NewPart, add_part, finish_part, make_pack, set_gates
from ortoo.visits.operations.papers import mark_paper
from ortoo.visits.operations.presence import mark_presence
from ortoo.visits.operations.questionnaires import answer_day
from ortoo.visits.operations.requests import send_request, state_wish
from ortoo.visits.operations.stops import add_speaker, change_stop, offer_stop, weigh_stop, withdraw_stop
from ortoo.visits.operations.travellers import add_escort, leave, name_delegate, name_delegation
from ortoo.visits.operations.venues import import_legs, import_venues
from ortoo.visits.operations.visits import add_host, open_visit, tie_topic

__all__ = [
    "NewPart",
    "add_escort",
    "add_host",
    "add_part",
    "add_speaker",
    "answer_day",
    "answer_follow_up",
    "answer_request",
    "change_stop",
    "consent_to_agenda",
    "copy_costs",
    "end_agreement",
    "finish_part",
    "give_consent",
    "hand_over_list",
    "import_legs",
    "import_venues",
    "keep_agenda_by_hand",
    "keep_agreement",
    "keep_exchange",
    "keep_solved_agenda",
    "leave",
    "make_pack",
    "mark_paper",
    "mark_presence",
    "name_delegate",
    "name_delegation",
    "offer_stop",
    "open_visit",
    "say_alumnus",
    "send_request",
    "set_costs",
    "set_gates",
    "settle_cost",
    "state_wish",
    "take_back_consent",
    "tie_topic",
    "weigh_stop",
    "withdraw_stop",
    "write_note",
]
