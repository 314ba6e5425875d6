"""What is wrong with a file of border records, row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """What is wrong with one row of a file; row 0 speaks of the whole file."""

    row: int
    column: str
    message: str


class FileRefused(Exception):
    """A file of which nothing was applied, with every fault found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        first = self.faults[0] if self.faults else Fault(0, "", "")
        where = f"row {first.row}, {first.column}: " if first.row else f"{first.column}: " if first.column else ""
        more = f" ({len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        super().__init__(f"{where}{first.message}{more}")
