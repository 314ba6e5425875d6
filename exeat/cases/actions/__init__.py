"""Every write of cases, one function for each verb; none of them is called by a machine."""

from exeat.cases.actions.appealing import (
    appeal,
    reopen,
    reverse,
    reverse_part,
    suspend,
    uphold,
)
from exeat.cases.actions.counting import count_anew
from exeat.cases.actions.deciding import close, end_without_measure, find, lapse, measure
from exeat.cases.actions.hearing import (
    add,
    answer,
    arrange,
    ask,
    close_time,
    decline,
    extend,
    hear,
    look,
    prove_service,
    settle_minutes,
    take_file,
)
from exeat.cases.actions.inviting import accept_hearing, ask_another_time, invite
from exeat.cases.actions.judging import confirm_judgment, enter_judgment
from exeat.cases.actions.opening import open_case, open_told, serve
from exeat.cases.actions.ordering import NoOrder, end_receiver, note_answer, send_again, set_receiver
from exeat.cases.actions.proposing import enquire, propose_finding, propose_measure
from exeat.cases.actions.publishing import publish_summary, summarise
from exeat.cases.actions.representing import NoEntry, arrive, let_in, send_away
from exeat.cases.actions.telling import allow_use, leave_told, receive_told
from exeat.cases.actions.translating import translate

__all__ = [
    "NoEntry",
    "NoOrder",
    "accept_hearing",
    "add",
    "allow_use",
    "answer",
    "appeal",
    "arrange",
    "arrive",
    "ask",
    "ask_another_time",
    "close",
    "close_time",
    "confirm_judgment",
    "count_anew",
    "decline",
    "end_receiver",
    "end_without_measure",
    "enquire",
    "enter_judgment",
    "extend",
    "find",
    "hear",
    "invite",
    "lapse",
    "leave_told",
    "let_in",
    "look",
    "measure",
    "note_answer",
    "open_case",
    "open_told",
    "propose_finding",
    "propose_measure",
    "prove_service",
    "publish_summary",
    "receive_told",
    "reopen",
    "reverse",
    "reverse_part",
    "send_again",
    "send_away",
    "serve",
    "set_receiver",
    "settle_minutes",
    "summarise",
    "suspend",
    "take_file",
    "translate",
    "uphold",
]
