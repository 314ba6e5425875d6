"""Every write about briefings, return reports and what protects them."""

from exeat.travel.actions.briefings import acknowledge, remind
from exeat.travel.actions.protections import end_protection, sign_protection
from exeat.travel.actions.reports import note_talk, read_report, report

__all__ = ["acknowledge", "end_protection", "note_talk", "read_report", "remind", "report", "sign_protection"]
