"""Files of border records that wait to be worked through, and half an upload that a stopped server left behind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from exeat.audit.shelf import Gone as Gone
from exeat.audit.shelf import Shelf

FOLDER = "tmp-crossings"
SHELF = Shelf(FOLDER, purpose="handed-in")
put, content_of, remove = SHELF.put, SHELF.content_of, SHELF.remove


def sweep(waiting: Iterable[str], *, at: datetime) -> int:
    """Remove everything that does not wait any more, what was left of uploads too; how many files."""
    uploads = Path(settings.FILE_UPLOAD_TEMP_DIR)  # a server that was stopped leaves half an upload here
    return SHELF.sweep(waiting, at=at, beside=uploads.iterdir() if uploads.exists() else ())
