"""Files of border records in every form in which they come: good rows are taken, each faulty one is named.

`take` reads and understands a file; what it holds of strangers lives only as long as the object does.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import BinaryIO

from exeat.crossings.files import rows
from exeat.crossings.files.rows import Rows
from exeat.crossings.files.understanding import Progress, Record, Taken, rows_of, understand

__all__ = ["Progress", "Record", "Rows", "Taken", "fingerprint", "rows", "rows_of", "take", "understand"]


def fingerprint(file: BinaryIO) -> str:
    """The SHA-256 of a file's content."""
    file.seek(0)
    found = hashlib.sha256()
    while block := file.read(1 << 20):
        found.update(block)
    file.seek(0)
    return found.hexdigest()


def take(
    file: BinaryIO, name: str, *, source: str = "", progress: Progress | None = None, at: datetime | None = None
) -> Taken:  # fmt: skip
    """Read a file and understand its rows.

    Raises FileRefused with every fault, numbered by row, when it is no such file or most of its rows are faulty.
    """
    return understand(rows.read(file, name), fingerprint(file), source=source, progress=progress, at=at)
