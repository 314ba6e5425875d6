"""Crossings that belong to one traveller: those that bear the same document, whoever the document belongs to.

Someone who crosses many times is written down many times, each time with other slips. What most of the records say
is far surer than what one of them says; so evidence is weighed once for a traveller, not once for a crossing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeat.linkage import columns, company, dates, documents, names
from exeat.linkage.company import Search
from exeat.linkage.hands import HANDS, in_order
from exeat.linkage.hashes import distinct, mixed
from exeat.linkage.people import People
from exeat.linkage.records import Records
from exeat.linkage.texts import Numbers, Texts

Levels = NDArray[np.int8]
SHARED = 20_000  # records beside people from which on several hands share the work


@dataclass(frozen=True)
class Pairs:
    """A traveller beside a person, for each pair that is worth it: levels of each feature by what most records say."""

    traveller: Numbers
    person: Numbers
    head: Numbers  # the first pair with the same person and, but for a misread number, the same traveller
    records: Numbers  # how many records all of these have
    surname: Levels
    given: Levels
    born: Levels
    sex: Levels
    nation: Levels
    document: Levels
    company: Levels


@dataclass(frozen=True)
class Rows:
    """One record beside one person: its pair's place in `Pairs` and its own levels."""

    record: Numbers
    pair: Numbers
    surname: Levels
    given: Levels
    born: Levels


def grouped(records: Records) -> Numbers:
    """A number for each record's traveller: that of the document, or the record's own when it bears none."""
    return np.where(records.document >= 0, records.document, len(records.documents) + np.arange(len(records)))


def beside(people: People, records: Records, texts: Texts, row: Numbers, person: Numbers,
           search: Search | None = None) -> tuple[Pairs, Rows]:  # fmt: skip
    """Levels of all pairs: those found by a shared key, widened to every record of the same traveller."""
    traveller, size = grouped(records), max(len(people), 1)
    both = distinct(traveller[row] * size + person)
    who, person = both // size, both % size
    order = np.argsort(traveller, kind="stable")
    start = np.searchsorted(traveller[order], who, "left")
    count = np.searchsorted(traveller[order], who, "right") - start
    pair = np.repeat(np.arange(len(who)), count)
    record = order[np.repeat(start - np.concatenate([[0], np.cumsum(count)[:-1]]), count) + np.arange(count.sum())]
    rows = _rows(people, records, texts, record, pair, person[pair])
    document = _documents(people, records, who, person)
    each = np.arange(len(who))
    along = np.full(len(who), company.UNKNOWN, np.int8)
    if search is not None:
        asked = np.searchsorted(both, traveller[search.row] * size + search.person)
        along[asked] = company.WITHOUT
        along[asked[search.found]] = company.WITH
    codes = (
        _codes(records.sex[record], people.sex[person[pair]]),
        _codes(records.nation[record], people.nation[person[pair]]),
    )
    alone = _pairs(rows, who, person, each, codes, document, along)
    one = _joined(records, texts, alone, rows)
    return _pairs(rows, who, person, one, codes, document, along), rows


def _pairs(rows: Rows, who: Numbers, person: Numbers, one: Numbers,
           codes: tuple[Levels, Levels], document: Levels, along: Levels) -> Pairs:  # fmt: skip
    """The levels of each pair by what most records of its traveller say, `one` says which are one traveller.

    `codes` are how sex and nationality of each of the rows stand to the person's.
    """
    group = one[rows.pair]
    levels = {
        "surname": _usual(rows.surname, group, len(who), missing=names.MISSING),
        "given": _usual(rows.given, group, len(who), missing=names.MISSING),
        "born": _usual(rows.born, group, len(who), missing=dates.MISSING, partial=dates.YEAR),
        "sex": _usual(codes[0], group, len(who), missing=2),
        "nation": _usual(codes[1], group, len(who), missing=2),
    }
    best = np.full(len(who), documents.MISSING, np.int8)
    np.minimum.at(best, one, document)
    together = np.full(len(who), company.UNKNOWN, np.int8)
    np.minimum.at(together, one, along)
    usual = {name: level[one] for name, level in levels.items()}
    return Pairs(who, person, one, np.bincount(group, minlength=len(who))[one], document=best[one],
                 company=together[one], **usual)  # fmt: skip


