from __future__ import annotations

import pytest

from exeat.regimes import WrongFacts, ask

BOTH = ["lt-service-travel", "lt-secrets-travel"]
FACTS = {
    "posts": [{"kind": "professional_soldier", "from": "2015-03-02", "body_handles_secrets": True}],
    "clearances": [{"level": "secret", "from": "2018-01-01"}],
    "destination.country": "BY",
    "stay.from": "2026-12-10",
    "stay.until": "2026-12-13",
    "trip.purpose": "private",
}


@pytest.mark.parametrize(
    "reason", ["serious_illness_of_relative", "death_of_relative", "guardianship", "parental_duty", "property"]
)
def test_a_reason_claimed_once_opens_the_ground_in_each(reason):
    outcome = ask(BOTH, FACTS | {"application.reason": reason})

    assert outcome.requires == "permission"
    assert outcome.other_readings["lt-service-travel/ground-needs: declaration"] == "notice"
    assert {step.regime for step in outcome.steps} == set(BOTH)
    assert [step.reason for step in outcome.steps if "on-a-ground" in step.reason] == [
        "no-private-travel.on-a-ground",
        "no-travel.on-a-ground",
    ]


def test_a_critically_ill_mother_shows_the_other_readings():
    outcome = ask(BOTH, FACTS | {"application.reason": "serious_illness_of_relative"})

    assert outcome.other_readings["lt-secrets-travel/other-cases: none"] == "ban"
    assert outcome.other_readings["lt-service-travel/ground-needs: declaration"] == "notice"
    assert outcome.other_readings["lt-secrets-travel/ground-needs: declaration"] == "notice"


def test_one_bound_by_a_single_regime_sees_that_a_declaration_may_be_enough():
    outcome = ask(BOTH, FACTS | {"clearances": [], "application.reason": "death_of_relative"})

    assert outcome.requires == "permission"
    assert outcome.other_readings["lt-service-travel/ground-needs: declaration"] == "notice"
    assert outcome.other_readings["lt-service-travel/ground-needs: nothing"] == "free"


def test_tourism_is_banned():
    outcome = ask(BOTH, FACTS | {"application.reason": "tourism"})

    assert outcome.requires == "ban"
    assert outcome.decided_by == "lt-service-travel/no-private-travel"
    assert outcome.measures == ["unknown", "clearance_withdrawn"]


def test_a_regimes_own_word_is_refused_where_several_are_asked():
    with pytest.raises(WrongFacts, match=r"application\.reason"):
        ask(BOTH, FACTS | {"application.ground": "illness_or_death"})


def test_an_order_says_how_and_never_what():
    law = ask(BOTH, FACTS | {"application.reason": "death_of_relative"})
    ordered = ask([*BOTH, "demo-order"], FACTS | {"application.reason": "death_of_relative"})

    assert (ordered.requires, ordered.decided_by) == (law.requires, law.decided_by)
    assert [due.kind for due in law.duties] == ["permission"]
    assert [due.kind for due in ordered.duties] == ["permission", "briefing", "return_report"]
    assert law.duties[0].by is None
    assert str(ordered.duties[0].by) == "2026-11-25"
    assert str(ordered.duties[2].by) == "2026-12-18"
    assert ordered.way is not None
    assert ordered.way.urgent is not None
    assert ordered.way.urgent.provisional
