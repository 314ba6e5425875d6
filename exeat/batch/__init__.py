"""Scheduled work and copies: clocks, reminders, retention, heads of the record, backup and restore. It never judges.

Each step is a function of the noun that it serves and may run twice or late. Nothing here knows a move of a case.
"""
