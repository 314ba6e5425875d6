"""Every write about applications and notices, one function for each verb."""

from exeat.applications.actions.changing import amend, ask_again, cancel, extend
from exeat.applications.actions.checking import (
    answer,
    begin_check,
    complete,
    go_on,
    return_with_questions,
)
from exeat.applications.actions.clocks import (
    count_anew,
    erase_documents,
    erase_relatives,
    escalate_overdue,
    warn_of_clocks,
)
from exeat.applications.actions.deciding import grant, refuse
from exeat.applications.actions.desks import assign, assign_back, assign_many, drop_filter, save_filter
from exeat.applications.actions.duty import confirm_shift, drop_shift, hand_over, plan_shift, take_over, warn_of_duties
from exeat.applications.actions.evidence import add_evidence, consult, fetch_evidence, show_relative
from exeat.applications.actions.filing import begin, change, discard, name_relative, submit, take_call, withdraw
from exeat.applications.actions.opinions import (
    ask_opinion,
    decide_without_opinion,
    give_opinion,
    name_adviser,
    read_opinion,
)
from exeat.applications.actions.people import join, name_people, open_contacts, show_people, travel_together
from exeat.applications.actions.standing import end_standing, tell_trip
from exeat.applications.actions.urgent import allow_provisionally, decline_provisionally

__all__ = [
    "add_evidence",
    "allow_provisionally",
    "amend",
    "answer",
    "ask_again",
    "ask_opinion",
    "assign",
    "assign_back",
    "assign_many",
    "begin",
    "begin_check",
    "cancel",
    "change",
    "complete",
    "confirm_shift",
    "consult",
    "count_anew",
    "decide_without_opinion",
    "decline_provisionally",
    "discard",
    "drop_filter",
    "drop_shift",
    "end_standing",
    "erase_documents",
    "erase_relatives",
    "escalate_overdue",
    "extend",
    "fetch_evidence",
    "give_opinion",
    "go_on",
    "grant",
    "hand_over",
    "join",
    "name_adviser",
    "name_people",
    "name_relative",
    "open_contacts",
    "plan_shift",
    "read_opinion",
    "refuse",
    "return_with_questions",
    "save_filter",
    "show_people",
    "show_relative",
    "submit",
    "take_call",
    "take_over",
    "tell_trip",
    "travel_together",
    "warn_of_clocks",
    "warn_of_duties",
    "withdraw",
]
