"""Counts over windows in SQL: the highest that a count stands on one of the days of each stay that is judged.

A count changes only where a run of counted days begins or ends, and where the first day of its window leaps, as that
of a month does; so these days are looked at and no others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations_with_replacement, pairwise

from exeat.regimes import counting, places, vocabulary
from exeat.regimes.facts import Stay
from exeat.regimes.ladders import Epoch
from exeat.regimes.shapes import Count

Place = tuple[str | None, str | None]
Row = tuple[int | None, ...]
START = date(1970, 1, 1).toordinal()
ONE = timedelta(days=1)
EVER = 2**30  # a day after all days
COUNTED = ("epoch", "tally", "kind", "span", "place", "first_from", "first_until", "last_from", "last_until", "certain")
OPENINGS = ("span", "day", "opens", "leaps")
JOURNEYS = 1  # the kind of a count of journeys; one of days is 0


def counted(number: int, epoch: Epoch, spans: dict[str, int], there: Sequence[Place]) -> Iterator[Row]:
    """Where each count of an epoch counts a stay, by the stretches in which its first and its last day lie."""
    for n, (_, count) in enumerate(epoch.counts):
        kind, span = int(count.of == "journeys") * JOURNEYS, spans.setdefault(count.over, len(spans))
        for place, (country, territory) in enumerate(there):
            cuts = _cuts(epoch, count, country)
            stretches = list(zip([date.min, *cuts], [*cuts, date.max], strict=True))
            answers = {
                (begin, end): _counts(epoch, count, Stay(None, None, "stay", country, territory), begin, end)
                for begin, end in combinations_with_replacement(stretches, 2)
            }
            if len(set(answers.values())) == 1:
                answers = {((date.min, date.max), (date.min, date.max)): next(iter(answers.values()))}
            for (begin, end), answer in answers.items():
                if answer is not False:
                    bounds = (_day(begin[0]), _day(begin[1]), _day(end[0]), _day(end[1]))
                    yield (number, n, kind, span, place, *bounds, int(answer is True))


def _counts(epoch: Epoch, count: Count, stay: Stay, begin: tuple[date, date], end: tuple[date, date]) -> bool | None:
    """Whether a stay counts whose first day lies in one stretch and whose last day in another."""
    first = max(begin[0], begin[1] - ONE)
    return counting.named(count, epoch, stay, first, max(first, end[0]) + ONE)


def _cuts(epoch: Epoch, count: Count, country: str | None) -> list[date]:
    """The days on which a counted list may come to name a country or its parts, or no longer name them."""
    found: set[date] = set()
    for destination in filter(None, map(epoch.destinations.get, count.to)):
        if destination.occupied_by:
            found |= places.control_cuts(country)
        for name in (*destination.except_in, *([destination.as_in] if destination.as_in else [])):
            entries = [e for e in vocabulary.load(f"lists/{name}.yaml")["entries"] if e["country"] == country]
            found |= {day for entry in entries for day in (entry["from"], entry.get("until")) if day}
    return sorted(found)


def _day(day: date) -> int:
    return -START if day == date.min else EVER if day == date.max else day.toordinal() - START


def openings(spans: dict[str, int], years: tuple[int, int]) -> Iterator[Row]:
    """The first day of each window that ends on a day, and whether the window of the next day leaps ahead."""
    days = (date(years[1], 12, 31) - date(years[0], 1, 1)).days
    for over, span in spans.items():
        opens = [counting.opens(over, date(years[0], 1, 1) + n * ONE) for n in range(days + 1)]
        for n, (first, following) in enumerate(pairwise(opens)):
            day = date(years[0], 1, 1) + n * ONE
            yield (span, _day(day), _day(first), int((following - first).days > 1))


def text(kept: str, counts: Sequence[tuple[int, int]]) -> str:
    """The tables `tallies` and what it is made of: of each stay its counts by epoch; -1 where one is not known."""
    columns = ", ".join(
        f"MAX(CASE WHEN epoch = {epoch} AND tally = {n} THEN height END) AS tally{epoch}_{n}" for epoch, n in counts
    )
    return f"""
pieces AS (
    SELECT k.stay, k.person, e.epoch, GREATEST(k.first, e.first) AS a, LEAST(k.until, e.until) AS b
    FROM ({kept}) k JOIN epochs e ON k.first < e.until AND e.first < k.until
),
beside AS (
    SELECT p.stay, p.epoch, c.tally, c.kind, c.span, c.certain, p.a, LEAST(p.b, p.a + {counting.LONGEST}) AS b,
        s.first AS f, s.until AS u
    FROM pieces p
    JOIN counted c ON c.epoch = p.epoch
    JOIN stays s ON s.person = p.person AND s.place = c.place
        AND s.first >= c.first_from AND s.first < c.first_until
        AND LEAST(s.until, p.b) > c.last_from AND LEAST(s.until, p.b) <= c.last_until
    JOIN openings w ON w.span = c.span AND w.day = p.a
    WHERE s.first < p.b AND s.until > w.opens
),
begun AS (
    SELECT *, CASE WHEN f <= MAX(u) OVER (PARTITION BY stay, epoch, tally ORDER BY f, u
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 0 ELSE 1 END AS anew
    FROM beside
),
told AS (
    SELECT *, SUM(anew) OVER (PARTITION BY stay, epoch, tally ORDER BY f, u
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run
    FROM begun
),
runs AS (
    SELECT stay, epoch, tally, kind, span, MIN(certain) AS certain, a, b, MIN(f) AS f, MAX(u) AS u
    FROM told GROUP BY stay, epoch, tally, kind, span, a, b, run
),
looked AS (
    SELECT DISTINCT stay, epoch, tally, day FROM (
        SELECT stay, epoch, tally, a AS day FROM runs
        UNION ALL SELECT stay, epoch, tally, f AS day FROM runs WHERE f >= a AND f < b
        UNION ALL SELECT stay, epoch, tally, LEAST(u, b) - 1 AS day FROM runs WHERE u > a
        UNION ALL SELECT r.stay, r.epoch, r.tally, w.day FROM runs r
            JOIN openings w ON w.span = r.span AND w.leaps = 1 AND w.day >= r.a AND w.day < r.b
    ) days
),
heights AS (
    SELECT r.stay, r.epoch, r.tally, CASE WHEN MIN(r.certain) = 0 THEN -1 ELSE SUM(CASE
        WHEN r.u <= w.opens OR r.f > d.day THEN 0
        WHEN r.kind = {JOURNEYS} THEN 1
        ELSE LEAST(r.u, d.day + 1) - GREATEST(r.f, w.opens) END) END AS height
    FROM runs r
    JOIN looked d ON d.stay = r.stay AND d.epoch = r.epoch AND d.tally = r.tally
    JOIN openings w ON w.span = r.span AND w.day = d.day
    GROUP BY r.stay, r.epoch, r.tally, d.day
),
tallies AS (SELECT stay, {columns} FROM heights GROUP BY stay),""".strip()  # noqa: S608 -- numbers made here
