"""Two texts compared on a page, and a situation changed one fact at a time."""

from datetime import date

import pytest

from exeat.regimes import ask, compare, rulebook, rulebooks
from exeat.regimes.changing import what_if
from exeat.regimes.comparing import compare_days
from exeat.web.drafts.wording import REQUIREMENTS
from exeat.web.regimes.differences import sections
from tests.web.words import words_of


def test_two_regimes_are_compared_with_a_trip_for_each_difference(client):
    said = words_of(client.get("/rules/compare/?a=lt-service-travel&b=lt-2023-draft"))

    assert "Volunteer soldier, Belarus, 1 January 2024" in said
    assert "Does a listed ground call for a permit" in said


def test_two_days_of_a_regime_are_compared(client):
    said = words_of(client.get("/rules/compare/?a=lt-service-travel&b=&on=2024-01-10&then=2024-02-10"))
    same = words_of(client.get("/rules/compare/?a=lt-service-travel&b=&on=2024-02-10&then=2024-03-10"))

    assert "What differs between " in said
    assert "Soldier of the professional military service, Belarus" in said
    assert "No trip is answered differently." in same


def test_differences_stand_under_what_changes_with_their_number_and_one_trip(client):
    said = client.get("/rules/compare/?a=lt-service-travel&b=lt-2023-draft").content.decode()

    kinds = sections(compare("lt-service-travel", "lt-2023-draft"))
    assert (kinds[0].before, kinds[0].after) == (REQUIREMENTS["free"], REQUIREMENTS["permission"])
    assert [each.heavier for each in kinds if not each.under_way] == [True, False, False, False]
    assert kinds[-1].under_way
    for each in kinds:
        told = said.split(f'<section class="x-biggap" id="{each.anchor}">')[1].split("</section>")[0]
        assert f'href="#{each.anchor}"' in said
        assert f"Everybody concerned: {len(each.groups)} group" in told
        assert each.example in told


def test_a_group_does_not_repeat_what_changes_nor_its_days():
    group = sections(compare("lt-service-travel", "lt-2023-draft"))[0].groups[0]

    assert group.who.startswith("Employee under contract")
    assert group.more == "Belarus, Russia · privately"


def test_what_is_missing_is_asked_for(client):
    answer = client.get("/rules/compare/?a=lt-service-travel&b=&on=2024-01-10&then=")

    assert "Choose another regime, or two days." in answer.content.decode()
    assert "Compare two texts" in words_of(client.get("/rules/compare/"))


def test_every_witness_of_two_days_is_answered_so():
    one, two = date(2024, 1, 10), date(2024, 2, 10)

    found = compare_days("lt-service-travel", one, two)

    assert {(each.before, each.after) for each in found} == {("free", "ban"), ("free", "permission")}
    for each in found:
        earlier = {**each.witness, "stay.from": one, "stay.until": date(2024, 1, 11)}
        assert ask(["lt-service-travel"], each.witness).requires == each.after
        assert ask(["lt-service-travel"], earlier).requires == each.before


def test_one_fact_at_a_time_moves_the_answer():
    book, day = rulebook("lt-service-travel"), date(2026, 3, 2)

    plain = what_if(book, day, {})
    elsewhere = what_if(book, day, {**plain.given, "place": "PL"})

    assert plain.requires == "ban"
    assert elsewhere.requires == "free"
    place = next(fact for fact in plain.facts if fact.name == "place")
    assert place.moves
    assert {choice.requires for choice in place.choices} >= {"ban", "free"}


def test_a_situation_is_changed_on_the_page_and_nothing_of_it_is_in_the_address(client):
    first = client.get("/rules/lt-service-travel/what-if/")
    then = client.post(
        "/rules/lt-service-travel/what-if/", {"change": "application.reason=property", "post.kind": "officer"}
    )

    assert "In this situation: ban" in words_of(first)
    assert "In this situation: permission" in words_of(then)
    assert client.get("/rules/no-such-regime/what-if/").status_code == 404


@pytest.mark.parametrize("name", rulebooks(status=None))
def test_every_regime_can_be_asked_what_if(name):
    found = what_if(rulebook(name), date(2026, 6, 1), {})

    assert found.requires in REQUIREMENTS
    assert all(fact.words and sum(choice.taken for choice in fact.choices) == 1 for fact in found.facts)
