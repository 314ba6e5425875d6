"""Many stays at once are judged as one by one: the same code for each, over random holdings, places and days."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

import pyarrow as pa
import pytest

from exeat.engines import on_duckdb
from exeat.regimes import bulk, rulebook, vocabulary
from exeat.regimes.conditions import ABSENT, holds
from exeat.regimes.facts import Holding, Question, Stay
from exeat.regimes.judging import judge
from exeat.regimes.ladders import read_code, regime
from tests.regimes import drawn
from tests.regimes.test_shapes_of_rules import DAY, small

PLACES: list[bulk.Place] = [
    ("RU", None), ("BY", None), ("CN", None), ("PL", None), ("UA", None), ("UA", "UA-43"),
    ("UA", "UA-14"), ("LT", None), (None, None),
]  # fmt: skip
KINDS = [kind for kind, _ in vocabulary.post_kinds("LT")]
LEVELS = [level for level, _ in vocabulary.levels("LT")]
FACTS = ("trip.purpose", "trip.planned", "application.reason", "stay.mode", "application.filed_on")
FIRST = date(2019, 10, 1)


def day(draw: Random, days: int = 1200) -> date:
    return FIRST + timedelta(days=draw.randrange(days))


def holdings(draw: Random, kind: str) -> tuple[Holding, ...]:
    found = []
    for _ in range(draw.randrange(4)):
        first = day(draw) if draw.random() < 0.9 else None
        until = (first or FIRST) + timedelta(days=draw.randrange(1, 500)) if draw.random() < 0.8 else None
        own = (until or FIRST) + timedelta(days=draw.randrange(-200, 500)) if draw.random() < 0.3 else None
        if kind == "post":
            facts: dict[str, Any] = {
                "post.kind": draw.choice(KINDS[1:]),
                "post.body_handles_secrets": draw.random() < 0.5,
                "post.sensitive": draw.random() < 0.5,
                "post.ordered": draw.random() < 0.5,
            }
        else:
            facts = {"clearance.level": draw.randrange(1, len(LEVELS))}
        known = {fact: value for fact, value in facts.items() if draw.random() < 0.9}
        found.append(Holding(known, first, until, own))
    return tuple(found)


class Nation:
    """Random people with their posts, clearances and trips."""

    def __init__(self, seed: int, people: int) -> None:
        draw = Random(seed)
        self.people = [(holdings(draw, "post"), holdings(draw, "clearance")) for _ in range(people)]
        self.trips: list[tuple[int, tuple[Stay, ...], dict[str, Any]]] = []
        for person in range(people):
            for _ in range(3):
                stays = []
                for _ in range(draw.randint(1, 2)):
                    first = day(draw)
                    until = first + timedelta(days=draw.choice([1, 3, 20, 400]))
                    mode = draw.choice(["stay", "stay", "port_call", "transit", "transit_airside"])
                    stays.append(Stay(first, until, mode, *draw.choice(PLACES)))
                facts = {
                    "trip.purpose": draw.choice(["private", "duty", None]),
                    "trip.planned": draw.choice([True, False, None]),
                    "application.reason": draw.choice([*vocabulary.REASONS, None]),
                    "application.filed_on": draw.choice([None, day(draw)]),
                }
                self.trips.append((person, tuple(stays), facts))

    def one_by_one(self, regimes: Any) -> dict[int, int]:
        """The code of each stay, asked by itself."""
        theirs: dict[int, list[tuple[Stay, ...]]] = {}
        for person, stays, _ in self.trips:
            theirs.setdefault(person, []).append(stays)
        found: dict[int, int] = {}
        for person, stays, facts in self.trips:
            posts, clearances = self.people[person]
            known = {fact: value for fact, value in facts.items() if value is not None}
            earlier = tuple(stay for others in theirs[person] if others is not stays for stay in others)
            units = judge(Question(posts, clearances, stays, known, earlier=earlier), regimes).units
            codes = [max(unit.code for unit in units if unit.n == n) for n in range(len(stays))]
            found.update(enumerate(codes, len(found)))
        return found

    def tables(self, codes: Any) -> dict[str, pa.Table]:
        """The same people and stays as columns of numbers."""
        columns: dict[str, dict[str, list[Any]]] = {
            name: {each: [] for each in named} for name, named in bulk.TABLES.items()
        }
        for fact in FACTS:
            columns["stays"][bulk.column(fact)] = []

        def add(table: str, row: dict[str, Any]) -> None:
            for name, values in columns[table].items():
                values.append(row.get(name))

        for person, (posts, clearances) in enumerate(self.people):
            for table, held in (("posts", posts), ("clearances", clearances)):
                for each in held:
                    days = {"first": each.first, "until": each.until, "bound_until": each.bound_until}
                    row = {name: bulk.day_number(value) for name, value in days.items()}
                    row |= {bulk.column(fact): codes(fact, value) for fact, value in each.facts.items()}
                    add(table, {"person": person, **row})
        for trip, (person, stays, facts) in enumerate(self.trips):
            begins = min(stay.first for stay in stays)  # type: ignore[type-var]
            for stay in stays:
                said = {**facts, "stay.mode": stay.mode}
                row = {bulk.column(f): None if value is None else codes(f, value) for f, value in said.items()}
                row["application_filed_on"] = bulk.day_number(facts["application.filed_on"])
                row |= {"first": bulk.day_number(stay.first), "until": bulk.day_number(stay.until)}
                row |= {"begins": bulk.day_number(begins), "place": PLACES.index((stay.country, stay.territory))}
                add("stays", {"stay": len(columns["stays"]["stay"]), "trip": trip, "person": person, **row})
        return {
            name: pa.table({each: pa.array(values, pa.int32()) for each, values in table.items()})
            for name, table in columns.items()
        }


def at_once(nation: Nation, regimes: Any, *, whole: bool) -> dict[int, int]:
    plan = bulk.plan(regimes, PLACES, FACTS, whole=whole)
    found = on_duckdb.answers(plan.text, plan.tables, nation.tables(plan.codes))
    return dict(zip(found["stay"].to_pylist(), found["code"].to_pylist(), strict=True))


@pytest.mark.parametrize("seed", range(12))
def test_random_rulebooks_decide_many_stays_as_they_decide_each(seed):
    nation = Nation(seed, 60)
    regimes = [regime(drawn.rulebook(seed)), regime(drawn.rulebook(seed + 1000, "other"))]

    expected = nation.one_by_one(regimes)

    assert at_once(nation, regimes, whole=True) == expected


@pytest.mark.parametrize(
    "names", [["lt-service-travel", "lt-secrets-travel"], ["lt-advice", "lt-2023-draft"], ["demo-order"]]
)
def test_our_rulebooks_decide_many_stays_as_they_decide_each(names):
    nation = Nation(7, 150)
    regimes = [regime(rulebook(name)) for name in names]

    expected = nation.one_by_one(regimes)

    assert at_once(nation, regimes, whole=True) == expected


@pytest.mark.parametrize("seed", range(6))
def test_what_is_left_out_is_free(seed):
    nation = Nation(seed + 50, 60)
    regimes = [regime(drawn.rulebook(seed + 2000))]

    expected = nation.one_by_one(regimes)
    found = at_once(nation, regimes, whole=False)

    assert {stay: code for stay, code in expected.items() if stay in found} == found
    assert {read_code(code)[0] for stay, code in expected.items() if stay not in found} <= {"free"}


@pytest.mark.parametrize("after", ["3 months", "1 years", "unlimited"])
@pytest.mark.parametrize("may", [None, "lengthen", "shorten", "both"])
def test_those_who_left_are_counted_as_long_as_one_by_one(after, may):
    nation = Nation(3, 60)
    regimes = [regime(small(("categories/cleared/after_leaving", after), ("categories/cleared/agency_may", may)))]

    expected = nation.one_by_one(regimes)

    assert at_once(nation, regimes, whole=True) == expected


def test_a_condition_on_the_post_and_the_trip_together():
    nation = Nation(4, 60)
    when = {"all": [{"post.sensitive": True}, {"trip.planned": False}]}
    regimes = [regime(small(("provisions/rule/when", when), ("provisions/rule/live_by_order", True)))]

    expected = nation.one_by_one(regimes)

    assert at_once(nation, regimes, whole=True) == expected
    assert at_once(nation, regimes, whole=False).items() <= expected.items()


def test_several_drafts_are_decided_in_one_pass_as_each_by_itself():
    nation = Nation(5, 60)
    one, other = regime(drawn.rulebook(31)), regime(drawn.rulebook(32, "other"))
    plan = bulk.plan_of_many([[one], [other], [one, other]], PLACES, FACTS, whole=True)

    found = on_duckdb.answers(plan.text, plan.tables, nation.tables(plan.codes)).to_pylist()

    for column, regimes in (("code0", [one]), ("code2", [one, other])):
        assert {each["stay"]: each[column] for each in found} == nation.one_by_one(regimes)
    asked = {each["stay"]: read_code(each["code1"])[:2] for each in found}
    assert asked == {stay: read_code(code)[:2] for stay, code in nation.one_by_one([other]).items()}


def test_where_every_fact_of_the_holdings_is_known_the_shorter_question_says_the_same():
    nation = Nation(9, 60)
    nation.people = [
        (
            tuple(h for h in posts if len(h.facts) == 4),
            tuple(h for h in clearances if len(h.facts) == 1),
        )
        for posts, clearances in nation.people
    ]
    regimes = [regime(rulebook(name)) for name in ("lt-service-travel", "lt-secrets-travel")]
    plans = [bulk.plan(regimes, PLACES, FACTS, whole=whole, doubtful=False) for whole in (True, False)]

    expected = nation.one_by_one(regimes)
    every, fewer = (
        dict(zip(*on_duckdb.answers(p.text, p.tables, nation.tables(p.codes)).to_pydict().values(), strict=True))
        for p in plans
    )

    assert every == expected
    assert fewer.keys() < expected.keys()
    assert asked(fewer) == asked(expected)


def asked(codes: dict[int, int]) -> dict[int, int]:
    """The codes of the stays of which something is asked."""
    return {stay: code for stay, code in codes.items() if read_code(code)[0] != "free"}


@pytest.mark.parametrize("seed", [10, 24, 28, 46, 50, 56])
def test_a_regime_that_yields_is_silent_where_another_reaches_the_trip(seed):
    nation = Nation(seed + 30, 60)
    first, mild, third = drawn.rulebook(seed), drawn.rulebook(seed + 300, "mild"), drawn.rulebook(seed + 400, "third")
    yielding = mild.model_copy(update={"yields_to": ["drawn", "third"]})
    also = third.model_copy(update={"yields_to": ["drawn"]})
    regimes = [regime(book) for book in (first, yielding, also)]

    expected = nation.one_by_one(regimes)

    assert at_once(nation, regimes, whole=True) == expected
    assert at_once(nation, regimes, whole=False).items() <= expected.items()
    assert expected != nation.one_by_one([regime(book) for book in (first, mild, third)])


def test_a_regime_yields_only_in_the_group_that_asks_both():
    nation = Nation(35, 60)
    other = regime(drawn.rulebook(5))
    yielding = regime(drawn.rulebook(305, "mild").model_copy(update={"yields_to": ["drawn"]}))
    plan = bulk.plan_of_many([[yielding], [other, yielding]], PLACES, FACTS, whole=True)

    found = on_duckdb.answers(plan.text, plan.tables, nation.tables(plan.codes)).to_pylist()

    for column, regimes in (("code0", [yielding]), ("code1", [yielding, other])):
        expected = nation.one_by_one(regimes)
        assert {each["stay"]: read_code(each[column])[:2] for each in found} == {
            stay: read_code(code)[:2] for stay, code in expected.items()
        }


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("under_way", ["exempt", "bound"])
def test_a_provision_that_goes_by_the_day_of_filing(under_way, whole):
    nation = Nation(6, 80)
    made = regime(small(("provisions/rule/governed_by", "application"), ("provisions/rule/under_way", under_way)))

    expected = nation.one_by_one([made])
    found = at_once(nation, [made], whole=whole)

    assert {stay: code for stay, code in expected.items() if stay in found} == found
    assert {read_code(code)[0] for stay, code in expected.items() if stay not in found} <= {"free"}
    assert len(found) == len(expected) or not whole


MIXED: list[dict[str, Any]] = [
    {"any": [{"post.sensitive": True, "trip.planned": False}, {"clearance.level": {"at_least": LEVELS[2]}}]},
    {"not": {"all": [{"post.kind": KINDS[1:4]}, {"any": [{"trip.planned": True}, {"stay.mode": ["transit"]}]}]}},
    {"any": [
        {"post.sensitive": True, "stay.days": {"at_least": 3}},
        {"not": {"post.body_handles_secrets": True, "trip.planned": True}},
        {"clearance.level": {"at_most": LEVELS[1]}, "stay.from": {"given": True}},
    ]},
    {"any": [{"post.sensitive": True, **each} for each in (
        {"trip.planned": True}, {"stay.mode": ["transit"]}, {"trip.purpose": ["duty"]}, {"application.reason": "study"},
        {"destination.occupied_by": {"not_in": ["RU"]}}, {"destination.territory": {"given": False}},
    )]},
]  # fmt: skip


@pytest.mark.parametrize("when", MIXED)
@pytest.mark.parametrize("where", ["categories/cleared/when", "provisions/rule/when"])
def test_conditions_that_mix_holdings_with_the_trip_at_any_depth(where, when):
    nation = Nation(8, 80)
    regimes = [regime(small((where, when)))]

    expected = nation.one_by_one(regimes)

    assert at_once(nation, regimes, whole=True) == expected


SUMS: list[dict[str, Any]] = [
    {"of": "days", "over": "90 days"}, {"of": "days", "over": "6 months"}, {"of": "days", "over": "calendar_year"},
    {"of": "journeys", "over": "1 years"}, {"of": "journeys", "over": "26 weeks"},
]  # fmt: skip
WHERE: list[dict[str, Any]] = [
    {"countries": ["RU", "BY", "PL"]}, {"all_except": ["LT"], "except_in": ["schengen"]}, {"occupied_by": ["RU"]},
]  # fmt: skip


@pytest.mark.parametrize("over", SUMS)
@pytest.mark.parametrize("where", WHERE)
def test_days_and_journeys_are_counted_over_windows(over, where):
    nation = Nation(12, 60)
    cited = {"in_force": DAY, "cite": ["act"]}
    limit = 3 if over["of"] == "journeys" else 40
    regimes = [
        regime(
            small(
                ("destinations/listed", {**cited, "label": {"en": "Listed"}, **where}),
                ("counts/abroad", {**cited, **over, "to": ["listed"]}),
                ("provisions/rule/when", {"any": [{"count.abroad": {"at_least": limit}}, {"post.sensitive": True}]}),
            )
        )
    ]

    expected = nation.one_by_one(regimes)

    assert at_once(nation, regimes, whole=True) == expected
    assert at_once(nation, regimes, whole=False).items() <= expected.items()
    assert len(set(expected.values())) > 3


def test_what_is_only_asked_one_by_one_is_said():
    two = [{"any": [{"post.sensitive": True}, {"trip.planned": each}]} for each in (True, False)]
    mixed = regime(small(("provisions/rule/when", {"all": two * 4})))
    filed = regime(small(("provisions/rule/governed_by", "application")))

    with pytest.raises(bulk.NotInBulk, match="more than 64"):
        bulk.plan([mixed], PLACES, FACTS)
    with pytest.raises(bulk.NotInBulk, match="day of filing"):
        bulk.plan([filed], PLACES, ("trip.purpose",))


@pytest.mark.parametrize("seed", range(4))
def test_who_is_bound_is_found_day_by_day(seed):
    nation = Nation(seed + 70, 40)
    made = regime(small(("categories/cleared/when", WHENS[seed])))
    epoch = made.epoch(made.index(DAY))  # the second of two; before it nothing was in force
    plan = bulk.plan([made], PLACES, FACTS, whole=True)

    expected = day_by_day(nation, epoch.binding[0][2])
    facts = plan.text[: plan.text.rindex("decided AS")].rstrip().removesuffix(",")
    only_held = f"{facts} SELECT stay, yes0, maybe0 FROM facts WHERE until > {bulk.day_number(DAY)}"
    found = on_duckdb.answers(only_held, plan.tables, nation.tables(plan.codes)).to_pylist()

    answers = {each["stay"]: True if each["yes0"] else None if each["maybe0"] else False for each in found}
    assert answers == {stay: expected[stay] for stay in answers}


WHENS: list[dict[str, Any]] = [
    {"post.kind": KINDS[1:4]},
    {"post.kind": {"not_in": KINDS[1:4]}},
    {"clearance.level": {"at_least": LEVELS[2]}, "post.body_handles_secrets": True},
    {"any": [{"clearance.level": {"at_most": LEVELS[2]}}, {"not": {"post.sensitive": True}}]},
]


def day_by_day(nation: Nation, condition: Any) -> dict[int, bool | None]:
    """For each stay, whether on at least one of its days some post and some clearance meet the condition."""
    found: dict[int, bool | None] = {}
    for person, stays, _ in nation.trips:
        for stay in stays:
            assert stay.first
            assert stay.until
            answers = set()
            for n in range((stay.until - stay.first).days):
                today = stay.first + timedelta(days=n)
                if today < DAY:
                    continue
                for post in on_day(nation.people[person][0], today):
                    for clearance in on_day(nation.people[person][1], today):
                        answers.add(holds(condition, partial(fact_of, post, clearance), set()))
            found[len(found)] = True if True in answers else None if None in answers else False
    return found


def on_day(held: tuple[Holding, ...], today: date) -> list[Holding | None]:
    """What is held on a day; None stands for nothing."""
    there = [h for h in held if (h.first or date.min) <= today and (h.until is None or today < h.until)]
    return [*there] or [None]


def fact_of(post: Holding | None, clearance: Holding | None, fact: str) -> Any:
    holding = post if fact.startswith("post.") else clearance
    if holding is None:
        return {"post.kind": "none", "clearance.level": 0}.get(fact, ABSENT)
    return holding.facts.get(fact)
