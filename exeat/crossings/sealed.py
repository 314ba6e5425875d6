"""Files that wait to be worked through, sealed on disk; the folder is cleared of whatever no longer waits."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from exeat.audit import seals

FOLDER = "tmp-crossings"  # copies leave out what begins so
PURPOSE = "handed-in"
YOUNG = timedelta(minutes=10)


class Gone(LookupError):
    """The file is not there any more, or cannot be opened."""


def put(reference: str, content: bytes) -> None:
    """Seal a file under a key of its own and write it down."""
    folder = _folder()
    part = folder / f"{reference}.part"
    sealed = seals.encrypt(PURPOSE, key_of(reference), content)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(sealed)
    part.replace(folder / reference)


def content_of(reference: str) -> bytes:
    """The file again. Raises Gone."""
    try:
        return seals.decrypt(PURPOSE, key_of(reference), (_folder() / reference).read_bytes())
    except (OSError, seals.Unopened):
        raise Gone(reference) from None


def remove(reference: str, *, at: datetime) -> None:
    """Remove a file and destroy its key, so that no copy of the disk can be read either."""
    (_folder() / reference).unlink(missing_ok=True)
    seals.destroy_key(key_of(reference), at=at)


def sweep(waiting: Iterable[str], *, at: datetime) -> int:
    """Remove everything from the folder that does not wait any more; how many files.

    What is younger than some minutes may be a file that is being handed in just now, and stays until the next time.
    """
    keep, gone = set(waiting), 0
    uploads = Path(settings.FILE_UPLOAD_TEMP_DIR)  # a server that was stopped leaves half an upload here
    for path in (*_folder().iterdir(), *(uploads.iterdir() if uploads.exists() else ())):
        if path.name not in keep and path.stat().st_mtime < (at - YOUNG).timestamp():
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def key_of(reference: str) -> str:
    """The name of the key of one file."""
    return f"handed-in:{reference}"


def _folder() -> Path:
    folder = Path(settings.EXEAT_FOLDER) / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
