"""A folder of files that wait to be worked through, each sealed under a key of its own that ends with the work."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from exeat.audit import seals

YOUNG = timedelta(minutes=10)


class Gone(LookupError):
    """The file is not there any more, or cannot be opened."""


@dataclass(frozen=True)
class Shelf:
    """Where the files of one kind of work wait; copies leave out a folder whose name begins with tmp-."""

    folder: str
    purpose: str

    def put(self, reference: str, content: bytes) -> None:
        """Seal a file under a key of its own and write it down."""
        sealed = seals.encrypt(self.purpose, self.key_of(reference), content)
        part = self._place() / f"{reference}.part"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(sealed)
        part.replace(self._place() / reference)

    def content_of(self, reference: str) -> bytes:
        """The file again. Raises Gone."""
        try:
            return seals.decrypt(self.purpose, self.key_of(reference), (self._place() / reference).read_bytes())
        except (OSError, seals.Unopened):
            raise Gone(reference) from None

    def remove(self, reference: str, *, at: datetime) -> None:
        """Remove a file and destroy its key, so that no copy of the disk can be read either."""
        (self._place() / reference).unlink(missing_ok=True)
        seals.destroy_key(self.key_of(reference), at=at)

    def sweep(self, waiting: Iterable[str], *, at: datetime, beside: Iterable[Path] = ()) -> int:
        """Remove everything that does not wait any more, from here and of the files `beside`; how many files.

        What is younger than some minutes may be a file that is coming in just now, and stays until the next time.
        """
        keep, gone = set(waiting), 0
        for path in (*self._place().iterdir(), *beside):
            if path.name not in keep and path.stat().st_mtime < (at - YOUNG).timestamp():
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    def key_of(self, reference: str) -> str:
        """The name of the key of one file."""
        return f"{self.purpose}:{reference}"

    def _place(self) -> Path:
        place = Path(settings.EXEAT_FOLDER) / self.folder
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        return place
