"""Every write of cases, one function for each verb; none of them is called by a machine."""

from exeat.cases.actions.appealing import appeal, reverse, suspend, uphold
from exeat.cases.actions.deciding import close, end_without_measure, find, measure
from exeat.cases.actions.hearing import add, answer, ask, close_time, decline, extend, hear, look, prove_service
from exeat.cases.actions.opening import open_case, serve

__all__ = [
    "add",
    "answer",
    "appeal",
    "ask",
    "close",
    "close_time",
    "decline",
    "end_without_measure",
    "extend",
    "find",
    "hear",
    "look",
    "measure",
    "open_case",
    "prove_service",
    "reverse",
    "serve",
    "suspend",
    "uphold",
]
