"""Past trips that wait to be tried, sealed on disk; the folder is cleared of whatever no longer waits.

No name is in them, but each row is about one person: they lie under a key of their own, which ends with the work.
"""

from __future__ import annotations

import io

import pyarrow as pa

from exeat.audit.shelf import Gone as Gone
from exeat.audit.shelf import Shelf
from exeat.drafts.past import Past

FOLDER = "tmp-trials"
SHELF = Shelf(FOLDER, purpose="tried")
remove, sweep = SHELF.remove, SHELF.sweep


def put(reference: str, past: Past) -> None:
    """Seal trips and holdings under a key of their own and write them down."""
    SHELF.put(reference, _packed(past))


def past_of(reference: str) -> Past:
    """The trips and holdings again. Raises Gone."""
    return _unpacked(SHELF.content_of(reference))


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