def _joined(records: Records, texts: Texts, pairs: Pairs, rows: Rows) -> Numbers:
    """For each pair the first pair of the same person whose traveller is the same but for a misread or missing number.

    Two numbers one character apart are one document. A record without a number belongs to the one numbered traveller
    who was written the very same way, or else who looks like the same person; when there are several, to none, because
    one of them may be a namesake. Records without a number that are written the very same way are one traveller.
    """
    head = np.arange(len(pairs.person))
    bears = pairs.traveller < len(records.documents)
    one, other = _of_one_person(pairs.person, np.flatnonzero(bears))
    text = pa.array(records.documents, pa.large_string())
    mine, theirs = (text.take(columns.places(pairs.traveller[pair])) for pair in (one, other))
    near = documents.levels_of(mine, theirs) <= documents.NEAR
    for x, y in zip(one[near].tolist(), other[near].tolist(), strict=True):
        x, y = _head(head, x), _head(head, y)
        head[max(x, y)] = min(x, y)
    while (head[head] != head).any():
        head = head[head]
    like = np.where(_like(pairs)[rows.pair], pairs.person[rows.pair], -1)
    written = _written(records, texts, pairs, rows, bears)
    for mark in (written, like):
        _bare_to_numbered(head, bears, rows.pair, mark)
    bare = np.flatnonzero(~bears[rows.pair] & (written >= 0) & (head[rows.pair] == rows.pair))
    _, first, where = np.unique(written[bare], return_index=True, return_inverse=True)
    head[rows.pair[bare]] = rows.pair[bare[first[where]]]
    return head


def _bare_to_numbered(head: Numbers, bears: NDArray[np.bool_], pair: Numbers, mark: Numbers) -> None:
    """Give each record without a number to the one numbered traveller that bears its mark, when there is just one."""
    marked = mark >= 0
    numbered, bare = np.flatnonzero(marked & bears[pair]), np.flatnonzero(marked & ~bears[pair])
    bare = bare[head[pair[bare]] == pair[bare]]
    lowest, highest = np.full(int(mark.max(initial=0)) + 1, len(head)), np.full(int(mark.max(initial=0)) + 1, -1)
    np.minimum.at(lowest, mark[numbered], head[pair[numbered]])
    np.maximum.at(highest, mark[numbered], head[pair[numbered]])
    bare = bare[lowest[mark[bare]] == highest[mark[bare]]]
    head[pair[bare]] = lowest[mark[bare]]


def _written(records: Records, texts: Texts, pairs: Pairs, rows: Rows, bears: NDArray[np.bool_]) -> Numbers:
    """A number for each way of writing names and whole date beside one person; -1 when something is missing.

    Asked of people beside whom somebody bears no number: nobody else has anyone to be joined with.
    """
    asked = np.zeros(int(pairs.person.max(initial=0)) + 1, bool)
    asked[pairs.person[~bears]] = True
    person = pairs.person[rows.pair]
    whole = asked[person] & (records.born[rows.record, 1] > 0)
    whole &= (records.surname[rows.record] >= 0) & (records.given[rows.record] >= 0)
    record = rows.record[whole]
    born, surname, given = records.born[record], records.surname[record], records.given[record]
    day = (born[:, 0] * 10000 + born[:, 1] * 100 + born[:, 2]).astype(np.uint64)
    name = mixed(0, texts.heard_hash[surname], texts.heard_hash[given])
    way = mixed(1, name, mixed(2, day, person[whole].astype(np.uint64)))
    written = np.full(len(whole), -1, np.int64)
    written[whole] = np.unique(way, return_inverse=True)[1]
    return written


def _like(pairs: Pairs) -> NDArray[np.bool_]:
    """Pairs whose names are at most a slip apart and whose date is the same: whom a missing number could join."""
    like: NDArray[np.bool_] = (
        (pairs.surname <= names.NEAR) & (pairs.given <= names.NEAR) & (pairs.born == dates.SAME)
    )  # fmt: skip
    return like


