"""Past trips that wait to be tried, sealed on disk; the folder is cleared of whatever no longer waits.

No name is in them, but each row is about one person: they lie under a key of their own, which ends with the work.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa
from django.conf import settings

from exeat.audit import seals
from exeat.drafts.past import Past

FOLDER = "tmp-trials"  # copies leave out what begins so
PURPOSE = "tried"
YOUNG = timedelta(minutes=10)


class Gone(LookupError):
    """The trips are not there any more, or cannot be opened."""


def put(reference: str, past: Past) -> None:
    """Seal trips and holdings under a key of their own and write them down."""
    folder = _folder()
    sealed = seals.encrypt(PURPOSE, _key(reference), _packed(past))
    part = folder / f"{reference}.part"
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(sealed)
    part.replace(folder / reference)


def past_of(reference: str) -> Past:
    """The trips and holdings again. Raises Gone."""
    try:
        return _unpacked(seals.decrypt(PURPOSE, _key(reference), (_folder() / reference).read_bytes()))
    except (OSError, seals.Unopened):
        raise Gone(reference) from None


def remove(reference: str, *, at: datetime) -> None:
    """Remove the trips and destroy their key, so that no copy of the disk can be read either."""
    (_folder() / reference).unlink(missing_ok=True)
    seals.destroy_key(_key(reference), at=at)


def sweep(waiting: Iterable[str], *, at: datetime) -> int:
    """Remove what does not wait any more; how many. What is some minutes young may be coming in just now, and stays."""
    keep, gone = set(waiting), 0
    for path in _folder().iterdir():
        if path.name not in keep and path.stat().st_mtime < (at - YOUNG).timestamp():
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _packed(past: Past) -> bytes:
    """Both tables as one text of bytes: how long the first is, then one after the other."""
    first, second = _written(past.trips), _written(past.holdings)
    return b"%s %d\n" % (past.jurisdiction.encode(), len(first)) + first + second


def _unpacked(content: bytes) -> Past:
    head, _, rest = content.partition(b"\n")
    jurisdiction, long = head.split()
    return Past(_read(rest[: int(long)]), _read(rest[int(long) :]), jurisdiction.decode())


def _written(table: pa.Table) -> bytes:
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as stream:
        stream.write_table(table)
    return out.getvalue()


def _read(content: bytes) -> pa.Table:
    with pa.ipc.open_stream(content) as stream:
        return stream.read_all()


def _key(reference: str) -> str:
    return f"tried:{reference}"


def _folder() -> Path:
    folder = Path(settings.EXEAT_FOLDER) / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
