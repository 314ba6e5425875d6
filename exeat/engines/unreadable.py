"""Why a table cannot be read or written."""

from __future__ import annotations


class UnreadableTable(ValueError):
    """A file is not there, has an ending that is not known, or is not what its ending says; the message says which."""
