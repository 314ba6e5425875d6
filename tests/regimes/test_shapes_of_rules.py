"""The shapes of rules that the Lithuanian sources do not show, each in a small rulebook made for the test."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from exeat.regimes import ask
from exeat.regimes.shapes import Rulebook
from exeat.regimes.soundness import faults

DAY = date(2020, 1, 1)
CITED = {"in_force": DAY, "cite": ["act"]}
BASE: dict[str, Any] = {
    "format": "exeat-rulebook/1",
    "regime": "small",
    "title": {"en": "A small regime"},
    "jurisdiction": "LT",
    "calendar": "LT",
    "status": "law",
    "sources": {
        "act": {"title": "Act", "kind": "act", "number": "1", "adopted": DAY, "uri": "silent", "known_from": "text"}
    },
    "categories": {
        "cleared": {**CITED, "label": {"en": "Cleared"}, "when": {"clearance.level": {"at_least": "secret"}}}
    },
    "destinations": {"listed": {**CITED, "label": {"en": "Listed"}, "countries": ["RU"]}},
    "procedures": {"asking": {**CITED, "kind": "permission", "apply_before": "5 days"}},
    "provisions": {
        "rule": {
            **CITED,
            "label": {"en": "The rule"},
            "binds": ["cleared"],
            "to": ["listed"],
            "requires": "permission",
            "by": "asking",
        }
    },
    "examples": {
        "given": {"trip.purpose": "private"},
        "cases": [{"name": "any", "then": {"requires": "undetermined"}}],
    },
}
FACTS = {
    "clearance.level": "secret",
    "clearance.from": "2015-01-01",
    "post.kind": "official",
    "post.from": "2015-01-01",
    "destination.country": "RU",
    "stay.from": "2026-05-04",
    "stay.until": "2026-05-08",
    "trip.purpose": "private",
    "application.reason": "tourism",
}


def small(*changes: tuple[str, Any]) -> Rulebook:
    """The small regime with some keys set, each by its path."""
    data = deepcopy(BASE)
    for path, value in changes:
        node = data
        *keys, last = path.split("/")
        for key in keys:
            node = node.setdefault(key, {})
        node[last] = value
    book = Rulebook.model_validate(data)
    assert faults(book) == []
    return book


def asked(book: Rulebook, **facts: Any) -> str:
    return ask([book], FACTS | {key.replace("__", "."): value for key, value in facts.items()}).requires


def test_whoever_left_stays_bound_for_as_long_as_the_rule_says():
    book = small(("categories/cleared/after_leaving", "3 years"))

    assert asked(book, clearance__until="2023-05-05") == "permission"
    assert asked(book, clearance__until="2023-05-04") == "free"
    assert (
        asked(small(("categories/cleared/after_leaving", "unlimited")), clearance__until="2016-01-01") == "permission"
    )


@pytest.mark.parametrize(
    ("may", "own", "requires"),
    [("lengthen", "2027-01-01", "permission"), ("shorten", "2027-01-01", "free"), ("shorten", "2026-05-01", "free")],
)
def test_an_agency_may_set_an_end_of_its_own(may, own, requires):
    book = small(("categories/cleared/after_leaving", "1 years"), ("categories/cleared/agency_may", may))

    assert asked(book, clearance__until="2025-01-01", clearance__bound_until=own) == requires


def test_every_country_but_some():
    book = small(("destinations/listed", {**CITED, "all_except": ["LT", "LV"]}))

    assert asked(book, destination__country="FR") == "permission"
    assert asked(book, destination__country="LV") == "free"


def test_where_part_of_the_list_is_secret_the_answer_is_never_free():
    book = small(("destinations/listed/unpublished", True))

    outcome = ask([book], FACTS | {"destination.country": "FR"})

    assert (outcome.requires, outcome.missing) == ("undetermined", ["ask"])
    assert asked(book) == "permission"


@pytest.mark.parametrize(
    ("transit", "mode", "requires"),
    [
        ("counts", "transit_airside", "permission"),
        ("unknown", "transit_airside", "permission"),
        ("exempt_airside", "transit_airside", "free"),
        ("exempt_airside", "transit", "permission"),
        ("exempt", "transit", "free"),
        ("exempt", "port_call", "permission"),
    ],
)
def test_ways_through_count_or_do_not(transit, mode, requires):
    assert asked(small(("provisions/rule/transit", transit)), stay__mode=mode) == requires


def test_a_special_rule_sets_a_general_one_aside():
    special = {
        **CITED,
        "binds": ["cleared"],
        "to": ["listed"],
        "purpose": ["duty"],
        "requires": "free",
        "prevails_over": ["rule"],
    }
    book = small(("provisions/special", special))

    outcome = ask([book], FACTS | {"trip.purpose": "duty"})

    assert outcome.requires == "free"
    assert [step.reason for step in outcome.steps if step.provision == "rule"][-1] == "set_aside"
    assert asked(book) == "permission"
    assert asked(book, trip__purpose=None) == "undetermined"


def test_a_rule_that_goes_by_the_day_of_filing():
    book = small(
        ("provisions/rule/governed_by", "application"),
        ("provisions/rule/until", date(2026, 1, 1)),
        ("provisions/rule/under_way", "bound"),
    )
    spring = {"stay__from": "2025-12-20", "stay__until": "2025-12-27"}

    assert asked(book, application__filed_on="2025-12-01", **spring) == "permission"
    outcome = ask([book], FACTS | {"stay.from": "2025-12-20", "stay.until": "2025-12-27"})
    assert (outcome.requires, outcome.missing) == ("undetermined", ["application.filed_on"])


def test_a_rule_that_binds_only_by_an_order_to_the_person():
    book = small(("provisions/rule/live_by_order", True))

    assert asked(book, post__ordered=True) == "permission"
    assert asked(book, post__ordered=False) == "free"
    outcome = ask([book], FACTS)
    assert (outcome.requires, outcome.missing) == ("undetermined", ["post.ordered"])


def test_a_rule_only_while_a_public_state_lasts_binds_nobody_where_it_does_not():
    assert asked(small(("provisions/rule/while", "martial_law"))) == "free"


def test_a_gap_between_two_wordings_is_a_gap_in_the_law():
    wordings = [
        {"in_force": DAY, "until": date(2022, 1, 1), "countries": ["RU"], "cite": ["act"]},
        {"in_force": date(2023, 1, 1), "countries": ["RU"], "cite": ["act"]},
    ]
    book = small(("destinations/listed", {"label": {"en": "Listed"}, "wordings": wordings}))

    assert asked(book, stay__from="2022-05-01", stay__until="2022-05-05") == "free"
    assert asked(book, stay__from="2022-12-30", stay__until="2023-01-02") == "permission"


def test_a_regime_that_yields_falls_silent_where_the_other_applies():
    mild = small(("regime", "mild"), ("yields_to", ["strict"]))
    strict = small(
        ("regime", "strict"), ("provisions/rule/purpose", ["private"]), ("provisions/rule/requires", "advice")
    )

    assert ask([mild, strict], FACTS).requires == "advice"
    assert ask([mild, strict], FACTS | {"trip.purpose": "duty"}).requires == "permission"


def test_conditions_may_be_any_all_and_not():
    when = {
        "any": [{"post.kind": "rifleman"}, {"all": [{"clearance.level": "secret"}, {"not": {"post.sensitive": False}}]}]
    }
    book = small(("categories/cleared/when", when))

    assert asked(book, post__kind="rifleman", clearance__level="none") == "permission"
    assert asked(book, post__sensitive=True) == "permission"
    assert asked(book, post__sensitive=False) == "free"
    assert asked(book) == "undetermined"


def test_a_long_stay_may_be_asked_for_more_than_a_short_one():
    book = small(("provisions/rule/when", {"stay.days": {"at_least": 5}}))

    assert asked(book) == "free"
    assert asked(book, stay__until="2026-05-09") == "permission"


def test_a_count_of_earlier_journeys_is_a_fact():
    count = {**CITED, "of": "journeys", "to": ["listed"], "over": "calendar_year"}
    book = small(("counts/journeys", count), ("provisions/rule/when", {"count.journeys": {"at_least": 2}}))

    assert ask([book], FACTS | {"count.journeys": 2}).requires == "permission"
    assert ask([book], FACTS | {"count.journeys": 1}).requires == "free"
    assert ask([book], FACTS).missing == ["count.journeys"]


def test_a_permit_is_needed_even_where_it_is_chained_to_more():
    breach = {
        **CITED,
        "unmet": ["permission"],
        "measures": {"clearance_withdrawn": "discretionary"},
        "chained": {"clearance_withdrawn": "employment_ended"},
    }
    book = small(("breaches/went", breach))

    outcome = ask([book], FACTS)

    assert [(each.measure, each.kind, each.follows) for each in outcome.consequences] == [
        ("clearance_withdrawn", "discretionary", ""),
        ("employment_ended", "chained", "clearance_withdrawn"),
    ]


def test_a_region_that_is_only_partly_controlled_needs_another_fact():
    book = small(("destinations/listed/occupied_by", ["RU"]))
    donetsk = {"destination.country": "UA", "destination.territory": "UA-14"}

    assert ask([book], FACTS | donetsk).missing == ["destination.occupied_by"]
    assert ask([book], FACTS | donetsk | {"destination.occupied_by": "RU"}).requires == "permission"
    assert ask([book], FACTS | donetsk | {"destination.occupied_by": "UA"}).requires == "free"


def test_a_condition_on_the_post_is_that_of_the_wording_of_the_day_of_filing():
    first = {**BASE["provisions"]["rule"], "governed_by": "application", "until": date(2026, 1, 1)}
    first.pop("label")
    second = {**first, "in_force": date(2026, 1, 1), "until": None}
    wordings = [{**first, "when": {"post.sensitive": True}}, {**second, "when": {"post.sensitive": False}}]
    book = small(("provisions/rule", {"label": {"en": "The rule"}, "wordings": wordings}))

    assert asked(book, post__sensitive=True, application__filed_on="2025-12-01") == "permission"
    assert asked(book, post__sensitive=True, application__filed_on="2026-02-01") == "free"


def test_the_last_day_is_what_is_missing_where_the_length_of_the_stay_counts():
    book = small(("provisions/rule/when", {"stay.days": {"at_least": 5}}))

    assert ask([book], {key: value for key, value in FACTS.items() if key != "stay.until"}).missing == ["stay.until"]
