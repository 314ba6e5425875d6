"""Past trips under the law and under drafts: counted once, seen only through what rulebooks tell apart."""

from __future__ import annotations

import json
from datetime import date, timedelta
from random import Random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from exeat.cli.rulebook import app
from exeat.drafts.policy import TripsUnreadable
from exeat.drafts.reading import HOLDINGS, TRIPS, trips_and_holdings
from exeat.drafts.simulating import simulate
from exeat.drafts.tables import long, report
from exeat.engines import files
from exeat.regimes import requirement, rulebook, vocabulary
from exeat.regimes.trips import Held, Leg, Sight, Trip, facts_of, scenarios

LAW = [rulebook("lt-service-travel"), rulebook("lt-secrets-travel")]
DRAFT = rulebook("lt-2023-draft")
KINDS = [kind for kind, _ in vocabulary.post_kinds("LT")]
LEVELS = [level for level, _ in vocabulary.levels("LT")]
DAY = date(2026, 3, 2)


def trip(person="1", number="1", country="BY", first=DAY, days=3, reason="tourism", purpose="private"):
    return Trip(person, number, (Leg(country, None, first, first + timedelta(days=days)),), purpose, reason)


def post(person="1", kind="civil_servant", institution="A", first=date(2020, 1, 1), until=None):
    return Held(person, {"kind": kind, "body_handles_secrets": False}, False, institution, first, until)


def test_people_are_counted_once_and_trips_each_time():
    trips = [trip("1", "1"), trip("1", "2"), trip("2", "3", country="PL")]

    found = simulate(trips, [post("1"), post("2")], scenarios(LAW, [DRAFT]))

    law, draft, read_otherwise = found.counts
    assert law.trips == {("free", "free"): 3}
    assert draft.trips == {("free", "permission"): 2, ("free", "free"): 1}
    assert draft.people["kind"] == {("civil_servant", "newly"): 1, ("civil_servant", "same"): 1}
    assert draft.applications == {("A", "2026-03"): 2}
    assert read_otherwise.scenario.reading == "lt-2023-draft/restricted: restricted_too"
    assert (found.people, found.trips, found.stays) == (2, 3, 3)


def test_trips_may_be_judged_as_if_they_were_made_later():
    early = trip(first=date(2023, 5, 1))

    as_they_were = simulate([early], [post()], scenarios(LAW, [DRAFT]))
    later = simulate([early], [post()], scenarios(LAW, [DRAFT]), as_if_from=date(2026, 1, 1))

    assert as_they_were.counts[1].trips == {("free", "free"): 1}
    assert later.counts[1].trips == {("free", "permission"): 1}
    assert later.moved % 7 == 0


@st.composite
def drawn(draw):
    first = draw(st.dates(date(2023, 8, 1), date(2025, 3, 1)))
    country = draw(st.sampled_from(["BY", "RU", "CN", "PL", "UA"]))
    territory = draw(st.sampled_from([None, "UA-40"])) if country == "UA" else None
    legs = (Leg(country, territory, first, first + timedelta(days=draw(st.integers(1, 40)))),)
    held = []
    for n in range(draw(st.integers(0, 2))):
        begins = draw(st.dates(date(2023, 1, 1), date(2025, 3, 1)))
        until = draw(st.sampled_from([None, begins + timedelta(days=200)]))
        held.append(
            Held(
                "1",
                {"kind": draw(st.sampled_from(KINDS)), "body_handles_secrets": draw(st.booleans())},
                False,
                str(n),
                begins,
                until,
            )
        )
    if draw(st.booleans()):
        held.append(Held("1", {"level": draw(st.sampled_from(LEVELS[1:]))}, True, "", date(2023, 10, 1), None))
    return Trip(
        "1",
        "1",
        tuple(legs),
        draw(st.sampled_from(["private", "duty"])),
        draw(st.sampled_from([None, *vocabulary.REASONS])),
    ), held


@given(st.lists(drawn(), min_size=8, max_size=12))
@settings(max_examples=30, deadline=None)
def test_two_trips_that_look_alike_are_answered_alike(those):
    cases = scenarios(LAW, [DRAFT])
    sight = Sight(cases)
    seen = {}

    for each, held in those:
        told = tuple(requirement(case.books, facts_of(each, held), readings=case.chosen) for case in cases)

        assert sight.answers(each, held) == told
        assert seen.setdefault(sight.key(each, held), told) == told