def _of_one_person(person: Numbers, among: Numbers) -> tuple[Numbers, Numbers]:
    """Every two places of `among` that have the same person."""
    order = among[np.argsort(person[among], kind="stable")]
    sorted_ = person[order]
    count = np.searchsorted(sorted_, sorted_, "right") - np.arange(len(order)) - 1
    one = np.repeat(np.arange(len(order)), count)
    other = one + np.arange(len(one)) - np.repeat(np.cumsum(count) - count, count) + 1
    return order[one], order[other]


def _head(head: Numbers, at: int) -> int:
    while head[at] != at:
        at = int(head[at])
    return at


def _rows(people: People, records: Records, texts: Texts, record: Numbers, pair: Numbers, person: Numbers) -> Rows:
    """Each record beside each person, the work shared by all hands where there is much."""
    parts = np.array_split(np.arange(len(record)), HANDS if len(record) >= SHARED else 1)

    def levels(part: Numbers) -> tuple[Levels, Levels, Levels]:
        seen, who = record[part], person[part]
        surname, given = name_levels(people, texts, records.surname[seen], records.given[seen], who)
        return surname, given, dates.levels(people.born[who], records.born[seen])

    found = list(in_order(levels, parts, len(parts)))
    return Rows(record, pair, *(np.concatenate([each[at] for each in found]) for at in range(3)))


def name_levels(
    people: People, texts: Texts, surname: Numbers, given: Numbers, person: Numbers, *, repeated: bool = True
) -> tuple[Levels, Levels]:
    """How surnames, `repeated` or not, and given names stand to each person's.

    Former surnames and exchanged columns are thought of.
    """
    level = names.levels(texts, surname, people.surname[person], repeated=repeated)
    former = people.former[person]
    married = np.flatnonzero((former >= 0) & (level > names.HEARD))
    level[married] = np.minimum(level[married], names.levels(texts, surname[married], former[married]))
    own = names.levels(texts, given, people.given[person])
    crossed = np.flatnonzero((level >= names.CLOSE) & (own >= names.CLOSE))
    if len(crossed):
        there = names.levels(texts, surname[crossed], people.given[person[crossed]])
        back = names.levels(texts, given[crossed], people.surname[person[crossed]])
        fits = ((there <= names.NEAR) & (back <= names.NEAR)) | (np.minimum(there, back) <= names.HEARD)
        level[crossed[fits]], own[crossed[fits]] = back[fits], there[fits]
    return level, own


def _codes(a: Numbers, b: Numbers) -> Levels:
    return np.where((a < 0) | (b < 0), 2, np.where(a == b, 0, 1)).astype(np.int8)


def _usual(levels: Levels, group: Numbers, count: int, *, missing: int, partial: int | None = None) -> Levels:
    """The level that most records of each group have; of equals the better; missing and partial ones count last."""
    votes = np.bincount(group * (missing + 1) + levels, minlength=count * (missing + 1)).astype(float)
    votes = votes.reshape(count, missing + 1)
    votes[:, missing] *= 1e-6
    if partial is not None:
        votes[:, partial] *= 1e-3
    usual: Levels = votes.argmax(axis=1).astype(np.int8)
    return usual


def _documents(people: People, records: Records, traveller: Numbers, person: Numbers) -> Levels:
    """The best level of the traveller's document against those that the register knows of the person."""
    level = np.full(len(person), documents.MISSING, np.int8)
    start = people.documents_from[person]
    count = people.documents_from[person + 1] - start
    bears, text = traveller < len(records.documents), pa.array(records.documents, pa.large_string())
    for nth in range(int(count.max(initial=0))):
        at = np.flatnonzero((count > nth) & bears)
        mine = text.take(columns.places(traveller[at]))
        theirs = people.document.take(columns.places(start[at] + nth))
        level[at] = np.minimum(level[at], documents.levels_of(mine, theirs))
    return level
