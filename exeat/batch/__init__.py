"""Scheduled work: clocks, reminders, retention. It never judges a person."""
