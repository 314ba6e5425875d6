"""Heads of the record, kept outside the database: whoever rewrites the whole record does not fit them any more."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from exeat.audit import queries

FILE = "heads.txt"  # one line for each: number of entries, head, moment


def keep(folder: Path, *, at: datetime) -> int:
    """Write down the head of the record if it has grown; how many lines were added."""
    head = queries.tree_head()
    kept = kept_in(folder)
    if not head.size or (kept and kept[-1].size == head.size):
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILE).open("a", encoding="ascii") as file:
        file.write(f"{head.size} {head.root} {at.isoformat()}\n")
    return 1


def kept_in(folder: Path) -> list[queries.Head]:
    """The heads that were kept, in order; lines that are none are passed over."""
    path = folder / FILE
    lines = path.read_text(encoding="ascii", errors="replace").splitlines() if path.exists() else []
    parts = [line.split() for line in lines]
    return [queries.Head(int(p[0]), p[1]) for p in parts if len(p) >= 2 and p[0].isdigit()]


def faults(folder: Path) -> list[str]:
    """Each kept head that the record no longer fits, in a sentence."""
    kept = kept_in(folder)
    now = queries.heads_at({head.size for head in kept})
    said = []
    for head in kept:
        if head.size not in now:
            said.append(f"a head over {head.size} entries was kept, but the record has fewer: its end was cut off")
        elif now[head.size] != head.root:
            said.append(f"the record up to entry {head.size} is not the one whose head was kept: it was rewritten")
    return said
