"""Every write of crossings: receive a file, answer a possible match, find what nothing covers, set aside, attach."""

from exeat.crossings.actions.answering import answer, expire, look, take_back
from exeat.crossings.actions.counting import receive_counts
from exeat.crossings.actions.holding import attach, detach, find_discrepancies, set_aside
from exeat.crossings.actions.receiving import receive

__all__ = [
    "answer",
    "attach",
    "detach",
    "expire",
    "find_discrepancies",
    "look",
    "receive",
    "receive_counts",
    "set_aside",
    "take_back",
]
