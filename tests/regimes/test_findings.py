"""What the walk finds in a rulebook that holds together and still says less, or more, than its author meant."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from exeat import regimes
from exeat.regimes import findings, rulebook, rulebooks, vocabulary
from exeat.regimes.reading import read_text
from exeat.regimes.suggesting import suggest, written
from tests.regimes.test_walking import AFTERWARDS

RULE = "  long-stays: {"


def found(text, **options):
    return {(each.code, each.place): each for each in findings(read_text(text), falsified=False, **options)}


def test_a_provision_without_a_list_bound_nobody_and_the_days_are_told():
    [idle] = [each for each in findings(rulebook("lt-service-travel"), falsified=False) if each.code == "bound_nobody"]

    assert (idle.since, idle.until) == (date(2024, 1, 1), date(2024, 1, 24))
    assert idle.words().startswith("1 to 23\xa0January 2024 this provision bound nobody: no destination was listed. ")
    assert idle.words("lt").startswith("2024")


def test_an_exception_that_no_trip_can_reach_is_named():
    text = AFTERWARDS.replace(
        "requires: notice, by: tell, cite: [act]}\nexamples",
        "requires: notice, by: tell, cite: [act], exceptions: {never: {label: {en: Never}, "
        "when: {stay.days: {at_most: 3}}, requires: free, cite: [act]}}}\nexamples",
    )

    assert ("never_reached", "provisions.long-stays.exceptions.never") in found(text)


def test_a_step_that_is_out_of_reach_for_some_days_is_told_with_these_days():
    text = AFTERWARDS.replace(
        "destinations: {abroad: {in_force: 2020-01-01, all_except: [LT], cite: [act]}}",
        "destinations: {abroad: {wordings: ["
        "{in_force: 2020-01-01, until: 2022-01-01, countries: [BY, GE], cite: [act]}, "
        "{in_force: 2022-01-01, until: 2023-01-01, countries: [BY], cite: [act]}, "
        "{in_force: 2023-01-01, countries: [BY, GE], cite: [act]}]}}",
    ).replace(
        "requires: notice, by: tell, cite: [act]}\nexamples",
        "requires: notice, by: tell, cite: [act], exceptions: {georgia: {label: {en: Georgia}, "
        "when: {destination.country: GE}, requires: free, cite: [act]}}}\nexamples",
    )

    told = found(text)[("never_reached", "provisions.long-stays.exceptions.georgia")]

    assert told.words() == "1\xa0January to 31\xa0December 2022 no trip can reach this step: georgia"


def test_an_exception_that_asks_for_the_same_has_no_effect():
    text = AFTERWARDS.replace(
        "requires: notice, by: tell, cite: [act]}\nexamples",
        "requires: notice, by: tell, cite: [act], exceptions: {same: {label: {en: Same}, "
        "when: {trip.purpose: duty}, requires: notice, by: tell, cite: [act]}}}\nexamples",
    )

    assert ("no_effect", "provisions.long-stays.exceptions.same") in found(text)


def test_names_without_a_use_and_permission_without_a_decider_are_told():
    text = AFTERWARDS.replace(
        "destinations: {", "destinations: {spare: {in_force: 2020-01-01, countries: [BY], cite: [act]}, "
    )
    text = text.replace("procedures: {", "procedures: {ask: {kind: permission, in_force: 2020-01-01, cite: [act]}, ")

    told = found(text)

    assert {("unused", "destinations.spare"), ("unused", "procedures.ask"), ("no_decider", "procedures.ask")} <= set(
        told
    )


def test_a_provision_under_a_heavier_one_is_pointless():
    lighter = RULE.replace("long-stays", "also") + AFTERWARDS.split(RULE)[1].split("\n")[0]
    text = AFTERWARDS.replace(RULE, lighter.replace("requires: notice, by: tell", "requires: advice") + "\n" + RULE)

    told = found(text)

    assert told["pointless", "provisions.also"].values["other"] == "long-stays"
    assert ("pointless", "provisions.long-stays") not in told


def test_clocks_that_cannot_work_are_told():
    ask = "{kind: permission, in_force: 2020-01-01, decider: unknown, apply_before: 10 days, decide_within: 20 days, "
    ask += "permit: {journeys: one, itinerary: fixed, valid_at_most: 5 days}, cite: [act]}"
    text = AFTERWARDS.replace("procedures: {", f"procedures: {{ask: {ask}, ")

    told = found(text)

    assert ("decided_too_late", "procedures.ask.decide_within") in told
    assert ("permit_too_short", "procedures.ask.permit.valid_at_most") in told


def test_what_was_not_compared_with_its_source_for_a_year_is_told():
    text = AFTERWARDS.replace("after_leaving: 5 years,", "after_leaving: 5 years, checked_on: 2020-02-01,")

    assert ("unchecked", "categories.cleared.checked_on") in found(text, on=date(2021, 2, 2))
    assert ("unchecked", "categories.cleared.checked_on") not in found(text, on=date(2021, 2, 1))


def test_a_body_without_words_is_told_with_where_they_go():
    text = AFTERWARDS.replace(
        "procedures: {",
        "procedures: {ask: {kind: permission, in_force: 2020-01-01, decider: a_new_body, cite: [act]}, ",
    )

    told = found(text)[("no_words", "procedures.ask")]

    assert "a_new_body" in told.words()
    assert "bodies.yaml" in told.words("lt")


LEVELS = "destinations: {levels: {in_force: 2020-01-01, as_in: travel-advice-jp, at_least: 1, cite: [act]}, "


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("at_least: 1", "at_least: 1", True),
        ("at_least: 1", "at_least: 1, unpublished: true", False),
        ("travel-advice-jp", "de-staatenliste-1", False),
        ("examples:", "assumed: [{on: destinations.levels, why: No other state has a level}]\nexamples:", False),
    ],
)
def test_a_list_that_we_hold_only_in_part_is_told_unless_the_rulebook_says_so(old, new, told):
    text = AFTERWARDS.replace("destinations: {", LEVELS, 1).replace(old, new, 1)

    assert (("incomplete", "destinations.levels") in found(text)) is told


@pytest.mark.parametrize("name", rulebooks(status=None))
def test_whatever_the_check_finds_in_a_regime_that_comes_with_exeat_is_explained_in_both_languages(name):
    found = findings(rulebook(name))

    assert [(each.code, each.place) for each in found if not each.why or set(each.why) < {"en", "lt"}] == []


LISTS = """format: exeat-rulebook/1
regime: two-lists
title: {en: "Two lists"}
jurisdiction: XX
calendar: LT
status: law
sources: {act: {title: {en: "Act"}, kind: act, number: unknown, adopted: unknown, uri: unknown, known_from: text}}
categories:
  officer: {label: {en: "Officer"}, in_force: 2024-01-01, when: {post.kind: official}, cite: [act]}
  clerk: {label: {en: "Clerk"}, in_force: 2024-01-01, when: {post.kind: civil_servant}, cite: [act]}
