"""Crossings matched with people, from tables to tables: what the command and the border's files use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from exeat.linkage import (
    columns,
    dates,
    elsewhere,
    journeys,
    keys,
    names,
    promise,
    records,
    scoring,
    sieve,
    traffic,
    travellers,
)
from exeat.linkage import documents as papers
from exeat.linkage.evidence import Evidence, Found
from exeat.linkage.hands import Ahead
from exeat.linkage.hashes import distinct
from exeat.linkage.people import People
from exeat.linkage.people import read as read_people
from exeat.linkage.texts import Numbers, Texts
from exeat.linkage.weights import Table, Weights

STRANGERS = 1000  # rows of a sample from which on it says how strangers look
AT_ONCE = 250_000  # rows of a table that are worked on together
SIFTING = "Looking for shared keys"  # the step whose rows are counted: each is read twice, and is done after that
VERDICTS = ("match", "candidate", "undecidable")
LEAST = 1e-4  # probability below which a pair is not worth a reviewer's minute
ALONE = 0.5  # probability that a pair must reach on its own when only chance tells it from a namesake
RIVAL = 1 / 50  # share of the first person's odds at which the second makes a pair undecidable
Progress = Callable[[str, int, int], None]  # the step, and how many rows are done of how many; 0 of 0 when untold


class Blocks(Protocol):
    """Crossings in blocks that can be gone through more than once."""

    def __len__(self) -> int:
        """How many crossings there are."""

    def __iter__(self) -> Iterator[pa.Table]:
        """The blocks, in order."""


@dataclass(frozen=True)
class Matches:
    """What was found: the table of pairs, and how the work went."""

    table: pa.Table
    threshold: float  # probability from which a pair is called a match
    expected_precision: float | None  # mean probability of the matches; None when there are none
    crossings: int
    people: int
    weights: Weights
    found: Found

    def evidence(self, crossing: Any, person: Any) -> list[Evidence]:
        """What spoke for and against one pair of the table, as a sum that can be read aloud."""
        return self.found.evidence(crossing, person)

    def count(self, verdict: str) -> int:
        """How many pairs got this verdict."""
        return int(np.count_nonzero(self.table.column("verdict").to_numpy() == verdict))


class _Coming(Ahead[pa.Table]):
    """Blocks the first of which is read while the register is made ready."""

    def __init__(self, blocks: Blocks) -> None:
        self.rows = len(blocks)
        super().__init__(blocks)

    def __len__(self) -> int:
        return self.rows


class Register:
    """A register made ready: any number of batches can be matched with it, one after the other."""

    def __init__(self, people: pa.Table, documents: pa.Table) -> None:
        """Read people and their documents, and make the keys by which they are found."""
        columns.check("register", people)
        self.people = read_people(_in_order(people, "person_id"), documents)
        self.keys = keys.of_register(self.people)
        self.known = traffic.of_register(self.people)

    def __len__(self) -> int:
        return len(self.people)

    @cached_property
    def chance(self) -> dict[str, Table]:
        """How strangers look beside registered people, by the register alone: for batches too small to say it."""
        people = self.people
        return scoring.strangers(people, people.texts, scoring.Sample(people.surname, people.given, people.born))

    def match(
        self,
        crossings: pa.Table | Blocks,
        *,
        precision: float = 0.99,
        progress: Progress | None = None,
        spread: elsewhere.Spread | None = None,
    ) -> Matches:
        """Pairs of crossings and registered people with the probability that they belong together, in order.

        `crossings` are a table, or a file's blocks that can be gone through twice. A pair is a match when the
        probabilities of all matches together promise `precision`; a candidate below that; and undecidable, without a
        score, when someone else would look exactly the same. People decide all three. With `spread` the crossings
        are parts of a file that other processes can read too, and are sifted by those.
        """
        say = progress or (lambda step, done, total: None)
        people, texts = self.people, Texts(self.people.texts)
        blocks = _cut(_in_order(crossings, "crossing_id")) if isinstance(crossings, pa.Table) else crossings
        rows = len(crossings)
        say(SIFTING, 0, rows)
        work: sieve.Work = sieve.Here(blocks, rows, people, self.keys, self.known, texts)
        if spread is not None:
            work = elsewhere.Elsewhere(spread, blocks, rows, people, self.keys, self.known)
        kept = sieve.sifted(work, blocks, rows, lambda done: say(SIFTING, min(done // 2, rows), rows))
        passages = records.read(kept.table, people, texts)
        kept = replace(kept, table=kept.table.schema.empty_table())  # lets go of the rows, which are numbers now
        say("Comparing travellers with people", 0, 0)
        pairs, beside = travellers.beside(people, passages, texts, kept.row, kept.person, kept.company)
        say("Weighing the evidence", 0, 0)
        chance = self.chance
        if len(kept.sample) >= STRANGERS:
            chance = scoring.strangers(people, texts, scoring.sample(kept.sample, texts))
        weights = scoring.learned(pairs, people, chance)
        scored = scoring.scored(pairs, people, texts, weights, kept.counts.commonness(people, self.known))
        scored = journeys.recognised(len(people), passages, pairs, beside, scored)
        say("Giving verdicts", 0, 0)
        return _matches(people, passages, texts, pairs, beside, scored, weights, kept.crossings, precision)


def match(
    register: pa.Table,
    documents: pa.Table,
    crossings: pa.Table | Blocks,
    *,
    precision: float = 0.99,
    progress: Progress | None = None,
    spread: elsewhere.Spread | None = None,
) -> Matches:
    """The same for one batch: `Register(register, documents).match(crossings)`."""
    if progress:
        progress("Reading names, dates and documents", 0, 0)
    crossings = crossings if isinstance(crossings, pa.Table) or spread else _Coming(crossings)
    return Register(register, documents).match(crossings, precision=precision, progress=progress, spread=spread)


def _matches(people: People, passages: records.Records, texts: Texts, pairs: travellers.Pairs, rows: travellers.Rows,
             scored: scoring.Scored, weights: Weights, crossings: int, precision: float) -> Matches:  # fmt: skip
    """The verdicts, in a table."""
    traveller = travellers.grouped(passages)
    probability = scored.probability[rows.pair]
    kept = (probability >= LEAST) & ~_strangers(pairs, rows)
    unclear = _unclear(pairs, passages, scored.probability, traveller)[rows.pair]
    bare = (_bare(pairs, passages) & (scored.journey > journeys.OTHER_POINT))[rows.pair]
    alike = _alike(pairs)[rows.pair]
    told = kept & ~unclear & ~bare
    threshold = promise.threshold(
        probability[told], pairs.head[rows.pair[told]], pairs.person[rows.pair[told]], precision
    )
    # Who showed no document in any record, nor in the other half of a journey, is never called a match; the same name
    # and date are then nobody's alone.
    verdict = np.where(unclear | (bare & alike), 2, np.where((probability >= threshold) & ~bare, 0, 1))
    # Whom only chance tells from a namesake born that day must be sure on their own, not on the others' average.
    verdict[alike & (probability < ALONE)] = 2
    matched = probability[kept & (verdict == 0)]
    promised = float(matched.mean()) if len(matched) else None
    at = np.flatnonzero(kept)
    at = at[np.lexsort((pairs.person[rows.pair[at]], -probability[at], rows.record[at]))]
    table = pa.table(
        {
            "crossing_id": passages.ids.take(columns.places(rows.record[at])),
            "person_id": people.ids.take(columns.places(pairs.person[rows.pair[at]])),
            "score": columns.masked(np.round(probability[at], 9), verdict[at] == 2),
            "verdict": pa.array(VERDICTS, pa.string()).take(columns.places(verdict[at])),
        }
    )
    seen, who = rows.record[at], pairs.person[rows.pair[at]]
    names_told = (
        passages.surname[seen],
        passages.given[seen],
        people.surname[who],
        people.former[who],
        people.given[who],
    )
    numbers = distinct(np.concatenate(names_told))
    numbers = numbers[numbers >= 0]
    written = dict(zip(numbers.tolist(), texts.written(numbers), strict=True))
    found = Found(people, passages, written, pairs, rows, scored, at)
    return Matches(table, threshold, promised, crossings, len(people), weights, found)


def _cut(table: pa.Table) -> list[pa.Table]:
    """A large table in pieces, so that several can be worked on at once."""
    return [table.slice(start, AT_ONCE) for start in range(0, max(len(table), 1), AT_ONCE)]


def _in_order(table: pa.Table, column: str) -> pa.Table:
    """The rows by their number, so that the order in which they came changes nothing."""
    if column not in table.column_names or not len(table):
        return table
    ids = table.column(column)
    order = pc.sort_indices(ids).to_numpy()
    return table if (order[1:] > order[:-1]).all() else table.take(columns.places(order))


def _alike(pairs: travellers.Pairs) -> NDArray[np.bool_]:
    """Name and date agree and no document tells the two apart: a namesake born that day would look the same."""
    alike: NDArray[np.bool_] = (
        (pairs.surname <= names.HEARD) & (pairs.given <= names.PART) & (pairs.born == dates.SAME)
        & (pairs.document != papers.SAME) & (pairs.document != papers.NEAR)
    )  # fmt: skip
    return alike


def _bare(pairs: travellers.Pairs, passages: records.Records) -> NDArray[np.bool_]:
    """Travellers who showed no document in any record."""
    numbered = np.bincount(pairs.head, pairs.traveller < len(passages.documents), minlength=len(pairs.head)) > 0
    bare: NDArray[np.bool_] = ~numbered[pairs.head]
    return bare


def _strangers(pairs: travellers.Pairs, rows: travellers.Rows) -> NDArray[np.bool_]:
    """Records that bear a traveller's document but are of someone else by their own name and date."""
    strangers: NDArray[np.bool_] = _someone_else(rows) & ~_someone_else(pairs)[rows.pair]
    return strangers


