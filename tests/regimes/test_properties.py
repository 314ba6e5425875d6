"""What must hold for every question, over all the rulebooks and random facts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exeat.regimes import ask, requirement, rulebook
from exeat.regimes.shapes import WEIGHTS
from tests.regimes.questions import LAW, LEVELS, questions


@given(questions)
@settings(max_examples=60, deadline=None)
def test_what_several_regimes_ask_is_the_heaviest_of_what_each_asks(facts):
    together = ask(LAW, facts)

    alone = [requirement([name], facts) for name in LAW]

    assert together.requires == max(alone, key=WEIGHTS.__getitem__)


@given(questions)
@settings(max_examples=60, deadline=None)
def test_an_order_never_changes_what_the_law_asks(facts):
    law = ask(LAW[:3], facts)

    ordered = ask(LAW, facts)

    assert (ordered.requires, ordered.decided_by) == (law.requires, law.decided_by)


@given(questions)
@settings(max_examples=60, deadline=None)
def test_what_another_reading_would_ask_is_what_it_asks_when_it_is_chosen(facts):
    outcome = ask(LAW, facts)

    for key, requires in outcome.other_readings.items():
        point, _, reading = key.partition(": ")
        alike = {
            f"{name}/{point.partition('/')[2]}": reading
            for name in LAW
            if (found := rulebook(name).open_points.get(point.partition("/")[2])) and reading in found.readings
        }
        assert ask(LAW, facts, readings=alike).requires == requires != outcome.requires


@given(questions, st.sampled_from(["lt-service-travel", "lt-secrets-travel", "lt-2023-draft"]))
@settings(max_examples=150, deadline=None)
def test_the_ladders_agree_with_the_law_read_day_by_day(facts, name):
    expected = day_by_day(name, facts)

    assert ask([name], facts).requires == expected


def day_by_day(name: str, facts: dict[str, Any]) -> str:
    """The default readings once more, written for a person to read: every day of every stay by itself."""
    begins = min(stay["from"] for stay in facts["stays"])
    found = "free"
    for stay in facts["stays"]:
        day, end = date.fromisoformat(stay["from"]), date.fromisoformat(stay["until"])
        while day < end:
            found = max(found, one_day(name, facts, stay["country"], day, begins), key=WEIGHTS.__getitem__)
            day += timedelta(days=1)
    return found


def holds_on(item: dict[str, Any], day: date) -> bool:
    return item["from"] <= day.isoformat() and ("until" not in item or day.isoformat() < item["until"])


def one_day(name: str, facts: dict[str, Any], country: str, day: date, begins: str) -> str:
    kinds = {post["kind"] for post in facts["posts"] if holds_on(post, day)}
    secretive = any(post["body_handles_secrets"] for post in facts["posts"] if holds_on(post, day))
    level = max((LEVELS.index(each["level"]) for each in facts["clearances"] if holds_on(each, day)), default=0)
    reason, today = facts["application.reason"], day.isoformat()
    if facts["trip.purpose"] == "duty":
        return "free"
    if name == "lt-2023-draft":
        bound = kinds - {"none", "contract_employee", "rifleman"} or level >= LEVELS.index("confidential")
        asked = today >= "2023-09-01" and begins >= "2023-09-01" and bound and country in {"RU", "BY"}
        return "permission" if asked else "free"
    grounds = {"serious_illness_of_relative", "death_of_relative", "parental_duty", "guardianship", "property"}
    if name == "lt-service-travel":
        bound = kinds & {"professional_soldier", "police_officer", "border_guard", "interior_service_officer"}
        in_force = begins >= "2024-01-01" and today >= "2024-01-24"
    else:
        bound = level >= 1 and (secretive or "rifleman" in kinds)
        in_force = begins >= "2025-01-01"
    if not (in_force and bound and country in {"RU", "BY", "CN"}):
        return "free"
    return "permission" if reason in grounds else "ban"


@pytest.mark.parametrize("language", ["en", "lt"])
@given(facts=questions)
@settings(max_examples=40, deadline=None)
def test_every_sentence_is_whole_in_both_languages(language, facts):
    outcome = ask(LAW, facts, language=language)

    texts = [step.words for step in outcome.steps] + [due.counted for due in outcome.duties] + outcome.assumed
    assert all(text and "{" not in text and "None" not in text for text in texts)
    assert rulebook(outcome.decided_by.partition("/")[0])
