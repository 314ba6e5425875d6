"""Many trips at once are counted as one by one, whatever they and their people are like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pyarrow as pa
import pytest

from exeat.drafts import many, past, reading, tables
from exeat.drafts.policy import TripsUnreadable
from exeat.drafts.simulating import simulate
from exeat.drafts.tables import report
from exeat.engines import files
from exeat.regimes import rulebook, vocabulary
from exeat.regimes.trips import Held, Leg, Trip, scenarios
from tests.drafts.test_simulating import KINDS, LAW, LEVELS
from tests.regimes.test_shapes_of_rules import DAY, small

FIRST = date(2023, 7, 1)
DRAFTS = [rulebook(name) for name in ("lt-2023-draft", "lt-draft-georgia", "lt-draft-civil-servants")]


def nation(seed, people=60):
    """Random people with posts, clearances and journeys, some over several countries."""
    draw = Random(seed)
    trips, held = [], []
    for person in map(str, range(people)):
        for _ in range(draw.randrange(4)):
            first = FIRST + timedelta(days=draw.randrange(-300, 900))
            until = first + timedelta(days=draw.randrange(1, 600)) if draw.random() < 0.7 else None
            house = draw.choice("ABC")
            if draw.random() < 0.6:
                facts = {"kind": draw.choice(KINDS)}
                facts |= {f: draw.random() < 0.5 for f in past.FLAGS if draw.random() < 0.7}
                held.append(Held(person, facts, False, house, first, until))
            else:
                held.append(Held(person, {"level": draw.choice(LEVELS[1:])}, True, house, first, until))
        for trip in map(str, range(draw.randrange(1, 5))):
            legs, first = [], FIRST + timedelta(days=draw.randrange(1000))
            for _ in range(draw.choice([1, 1, 1, 2, 3])):
                country, territory = draw.choice(
                    [("BY", None), ("RU", None), ("PL", None), ("GE", None), ("UA", "UA-43"), ("CN", "CN-HK")]
                )
                until = first + timedelta(days=draw.choice([1, 3, 40]))
                legs.append(Leg(country, territory, first, until))
                first = until + timedelta(days=draw.randrange(2))
            said = draw.choice(["private", "duty"]), draw.choice([None, *vocabulary.REASONS])
            trips.append(Trip(person, trip, tuple(legs), *said))
    return trips, held


def told(found):
    """Everything that is counted."""
    return replace(found, counts=()), [
        (each.scenario.reading, each.people, each.trips, each.stays, each.by_month, each.by_institution,
         each.applications)
        for each in found.counts
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("as_if_from", [None, date(2027, 1, 1)])
def test_many_trips_are_counted_as_one_by_one(seed, as_if_from, monkeypatch):
    monkeypatch.setattr(many, "BLOCK", 50)
    trips, held = nation(seed)
    cases = scenarios(LAW, DRAFTS)

    expected = simulate(trips, held, cases, as_if_from=as_if_from)

    assert told(many.simulate(past.laid_out(trips, held), cases, as_if_from=as_if_from)) == told(expected)


def test_the_tables_hold_what_was_there_one_by_one():
    trips, held = nation(3)

    back, items = past.laid_out(trips, held).one_by_one()

    assert back == trips
    assert items == held


def test_how_far_the_work_is_is_told(monkeypatch):
    monkeypatch.setattr(many, "BLOCK", 20)
    laid = past.laid_out(*nation(1))
    steps = []

    many.simulate(laid, scenarios(LAW, DRAFTS[:1]), progress=lambda done, total: steps.append((done, total)))

    assert len(steps) > 3
    assert steps[-1] == (len(laid), len(laid))
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)


COUNTS = {
    "journeys": ("journeys", "calendar_year", 2),
    "days": ("days", "3 months", 10),
    "year": ("days", "1 years", 40),
}


def counting(name):
    """A draft that asks for something from so many days or journeys on, earlier trips included."""
    of, over, least = COUNTS[name]
    cited = {"in_force": DAY, "cite": ["act"]}
    return small(
        ("regime", f"draft-{name}"), ("status", "draft"),
        ("categories/cleared", {**cited, "label": {"en": "Anybody"}, "when": {}}),
        (f"counts/{name}", {**cited, "of": of, "over": over, "to": ["listed"]}),
        ("provisions/rule/when", {f"count.{name}": {"at_least": least}}),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("as_if_from", [None, date(2027, 1, 1)])
def test_what_is_counted_over_earlier_trips_is_counted_at_once_as_one_by_one(seed, as_if_from, monkeypatch):
    trips, held = nation(seed)
    cases = scenarios(LAW, [counting(name) for name in COUNTS])
    expected = simulate(trips, held, cases, as_if_from=as_if_from)

    monkeypatch.setattr(many, "BLOCK", 50)
    monkeypatch.setattr(many.simulating, "simulate", lambda *_, **__: pytest.fail("it was asked one by one"))

    assert told(many.simulate(past.laid_out(trips, held), cases, as_if_from=as_if_from)) == told(expected)
    for counts in expected.counts[1:]:
        asked = {after for _, after in counts.trips}
        assert {"free", "permission"} <= asked, "the count frees some trips and binds others"
        assert "undetermined" not in asked


def test_a_draft_that_goes_by_the_day_of_filing_is_judged_at_once_as_one_by_one(monkeypatch):
    trips, held = nation(1)
    name = "provisions/rule"
    by_filing = small(("regime", "draft"), ("status", "draft"), (f"{name}/governed_by", "application"))
    cases = scenarios(LAW, [by_filing])
    expected = simulate(trips, held, cases)

    monkeypatch.setattr(many.simulating, "simulate", lambda *_, **__: pytest.fail("it was asked one by one"))

    assert told(many.simulate(past.laid_out(trips, held), cases)) == told(expected)


def test_what_is_asked_one_by_one_goes_through_the_plain_engine(monkeypatch):
    trips, held = nation(2, people=20)
    cases = scenarios(LAW, DRAFTS[:1])
    expected = simulate(trips, held, cases)

    def refuse(*arguments, **options):
        raise many.bulk.NotInBulk("a condition has too many ways to be met")

    monkeypatch.setattr(many.bulk, "plan_of_many", refuse)

    assert told(many.simulate(past.laid_out(trips, held), cases)) == told(expected)


def written(folder, trips, held, ending="parquet"):
    rows = [
        [t.person, t.trip, str(n), leg.country, leg.territory, leg.first, leg.until, t.purpose, t.reason]
        for t in trips
        for n, leg in enumerate(t.legs)
    ]
    files.write(pa.table({c: [r[n] for r in rows] for n, c in enumerate(reading.TRIPS)}), folder / f"trips.{ending}")
    columns = (*reading.HOLDINGS, "body_handles_secrets")
    rows = [
        [h.person, h.facts.get("kind"), h.facts.get("level"), h.institution, h.first, h.until,
         {True: "yes", False: "no"}.get(h.facts.get("body_handles_secrets"))]
        for h in held
    ]  # fmt: skip
    files.write(pa.table({c: [r[n] for r in rows] for n, c in enumerate(columns)}), folder / f"held.{ending}")
    return folder / f"trips.{ending}", folder / f"held.{ending}"


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_two_files_are_read_at_once_as_row_by_row(tmp_path, ending, monkeypatch):
    trips, held = nation(5)
    paths = written(tmp_path, trips, held, ending)

    expected = reading.trips_and_holdings(*paths)
    monkeypatch.setattr(reading, "trips_and_holdings", lambda *_, **__: pytest.fail("it was read row by row"))

    assert past.read(*paths).one_by_one() == expected


def test_every_wrong_row_is_still_named(tmp_path):
    trips, held = nation(5, people=10)
    wrong = [replace(trips[0], purpose="pleasure"), *trips[1:]]
    paths = written(tmp_path, wrong, held)

    with pytest.raises(TripsUnreadable, match="row 1: purpose is 'pleasure'"):
        past.read(*paths)


def test_a_flag_that_is_neither_yes_nor_no_is_named(tmp_path):
    trips, held = nation(5, people=10)
    paths = written(tmp_path, trips, held)
    table = files.read(paths[1])
    maybe = table.set_column(
        table.column_names.index("body_handles_secrets"), "body_handles_secrets", pa.array(["maybe"] * len(table))
    )
    files.write(maybe, paths[1])

    with pytest.raises(TripsUnreadable, match="body_handles_secrets is 'maybe'; write yes or no"):
        past.read(*paths)


def test_a_report_is_the_same_from_either_engine():
    trips, held = nation(9, people=200)
    cases = scenarios(LAW, DRAFTS)

    assert report(many.simulate(past.laid_out(trips, held), cases)) == report(simulate(trips, held, cases))


def test_small_institutions_stand_together_and_months_and_institutions_are_told_as_before():
    trips, held = [], []
    for n in range(144):  # in each of six months ten of each of two large institutions and one of each of four small
        first = date(2026, 1 + n % 6, 5)
        trips.append(Trip(str(n), "1", (Leg("BY", None, first, first + timedelta(days=3)),), "private", "tourism"))
        house = "CDEF"[n // 6] if n < 24 else "AB"[n // 6 % 2]
        held.append(Held(str(n), {"kind": "civil_servant"}, False, house, FIRST, None))
    counts = simulate(trips, held, scenarios(LAW, DRAFTS[:1])).counts[1]

    found = {table.name: table for table in tables.tables_of(counts)}

    assert found["applications"].rows == ("A", "B", "other")
    assert [row[-1] for row in found["applications"].cells] == [60, 60, 24, 144]
    assert [row[-1] for row in found["trips-by-month"].cells] == [24] * 6 + [144]
