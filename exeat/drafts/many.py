"""A nation's year of trips under the law and under drafts at once: judged in DuckDB, counted in columns.

Every scenario is a column of one question; what is counted over earlier trips is counted over those that are there.
The day of filing is not known of past trips. What is asked one by one (a condition with very many ways to be met) goes
through the plain engine instead, which is also what the tests hold this against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from exeat.drafts import simulating
from exeat.drafts.past import FLAGS, START, Past
from exeat.drafts.simulating import Simulation, Tally
from exeat.engines import on_duckdb, sql
from exeat.regimes import bulk, places, vocabulary
from exeat.regimes.ladders import REQUIREMENTS, Regime, regime
from exeat.regimes.trips import Scenario, readings_of

Numbers = npt.NDArray[np.int64]
Progress = Callable[[int, int], None]
BLOCK = 100_000  # legs that are judged at once
FACTS = ("trip.purpose", "application.reason", "stay.mode", "trip.countries")
FILED = "application.filed_on"  # asked only where a rule goes by it; nothing is known of it
STANDING = """
SELECT t.trip, min(h.row) AS row FROM trips t JOIN posts h ON h.person = t.person
WHERE h.first <= t.first AND (h.until IS NULL OR t.first < h.until) GROUP BY t.trip
"""


def simulate(
    past: Past, cases: Sequence[Scenario], *, as_if_from: date | None = None, progress: Progress | None = None
) -> Simulation:
    """Judge every trip under every scenario; the first is the law that the others are held against.

    `as_if_from` moves all trips and holdings by the same whole weeks, as the plain engine does.
    """
    journeys = _Journeys(past)
    days = (as_if_from - _day(journeys.first.min())).days // 7 * 7 if as_if_from and len(journeys.first) else 0
    try:
        plan, wheres = _plan(cases, past, days)
    except bulk.NotInBulk:
        return simulating.simulate(*past.one_by_one(), cases, as_if_from=as_if_from, progress=progress)
    asked = np.zeros((len(journeys.first), len(cases)), np.int64)
    done = 0
    for legs, posts, clearances in _blocks(journeys, past, plan, wheres, days):
        found = on_duckdb.answers(plan.text, plan.tables, {"stays": legs, "posts": posts, "clearances": clearances})
        trip = legs["trip"].to_numpy()[found["stay"].to_numpy() - legs["stay"][0].as_py()]
        for n in range(len(cases)):
            codes = found[f"code{n}" if len(cases) > 1 else "code"].fill_null(0).to_numpy()
            np.maximum.at(asked[:, n], trip, codes >> 20)
        done += len(legs)
        if progress is not None:
            progress(done, len(past))
    last = _day(int(journeys.until.max()) - 1) if len(journeys.until) else None
    earliest = _day(int(journeys.first.min())) if len(journeys.first) else None
    law = tuple(book.regime for book in cases[0].books)
    counts = _tally(journeys, past, cases, asked).done()
    return Simulation(law, counts, journeys.people, len(journeys.first), len(past), earliest, last, days)


def _day(number: int) -> date:
    return START + timedelta(days=int(number))


class _Journeys:
    """Which legs belong to which trip, and which trip to whom, as numbers in the order of the table."""

    def __init__(self, past: Past) -> None:
        people, names = _numbered(past.trips["person"])
        trips, _ = _numbered(past.trips["trip"])
        _, begins, trip = _in_order(people * (int(trips.max(initial=0)) + 1) + trips)
        self.names = names
        self.people = len(names)
        self.trip = trip  # of each leg
        self.row = begins  # of each trip its first row
        self.person = people[begins]
        self.leg_person = people
        self.legs = np.bincount(trip, minlength=len(begins))
        self.until = past.trips["until"].to_numpy()
        first = past.trips["first"].to_numpy()
        self.first = np.full(len(begins), np.iinfo(np.int32).max, np.int64)
        np.minimum.at(self.first, trip, first)
        self.holders = np.asarray(pc.index_in(past.holdings["person"], value_set=names).fill_null(-1)).astype(np.int64)


def _numbered(column: pa.ChunkedArray) -> tuple[Numbers, pa.Array]:
    """A column of words as numbers in order of appearance, and the words."""
    encoded = column.combine_chunks().dictionary_encode()
    return encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64), encoded.dictionary


def _in_order(keys: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Distinct keys numbered in order of appearance: the keys, where each begins, and the number of each row."""
    values, begins, inverse = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(begins, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return values[order], begins[order], rank[inverse]


def _packed(rows: Numbers) -> Numbers:
    """Rows of small numbers as one number each; columns are put together as long as they fit."""
    packed = np.zeros(len(rows), np.int64)
    room = 1
    for column in rows.T - rows.min(axis=0, initial=0)[:, None]:
        wide = int(column.max(initial=0)) + 1
        if room * wide > 2**62:
            _, packed = np.unique(packed, return_inverse=True)
            room = int(packed.max(initial=0)) + 1
        packed, room = packed * wide + column, room * wide
    return packed


@dataclass(frozen=True)
class _Where:
    """The destinations that the legs have, and which of them each leg has."""

    places: list[bulk.Place]
    of_leg: Numbers


def _plan(cases: Sequence[Scenario], past: Past, days: int) -> tuple[bulk.Plan, _Where]:
    """The question of all scenarios, and the places that it knows by number. Raises NotInBulk."""
    groups: list[list[Regime]] = [
        [regime(book, readings_of(book, case.chosen)) for book in case.books] for case in cases
    ]
    encoded, names = _numbered(
        pc.binary_join_element_wise(past.trips["country"], past.trips["territory"].fill_null(""), "|")
    )
    there = [_place(*name.split("|")) for name in names.to_pylist()]
    known = [past.holdings["until"].drop_null(), past.trips["first"], past.trips["until"]]
    ends = np.concatenate([each.to_numpy() for each in known])
    last = _day(ends.max() + days).year if len(ends) else 2040
    first = _day(ends.min() + days).year if len(ends) else 1990
    facts = (*FACTS, FILED) if any(each.governed for group in groups for each in group) else FACTS
    plan = bulk.plan_of_many(groups, there, facts, years=(min(first, 1990), max(last, 2040)))
    return plan, _Where(there, encoded)


def _place(country: str, territory: str) -> bulk.Place:
    own = places.own_code(territory) if territory else None
    return (own, None) if own else (country, territory or None)


def _blocks(
    journeys: _Journeys, past: Past, plan: bulk.Plan, wheres: _Where, days: int
) -> Iterator[tuple[pa.Table, pa.Table, pa.Table]]:
    """The legs of some people after another, as the question wants them, with what these people held."""
    legs = _legs(journeys, past, plan, wheres, days)
    posts, clearances = _held(journeys, past, plan, days)
    order = np.argsort(journeys.leg_person, kind="stable")
    legs = legs.take(pa.array(order)).set_column(0, "stay", pa.array(np.arange(len(order), dtype=np.int32)))
    person = journeys.leg_person[order]
    begin = 0
    while begin < len(person):
        end = min(begin + BLOCK, len(person))
        end = int(np.searchsorted(person, person[end - 1], side="right"))  # nobody is divided
        whom = (int(person[begin]), int(person[end - 1]))
        yield legs.slice(begin, end - begin), _of(posts, whom), _of(clearances, whom)
        begin = end


def _of(table: pa.Table, whom: tuple[int, int]) -> pa.Table:
    first, last = whom
    return table.filter(pc.and_(pc.greater_equal(table["person"], first), pc.less_equal(table["person"], last)))


def _legs(journeys: _Journeys, past: Past, plan: bulk.Plan, wheres: _Where, days: int) -> pa.Table:
    table, trip = past.trips, journeys.trip
    countries = {place: n for n, place in enumerate(dict.fromkeys(country for country, _ in wheres.places))}
    country = np.array([countries[country] for country, _ in wheres.places], np.int64)[wheres.of_leg]
    pairs = np.unique(trip * len(countries) + country) // max(len(countries), 1)
    many = np.bincount(pairs, minlength=len(journeys.row))
    rows = pa.array(journeys.row[trip])  # what is said of a trip is said in its first row
    columns = {
        "stay": np.arange(len(trip)), "person": journeys.leg_person, "place": wheres.of_leg,
        "first": table["first"].to_numpy() + days, "until": table["until"].to_numpy() + days,
        "begins": journeys.first[trip] + days, "trip": trip,
        "trip_purpose": _coded(table["purpose"].take(rows), "trip.purpose", plan),
        "application_reason": _coded(table["reason"].take(rows), "application.reason", plan),
        "stay_mode": np.full(len(trip), plan.codes("stay.mode", "stay")), "trip_countries": many[trip],
    }  # fmt: skip
    told = {name: pa.array(values).cast(pa.int32()) for name, values in columns.items()}
    return pa.table({**told, sql.column(FILED): pa.nulls(len(trip), pa.int32())})


def _coded(column: pa.ChunkedArray, fact: str, plan: bulk.Plan) -> pa.Array:
    """A column of words as the numbers that the question has for them."""
    encoded = column.combine_chunks().dictionary_encode()
    numbers = pa.array([plan.codes(fact, word) for word in encoded.dictionary.to_pylist()], pa.int32())
    return numbers.take(encoded.indices)


def _held(journeys: _Journeys, past: Past, plan: bulk.Plan, days: int) -> tuple[pa.Table, pa.Table]:
    """Posts and clearances of those who travelled."""
    table = past.holdings.append_column("whom", pa.array(journeys.holders))
    table = table.filter(pc.greater_equal(table["whom"], 0))
    some = pc.or_(pc.not_equal(table["kind"], "none"), _any_flag(table))
    posts = table.filter(pc.and_(pc.is_valid(table["kind"]), some).fill_null(False))
    cleared = table.filter(pc.not_equal(table["level"], "none").fill_null(False))
    ranks = {name: n for n, (name, _) in enumerate(vocabulary.levels(past.jurisdiction))}
    grades = {name: n for n, name in enumerate(vocabulary.grades(past.jurisdiction))}
    facts = {"post_kind": _coded(posts["kind"], "post.kind", plan), "post_grade": _ranked(posts["grade"], grades)}
    facts |= {f"post_{flag}": posts[flag].cast(pa.int32()) for flag in FLAGS}
    return (
        _items(posts, "posts", days, facts),
        _items(cleared, "clearances", days, {"clearance_level": _ranked(cleared["level"], ranks)}),
    )


def _any_flag(table: pa.Table) -> pa.Array:
    """Whether a row says something of a post beside its kind."""
    found = pc.is_valid(table["grade"])
    for flag in FLAGS:
        found = pc.or_(found, table[flag].fill_null(False))
    return found


def _ranked(column: pa.ChunkedArray, ranks: Mapping[str, int]) -> pa.Array:
    return pa.array([None if word is None else ranks[word] for word in column.to_pylist()], pa.int32())


def _items(table: pa.Table, name: str, days: int, facts: Mapping[str, Any]) -> pa.Table:
    nothing = pa.nulls(len(table), pa.int32())
    given: dict[str, Any] = {
        "person": table["whom"], "first": pc.add(table["first"], days), "until": pc.add(table["until"], days), **facts,
    }  # fmt: skip
    return pa.table({each: pc.cast(given.get(each, nothing), pa.int32()) for each in bulk.TABLES[name]})


def _tally(journeys: _Journeys, past: Past, cases: Sequence[Scenario], asked: Numbers) -> Tally:
    """The trips and the people counted by what each scenario asks of them."""
    tally = Tally(cases)
    _, begins, number = _in_order(_packed(asked))
    tally.answers = [tuple(REQUIREMENTS[each] for each in row) for row in asked[begins].tolist()]
    kind, house, names = _standings(journeys, past)
    month = (journeys.first.astype("datetime64[D]")).astype("datetime64[M]").astype(np.int64)
    columns = np.stack([number, house, month, journeys.legs], axis=1)
    _, begins, cell = _in_order(_packed(columns))
    for (answer, where, since, legs), count in zip(columns[begins].tolist(), np.bincount(cell).tolist(), strict=True):
        tally.cells[answer, names[where], 1970 + since // 12, since % 12 + 1, legs] += count
    _, firsts = np.unique(journeys.person, return_index=True)  # a person's standing is that of their first trip
    pairs = np.unique(journeys.person * len(tally.answers) + number)
    owner, told = pairs // len(tally.answers), pairs % len(tally.answers)
    sets = np.split(told, np.flatnonzero(np.diff(owner)) + 1)
    for person, answers in enumerate(sets):
        at = firsts[person]
        tally.people[kind[at], names[house[at]], frozenset(answers.tolist())] += 1
    return tally


def _standings(journeys: _Journeys, past: Past) -> tuple[list[str], Numbers, list[str]]:
    """Of each trip the kind of post and the institution of its person on the day of departure."""
    table = past.holdings
    posts = pa.table(
        {"person": pa.array(journeys.holders), "first": table["first"], "until": table["until"], "kind": table["kind"],
         "row": pa.array(np.arange(len(table), dtype=np.int64))}
    )  # fmt: skip
    posts = posts.filter(pc.and_(pc.is_valid(posts["kind"]), pc.greater_equal(posts["person"], 0)))
    trips = pa.table({"trip": np.arange(len(journeys.row)), "person": journeys.person, "first": journeys.first})
    found = on_duckdb.answers(STANDING, {}, {"trips": trips, "posts": posts})
    row = np.full(len(journeys.row), -1, np.int64)
    row[found["trip"].to_numpy()] = found["row"].to_numpy()
    houses, names = (
        _numbered(table["institution"]) if len(table) else (np.zeros(0, np.int64), pa.array([], pa.string()))
    )
    every = ["", *names.to_pylist()]
    house = np.where(row >= 0, np.append(houses, 0)[row] + 1, 0)
    kinds = [*table["kind"].to_pylist(), None]
    return [kinds[n] or "none" for n in row.tolist()], house, every
