"""The last day to appeal is counted from the rules, told with its counting, and never comes earlier."""

from datetime import date

import pytest

from exeat.cases import policy, remedies
from exeat.cases.policy.appeals import appeal_day_is_the_laws
from tests.cases.world import LINA

AFTER = date(2026, 11, 5)


def test_the_rules_give_the_last_day_and_a_day_off_moves_it():
    counted = remedies.last_day(["demo-order"], after=AFTER)

    assert counted.day == date(2026, 12, 7)  # 5 December 2026 is a Saturday
    words = remedies.explained(counted.kept(), "en")
    assert "1\xa0month" in words or "1 month" in words
    assert "day off" in words
    assert "neįskaičiuojama" in remedies.explained(counted.kept(), "lt")


def test_silent_rules_give_no_day_and_the_officer_says_where_it_stands():
    counted = remedies.last_day(["lt-service-travel"], after=AFTER)

    assert counted.day is None
    assert "Law, art. 5" in remedies.explained(counted.kept("Law, art. 5"), "en")


def test_a_decision_that_came_later_can_be_appealed_for_as_much_longer():
    counted = remedies.last_day(["demo-order"], after=AFTER)

    assert remedies.runs_until(counted.day, counted.kept(), date(2026, 11, 20)) == date(2026, 12, 21)
    assert remedies.runs_until(counted.day, counted.kept(), None) == counted.day
    silent = remedies.last_day([], after=AFTER).kept("Law, art. 5")
    assert remedies.runs_until(date(2026, 12, 5), silent, date(2026, 11, 7)) == date(2026, 12, 7)


@pytest.mark.parametrize(
    ("until", "because", "code"),
    [
        (date(2026, 12, 7), "", None),
        (date(2026, 12, 6), "a good reason", "appeal-short"),
        (date(2026, 12, 8), "", "appeal-because"),
        (date(2026, 12, 8), "holidays in between", None),
    ],
)
def test_an_officer_may_give_more_time_to_appeal_with_a_reason_and_never_less(until, because, code):
    facts = policy.Facts(policy.Case("P-1"), AFTER, until=until, counted=date(2026, 12, 7), because=because)

    said = appeal_day_is_the_laws(LINA, facts)

    assert (said.code if said else None) == code