def crowd(size=400):
    rng = Random(7)
    trips, held = [], []
    for person in range(size):
        kind, house = rng.choice(["civil_servant", "official", "border_guard"]), rng.choice("AB")
        held.append(post(str(person), kind, house))
        trips.append(
            trip(
                str(person),
                str(person),
                country=rng.choice(["BY", "PL"]),
                first=DAY + timedelta(days=rng.randrange(80)),
            )
        )
    return trips, held


def test_small_numbers_are_withheld_and_cannot_be_worked_out():
    trips, held = crowd(60)

    told = report(simulate(trips, held, scenarios(LAW, [DRAFT])), hours={"permission": 2.0})

    for scenario in told["scenarios"]:
        for table in scenario["tables"]:
            shown = [value for row in table["cells"] for value in row if value is not None]
            assert all(value == 0 or value >= told["threshold"] for value in shown)
            for row in table["cells"]:
                assert sum(value is None for value in row) != 1


def test_hours_of_officers_follow_from_the_rate_that_is_given():
    trips, held = crowd()

    told = report(simulate(trips, held, scenarios(LAW, [DRAFT])), hours={"permission": 1.5})

    draft = told["scenarios"][1]
    assert draft["officer_hours"] == pytest.approx(draft["asked"]["permission"] * 1.5)
    assert len(long(told)) == sum(len(t["cells"]) * len(t["cells"][0]) for s in told["scenarios"] for t in s["tables"])


@pytest.fixture
def written(tmp_path):
    trips, held = crowd()
    rows = [
        [t.person, t.trip, "1", t.legs[0].country, None, t.legs[0].first, t.legs[0].until, t.purpose, t.reason]
        for t in trips
    ]
    files.write(pa.table({name: [row[n] for row in rows] for n, name in enumerate(TRIPS)}), tmp_path / "trips.parquet")
    rows = [[h.person, h.facts["kind"], None, h.institution, h.first, None] for h in held]
    files.write(
        pa.table({name: [row[n] for row in rows] for n, name in enumerate(HOLDINGS)}), tmp_path / "holdings.parquet"
    )
    return tmp_path


def test_a_comparison_in_words_is_told_in_people_as_well(written):
    options = ["--trips", str(written / "trips.parquet"), "--holdings", str(written / "holdings.parquet")]

    done = CliRunner().invoke(app, ["diff", "lt-secrets-travel", "lt-2023-draft", *options])
    half = CliRunner().invoke(app, ["diff", "lt-secrets-travel", "lt-2023-draft", *options[:2]])

    words, _, people = done.stdout.partition("Law: lt-secrets-travel")
    assert done.exit_code == 0, done.output
    assert "Nothing is asked. → A permit is needed first." in words
    assert "newly bound: " in people
    assert (half.exit_code, "given together" in half.stderr) == (2, True)


def test_two_files_without_names_are_enough(written):
    options = ["--trips", str(written / "trips.parquet"), "--holdings", str(written / "holdings.parquet")]

    done = CliRunner().invoke(
        app, ["simulate", "lt-2023-draft", *options, "--json", "--parquet", str(written / "out.parquet")]
    )

    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["trips"] == 400
    assert told["scenarios"][1]["draft"] == "lt-2023-draft"
    assert files.read(written / "out.parquet").num_rows == len(long(told))


def test_the_same_in_words(written):
    options = ["--trips", str(written / "trips.parquet"), "--holdings", str(written / "holdings.parquet")]

    done = CliRunner().invoke(app, ["simulate", "lt-2023-draft", *options, "--hours-per-permission", "2"])

    assert done.exit_code == 0
    assert "people    newly bound: " in done.stdout
    assert "hours: " in done.stdout


def test_a_file_with_names_is_refused_and_every_wrong_row_is_named(tmp_path, written):
    named = pa.table({"surname": ["Petraitis"], "person": ["1"]})
    files.write(named, tmp_path / "named.csv")
    wrong = pa.table({name: ["?"] for name in TRIPS})
    files.write(wrong, tmp_path / "wrong.parquet")

    with pytest.raises(TripsUnreadable, match="carry no names"):
        trips_and_holdings(tmp_path / "named.csv", written / "holdings.parquet")
    with pytest.raises(TripsUnreadable, match="row 1: country is '\\?'"):
        trips_and_holdings(tmp_path / "wrong.parquet", written / "holdings.parquet")