def _someone_else(of: travellers.Pairs | travellers.Rows) -> NDArray[np.bool_]:
    """Another date and another name, or both names others and no date to tell."""
    surname, given = of.surname == names.OTHER, of.given == names.OTHER
    other: NDArray[np.bool_] = ((of.born == dates.OTHER) & (surname | given)) | (
        (of.born >= dates.YEAR) & surname & given
    )
    return other


def _unclear(pairs: travellers.Pairs, passages: records.Records, probability: Table,
             traveller: Numbers) -> NDArray[np.bool_]:  # fmt: skip
    """Pairs that cannot be told apart: two people for one traveller, or two travellers at once for one person."""
    unclear = np.zeros(len(pairs.person), bool)
    if not len(unclear):
        return unclear
    alike = _alike(pairs)
    best = np.zeros(int(pairs.traveller.max()) + 1)
    np.maximum.at(best, pairs.traveller, probability)
    rival = probability >= best[pairs.traveller] * RIVAL
    whole = np.bincount(pairs.traveller, probability)[pairs.traveller]
    several = np.bincount(pairs.traveller, rival)[pairs.traveller] > 1
    no_paper = (pairs.document != papers.SAME) & (pairs.document != papers.NEAR)
    unclear |= rival & several & no_paper & (whole > 0.5)
    spans = _spans(pairs, passages, traveller)
    likely = np.flatnonzero((probability > 0.2) & (pairs.traveller < len(passages.documents)))
    order = likely[np.argsort(pairs.person[likely], kind="stable")]
    for one, start in enumerate(order):
        for other in order[one + 1 :]:
            if pairs.person[other] != pairs.person[start]:
                break
            if _at_once(spans[start], spans[other]) and not _one_paper(passages, pairs, start, other):
                for mine, theirs in ((start, other), (other, start)):
                    holds = pairs.document[theirs] == papers.SAME
                    unclear[mine] |= bool(alike[mine] and (holds or alike[theirs]))
    return unclear


