"""The register made ready for matching, kept in this process until the register changes.

The border sends all day, and a register that is read for each batch costs more than the batch. Nothing of it leaves
the memory of the process; each batch asks the database whether the register is still the same. See `watching`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock
from time import monotonic
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from exeat import linkage
from exeat.crossings.queries.candidates import number_of_paper, papers_confirmed
from exeat.register import queries as register

LATEST = 60.0  # seconds after which nothing is matched with what the register was
Paper = tuple[int, str]


@dataclass(frozen=True)
class Ready:
    """One edition of the register, with the documents that only confirmed crossings know."""

    edition: str
    people: pa.Table
    documents: pa.Table
    learned: tuple[Paper, ...]

    @cached_property
    def register(self) -> linkage.Register:
        """The register in the shape in which batches are matched with it."""
        more = {
            "person_id": pa.array([person for person, _number in self.learned], pa.int64()),
            "document_number": pa.array([number for _person, number in self.learned], pa.string()),
        }
        return linkage.Register(self.people, pa.concat_tables([self.documents, pa.table(more)]))

    @cached_property
    def unregistered(self) -> frozenset[str]:
        """The learned numbers that no document of the register has."""
        numbers = frozenset(tidied(number) for _person, number in self.learned)
        if not numbers:
            return numbers
        own = pc.utf8_upper(pc.replace_substring_regex(self.documents.column("document_number"), r"\s", ""))
        return numbers - set(own.filter(pc.is_in(own, value_set=pa.array(sorted(numbers)))).to_pylist())

    @cached_property
    def _ids(self) -> NDArray[np.int64]:
        """The people's numbers, which rise."""
        ids: NDArray[np.int64] = self.people.column("person_id").to_numpy()
        return ids

    def references(self, numbers: Collection[int]) -> dict[int, str]:
        """The references of some people by their numbers."""
        wanted = sorted(numbers)
        at = np.searchsorted(self._ids, wanted)
        return dict(zip(wanted, self.people.column("reference").take(pa.array(at)).to_pylist(), strict=True))


class _Kept:
    """What this process has ready: one edition of the register, and the numbers of confirmed documents."""

    lock: ClassVar[Lock] = Lock()
    ready: ClassVar[Ready | None] = None
    as_of: ClassVar[float] = 0.0  # the second, of this process, in which it was the register as it is
    watched: ClassVar[bool] = False  # whether somebody makes it ready anew when the register changes
    numbers: ClassVar[dict[str, str]] = {}  # by the keyed hash of the document


def tidied(number: str) -> str:
    """A document number without spaces, in capitals."""
    return "".join(number.split()).upper()


def ready(*, on: date, waits: bool = True) -> Ready:
    """The register as it is now; what this process had ready, when nothing changed since.

    Whoever does not wait gets the edition before while the next is made ready, if it is watched and not too old.
    """
    if not waits and (kept := _recent()) is not None:
        return kept
    return fresh(on=on)


def fresh(*, on: date, for_batches: bool = False) -> Ready:
    """The register as it is now, made ready in all that is needed before it takes the place of the edition before."""
    with _Kept.lock:
        now = monotonic()
        edition, learned = register.edition(), _learned()
        kept = _Kept.ready
        if kept is None or not edition or kept.edition != edition:
            people, documents = register.people_and_documents(on=on)
            kept = Ready(edition, people, documents, learned)
        elif kept.learned != learned:
            kept = Ready(edition, kept.people, kept.documents, learned)
        if for_batches:
            _ = kept.register.chance  # how strangers look is worked out here and not by the first batch
        _Kept.ready, _Kept.as_of = kept, now
        return kept


def _recent() -> Ready | None:
    """What is ready, if it is the register as it is, or is watched and was the register a short while ago."""
    kept, as_of, now = _Kept.ready, _Kept.as_of, monotonic()
    if kept is None:
        return None
    if kept.edition and kept.edition == register.edition() and kept.learned == _learned():
        return kept
    return kept if _Kept.watched and now - as_of <= LATEST else None


def watched(is_so: bool) -> None:
    """Say whether somebody makes the register ready anew in this process whenever it changes."""
    _Kept.watched = is_so


def let_go() -> bool:
    """Forget what was made ready when the register has changed since: whoever was erased leaves the memory too."""
    with _Kept.lock:
        if _Kept.ready is None or _Kept.ready.edition == register.edition():
            return False
        _Kept.ready = None
        return True


def _learned() -> tuple[Paper, ...]:
    """People and the documents of their confirmed crossings: who crossed with one will cross with it again."""
    confirmed = papers_confirmed()
    before = _Kept.numbers
    numbers = {paper: before.get(paper) or number_of_paper(candidate) for _person, paper, candidate in confirmed}
    _Kept.numbers = numbers
    return tuple((person, numbers[paper]) for person, paper, _candidate in confirmed)