destinations:
  near: {label: {en: "Near states"}, in_force: 2024-01-01, countries: [RU, BY], cite: [act]}
  far: {label: {en: "Other states"}, in_force: 2024-01-01, countries: [CN], cite: [act]}
provisions:
  near: {in_force: 2024-01-01, binds: [officer], to: [near], requires: advice, cite: [act]}
  far: {in_force: 2024-01-01, binds: [clerk], to: [far], requires: advice, cite: [act]}
examples:
  given: {post.kind: official, destination.country: RU, stay.from: 2025-01-01, stay.until: 2025-01-03}
  cases: [{name: near, then: {requires: advice}}]
"""


def gaps(text):
    return {each.words() for each in findings(read_text(text), falsified=False) if each.code == "gap"}


@pytest.mark.parametrize(
    ("officers_to", "left"),
    [
        ("countries: [RU, BY]", "nothing is asked of Officer for Other states (private)"),
        ("countries: [RU, BY, CN]", ""),
        ("all_except: [LT]", ""),
        ("countries: [RU], territories: [UA-43]", "nothing is asked of Officer for Other states (private)"),
    ],
)
def test_a_list_inside_another_that_binds_is_no_gap(officers_to, left):
    told = {each for each in gaps(LISTS.replace("countries: [RU, BY]", officers_to)) if "Officer" in each}

    assert any(left in each for each in told) if left else not told


def test_a_gap_in_a_part_of_a_list_names_the_states_that_are_left():
    told = gaps(LISTS.replace("countries: [CN]", "countries: [RU, CN]"))

    assert any("nothing is asked of Officer for Other states: China (private)" in each for each in told)


def test_a_list_of_which_nobody_knows_the_whole_stays_a_gap():
    told = gaps(LISTS.replace("countries: [CN]", "countries: [RU], unpublished: true"))

    assert any("nothing is asked of Officer for Other states (private)" in each for each in told)


def test_an_explanation_of_what_is_not_found_is_told():
    said = 'explained: [{finding: gap, on: categories.officer, why: "It was."}]\nexamples:'
    same = LISTS.replace("countries: [RU, BY]", "all_except: [LT]").replace("examples:", said)

    assert ("explains_nothing", "explained.0") in found(same)
    assert ("explains_nothing", "explained.0") not in found(LISTS.replace("examples:", said))


def test_an_explanation_names_a_word_of_the_check():
    said = 'explained: [{finding: gaps, on: categories.officer, why: "It was."}]\nexamples:'

    with pytest.raises(regimes.RulebookError, match="no such finding: 'gaps'; the nearest known is 'gap'"):
        read_text(LISTS.replace("examples:", said))


def test_every_kind_of_finding_has_words_in_both_languages_and_every_word_is_a_kind():
    told = vocabulary.load("words/findings.yaml")
    code = "".join(path.read_text(encoding="utf-8") for path in Path(regimes.__path__[0]).glob("*.py"))

    assert all(each["en"] and each["lt"] for each in told.values())
    assert {word for word in told if f'"{word}"' not in code} == set()
    for weight, word in re.findall(r'Finding\(\s*"(\w+)",\s*"(\w+)"', code):
        assert word in told, weight


def test_another_institution_is_no_country():
    bound = LISTS.replace("when: {post.kind: official}", "when: {post.kind: official, post.institution: ours}")
    alone = bound.replace("given: {post.kind", "given: {post.institution: ours, post.kind")

    told = [each.words() for each in findings(read_text(alone)) if "institution" in each.words().lower()]

    assert all("Poland" not in words for words in told)
    assert any("post.institution: other" in text for text in written(suggest(read_text(alone))))