def _spans(pairs: travellers.Pairs, passages: records.Records, traveller: Numbers) -> NDArray[np.int64]:
    """The first and last minute at which each pair's traveller was seen; -1 when no time is known."""
    first = np.full(int(traveller.max(initial=0)) + 1, np.iinfo(np.int64).max)
    last, paired = np.full(len(first), -1, np.int64), np.zeros(len(first), bool)
    paired[pairs.traveller] = True
    wanted = paired[traveller] & (passages.minute >= 0)
    np.minimum.at(first, traveller[wanted], passages.minute[wanted])
    np.maximum.at(last, traveller[wanted], passages.minute[wanted])
    return np.stack([first[pairs.traveller], last[pairs.traveller]], axis=1)


def _at_once(a: NDArray[np.int64], b: NDArray[np.int64]) -> bool:
    return bool(a[1] >= 0 and b[1] >= 0 and a[0] <= b[1] and b[0] <= a[1])


def _one_paper(passages: records.Records, pairs: travellers.Pairs, one: int, other: int) -> bool:
    """Whether two travellers' documents differ by one character: then a number was misread."""
    a, b = passages.documents[pairs.traveller[one]], passages.documents[pairs.traveller[other]]
    return bool(papers.levels([a], [b])[0] <= papers.NEAR)
