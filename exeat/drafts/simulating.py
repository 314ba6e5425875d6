"""Past trips under the law and under drafts, in one pass: who is newly bound, who is freed, what is to be decided.

A trip is looked at only through what the rulebooks can tell apart; each distinct situation is judged once, under every
draft and every reading, and the trips are then counted. Nothing here knows a name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from exeat.drafts.policy import asks
from exeat.regimes.trips import Held, Leg, Scenario, Sight, Trip

ONE = timedelta(days=1)


@dataclass
class Counts:
    """What one scenario does beside the law: people and trips, and what has to be decided."""

    scenario: Scenario
    people: dict[str, Counter[tuple[str, str]]]  # by "kind" and "institution": (row, newly | freed | otherwise | same)
    trips: Counter[tuple[str, str]]  # (before, after)
    stays: int
    by_month: Counter[tuple[str, str]]  # (month, what is asked)
    by_institution: Counter[tuple[str, str]]
    applications: Counter[tuple[str, str]]  # (institution, month) of permission


@dataclass(frozen=True)
class Simulation:
    """The law and every draft on one set of trips."""

    law: tuple[str, ...]
    counts: tuple[Counts, ...]
    people: int
    trips: int
    stays: int
    first: date | None
    last: date | None
    moved: int  # by how many days the trips were moved


def simulate(
    trips: Sequence[Trip],
    holdings: Iterable[Held],
    cases: Sequence[Scenario],
    *,
    as_if_from: date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Simulation:
    """Judge every trip under every scenario; the first scenario is the law that the others are held against.

    `as_if_from` moves all trips and holdings by the same whole weeks, so that the first departure is on that day or in
    the week before it; for drafts that begin after the trips were made.
    """
    earliest = min((trip.first for trip in trips), default=None)
    days = (as_if_from - earliest).days // 7 * 7 if as_if_from and earliest else 0
    held: dict[str, list[Held]] = defaultdict(list)
    for each in holdings:
        held[each.person].append(each.moved(days))
    tally, sight = Tally(cases), Sight(cases)
    answers: dict[Any, int] = {}
    none: list[Held] = []
    made = _by_person(trips, days) if sight.counts else {}
    for n, trip in enumerate(trips):
        shifted, mine = trip.moved(days), held.get(trip.person, none)
        others = [leg for name, leg in made.get(trip.person, ()) if name != trip.trip]
        key = sight.key(shifted, mine, others)
        number = answers.get(key)
        if number is None:
            number = answers[key] = tally.number(sight.answers(shifted, mine, others))
        tally.add(trip, shifted.first, mine, number)
        if progress is not None and n % 5000 == 0:
            progress(n, len(trips))
    last = [leg.until - ONE for trip in trips for leg in trip.legs]
    people = len({trip.person for trip in trips})
    law = tuple(book.regime for book in cases[0].books)
    return Simulation(law, tally.done(), people, len(trips), len(last), earliest, max(last, default=None), days)


def _by_person(trips: Sequence[Trip], days: int) -> dict[str, list[tuple[str, Leg]]]:
    """All stays of each person with the trip that each belongs to, for what is counted over several trips."""
    found: dict[str, list[tuple[str, Leg]]] = defaultdict(list)
    for trip in trips:
        found[trip.person] += [(trip.trip, leg) for leg in trip.moved(days).legs]
    return found


class Tally:
    """The counts of every scenario beside the law: first what was answered to whom and when, then what that means.

    `cells` counts trips by the number of their answers, institution, year, month and number of stays; `people` counts
    people by kind of post, institution and the answers that their trips had.
    """

    def __init__(self, cases: Sequence[Scenario]) -> None:
        self.cases = cases
        self.cells: Counter[tuple[int, str, int, int, int]] = Counter()
        self.people: Counter[tuple[str, str, frozenset[int]]] = Counter()
        self.answers: list[tuple[str, ...]] = []
        self._who: dict[str, tuple[str, str]] = {}
        self._told: dict[str, set[int]] = defaultdict(set)

    def number(self, answers: tuple[str, ...]) -> int:
        """What each scenario asks of a situation, as a number."""
        if answers not in self.answers:
            self.answers.append(answers)
        return self.answers.index(answers)

    def add(self, trip: Trip, first: date, holdings: Sequence[Held], number: int) -> None:
        """One trip with the number of its answers; `first` is the day of departure after any moving."""
        standing = _standing(first, holdings)
        self._who.setdefault(trip.person, standing)
        self._told[trip.person].add(number)
        made = trip.first
        self.cells[number, standing[1], made.year, made.month, len(trip.legs)] += 1

    def done(self) -> tuple[Counts, ...]:
        """The counts, with each person once."""
        people = self.people + Counter((*self._who[each], frozenset(told)) for each, told in self._told.items())
        return tuple(self._counts(n, case, people) for n, case in enumerate(self.cases))

    def _counts(self, n: int, case: Scenario, everybody: Counter[tuple[str, str, frozenset[int]]]) -> Counts:
        people: dict[str, Counter[tuple[str, str]]] = {"kind": Counter(), "institution": Counter()}
        counts = Counts(case, people, Counter(), 0, Counter(), Counter(), Counter())
        for (number, institution, year, month, legs), many in self.cells.items():
            before, after = self.answers[number][0], self.answers[number][n]
            counts.trips[before, after] += many
            counts.by_month[f"{year}-{month:02}", after] += many
            counts.by_institution[institution, after] += many
            if after == "permission":
                counts.applications[institution, f"{year}-{month:02}"] += many
            if after != before:
                counts.stays += legs * many
        moves = [_move(each[0], each[n]) for each in self.answers]
        for (kind, institution, told), many in everybody.items():
            made = {moves[number] for number in told}
            move = next(each for each in ("newly", "freed", "otherwise", "same") if each in made)
            people["kind"][kind, move] += many
            people["institution"][institution, move] += many
        return counts


def _move(before: str, after: str) -> str:
    if before == after:
        return "same"
    if asks(after) and not asks(before):
        return "newly"
    return "freed" if asks(before) and not asks(after) else "otherwise"


def _standing(day: date, holdings: Sequence[Held]) -> tuple[str, str]:
    """The kind of post and the institution of a person on the day of departure."""
    posts = [
        each
        for each in holdings
        if not each.clearance and each.first <= day and (each.until is None or day < each.until)
    ]
    if not posts:
        return "none", ""
    return str(posts[0].facts.get("kind", "none")), posts[0].institution
