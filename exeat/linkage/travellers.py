"""Crossings that belong to one traveller: those that bear the same document, whoever the document belongs to.

Someone who crosses many times is written down many times, each time with other slips. What most of the records say
is far surer than what one of them says; so evidence is weighed once for a traveller, not once for a crossing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exeat.linkage import dates, documents, names
from exeat.linkage.records import People, Records
from exeat.linkage.texts import Numbers, Texts

Levels = NDArray[np.int8]


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


def beside(people: People, records: Records, texts: Texts, row: Numbers, person: Numbers) -> tuple[Pairs, Rows]:
    """Levels of all pairs: those found by a shared key, widened to every record of the same traveller."""
    traveller, size = grouped(records), max(len(people.surname), 1)
    both = np.unique(traveller[row] * size + person)
    who, person = both // size, both % size
    order = np.argsort(traveller, kind="stable")
    start = np.searchsorted(traveller[order], who, "left")
    count = np.searchsorted(traveller[order], who, "right") - start
    pair = np.repeat(np.arange(len(who)), count)
    record = order[np.repeat(start - np.concatenate([[0], np.cumsum(count)[:-1]]), count) + np.arange(count.sum())]
    rows = _rows(people, records, texts, record, pair, person[pair])
    document = _documents(people, records, who, person)
    one = _joined(records, texts, who, person, order[start])
    group = one[pair]
    levels = {
        "surname": _usual(rows.surname, group, len(who), missing=names.MISSING),
        "given": _usual(rows.given, group, len(who), missing=names.MISSING),
        "born": _usual(rows.born, group, len(who), missing=dates.MISSING, partial=dates.YEAR),
        "sex": _usual(_codes(records.sex[record], people.sex[person[pair]]), group, len(who), missing=2),
        "nation": _usual(_codes(records.nation[record], people.nation[person[pair]]), group, len(who), missing=2),
    }
    best = np.full(len(who), documents.MISSING, np.int8)
    np.minimum.at(best, one, document)
    usual = {name: level[one] for name, level in levels.items()}
    return Pairs(who, person, one, np.bincount(group, minlength=len(who))[one], document=best[one], **usual), rows


def _joined(records: Records, texts: Texts, who: Numbers, person: Numbers, first: Numbers) -> Numbers:
    """For each pair the first pair of the same person whose traveller is the same but for a misread or missing number.

    Two numbers one character apart are one document; a record without a number belongs to the traveller with the
    very same names and date. Both only among those who could be the same person.
    """
    order = np.argsort(person, kind="stable")
    sorted_ = person[order]
    count = np.searchsorted(sorted_, sorted_, "right") - np.arange(len(order)) - 1
    one = np.repeat(np.arange(len(order)), count)
    other = one + np.arange(len(one)) - np.repeat(np.cumsum(count) - count, count) + 1
    one, other = order[one], order[other]
    a, b = first[one], first[other]
    bears_a, bears_b = records.document[a] >= 0, records.document[b] >= 0
    alike = (records.born[a] == records.born[b]).all(axis=1) & (records.born[a][:, 1] > 0)
    for column in (records.surname, records.given):
        alike &= texts.heard_number[column[a]] == texts.heard_number[column[b]]
    same = alike & ~(bears_a & bears_b)
    papers = np.flatnonzero(bears_a & bears_b)
    mine, theirs = records.document[a[papers]], records.document[b[papers]]
    text = records.documents
    same[papers] = documents.levels([text[at] for at in mine], [text[at] for at in theirs]) <= documents.NEAR
    head = np.arange(len(who))
    for x, y in zip(one[same].tolist(), other[same].tolist(), strict=True):
        x, y = _head(head, x), _head(head, y)
        head[max(x, y)] = min(x, y)
    return np.array([_head(head, at) for at in range(len(head))], np.int64)


def _head(head: Numbers, at: int) -> int:
    while head[at] != at:
        at = int(head[at])
    return at


def _rows(people: People, records: Records, texts: Texts, record: Numbers, pair: Numbers, person: Numbers) -> Rows:
    surname, given = records.surname[record], records.given[record]
    level = names.levels(texts, surname, people.surname[person])
    former = people.former[person]
    married = np.flatnonzero(former >= 0)
    level[married] = np.minimum(level[married], names.levels(texts, surname[married], former[married]))
    own = names.levels(texts, given, people.given[person])
    crossed = np.flatnonzero((level >= names.CLOSE) & (own >= names.CLOSE))
    if len(crossed):
        there = names.levels(texts, surname[crossed], people.given[person[crossed]])
        back = names.levels(texts, given[crossed], people.surname[person[crossed]])
        fits = (there <= names.NEAR) & (back <= names.NEAR)
        level[crossed[fits]], own[crossed[fits]] = back[fits], there[fits]
    return Rows(record, pair, level, own, dates.levels(people.born[person], records.born[record]))


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
    order = np.argsort(people.document_of, kind="stable")
    owners = people.document_of[order]
    start = np.searchsorted(owners, person, "left")
    count = np.searchsorted(owners, person, "right") - start
    bears = traveller < len(records.documents)
    for nth in range(int(count.max()) if len(count) else 0):
        at = np.flatnonzero((count > nth) & bears)
        mine = [records.documents[who] for who in traveller[at]]
        theirs = [people.document[order[start[one] + nth]] for one in at]
        level[at] = np.minimum(level[at], documents.levels(mine, theirs))
    return level
