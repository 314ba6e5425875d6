"""Breaks into the tables of the audit, as someone who owns the database could: the locks off, and on again."""

import importlib
from contextlib import contextmanager

from django.db import connection

LOCKS = importlib.import_module("exeat.audit.migrations.0002_append_only")


@contextmanager
def unlocked():
    """Take the database's own refusal away for a moment and give a cursor."""
    with connection.cursor() as cursor:
        for statement in LOCKS.statements(connection.vendor, False):
            cursor.execute(statement)
        yield cursor
        for statement in LOCKS.statements(connection.vendor, True):
            cursor.execute(statement)
