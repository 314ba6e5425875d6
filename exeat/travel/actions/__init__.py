"""Every write about briefings, return reports, alarms and closed borders."""

from exeat.travel.actions.alarms import end_alarm, keep_watch, note_call, raise_alarm, say_back
from exeat.travel.actions.briefings import acknowledge, remind
from exeat.travel.actions.closures import tell_of_closure, tell_of_opening, withdraw_closure, write_of_closures
from exeat.travel.actions.protections import end_protection, sign_protection
from exeat.travel.actions.reports import note_talk, read_report, report

__all__ = [
    "acknowledge",
    "end_alarm",
    "end_protection",
    "keep_watch",
    "note_call",
    "note_talk",
    "raise_alarm",
    "read_report",
    "remind",
    "report",
    "say_back",
    "sign_protection",
    "tell_of_closure",
    "tell_of_opening",
    "withdraw_closure",
    "write_of_closures",
]
