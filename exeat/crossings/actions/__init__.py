"""Every write of crossings: receive a file, answer a possible match, find what nothing covers, set aside, attach."""

from exeat.crossings.actions.answering import answer, expire, look, take_back
from exeat.crossings.actions.counting import count_once, receive_counts
from exeat.crossings.actions.holding import attach, detach, find_discrepancies, set_aside
from exeat.crossings.actions.receiving import receive
from exeat.crossings.actions.sending import AnotherBatch, Told, TooOften, admit, dismiss, receive_events
from exeat.crossings.actions.working import hand_in, work

__all__ = [
    "AnotherBatch",
    "Told",
    "TooOften",
    "admit",
    "answer",
    "attach",
    "count_once",
    "detach",
    "dismiss",
    "expire",
    "find_discrepancies",
    "hand_in",
    "look",
    "receive",
    "receive_counts",
    "receive_events",
    "set_aside",
    "take_back",
    "work",
]
