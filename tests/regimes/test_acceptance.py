"""Cases of many countries that ask more than one rulebook, or look at more than the answer in one word.

The other cases are worked examples in the rulebooks themselves.
"""

from __future__ import annotations

from datetime import date

import pytest

from exeat.regimes import ask, words
from exeat.regimes.outcome import Outcome

PRIVATE = {"trip.purpose": "private", "stay.mode": "stay"}


def asked(regimes: list[str], first: str, until: str, **facts: object) -> Outcome:
    """The outcome for a private stay."""
    given = {name.replace("__", "."): value for name, value in facts.items()}
    return ask(regimes, PRIVATE | {"stay.from": first, "stay.until": until} | given)


@pytest.mark.parametrize(
    ("country", "first", "until", "requires", "by"),
    [
        ("IR", "2023-09-01", "2023-09-05", "free", ""),
        ("IR", "2023-11-01", "2023-11-05", "notice", "ee-2023/notice"),
        ("RU", "2023-09-01", "2023-09-05", "notice", "ee-2015/notice"),
        ("ES", "2023-06-01", "2023-12-01", "notice", ""),
    ],
)
def test_the_two_estonian_lists_answer_together_for_any_day(country, first, until, requires, by):
    outcome = asked(["ee-2015", "ee-2023"], first, until, destination__country=country, clearance__level="secret")

    assert outcome.requires == requires
    assert by in outcome.decided_by


def test_a_local_rule_stands_beside_the_general_one_and_both_are_told():
    outcome = asked(
        ["tw-mainland", "tw-tainan"], "2026-06-15", "2026-06-18",
        post__kind="civil_servant", post__grade="grade_12", post__on_list=False, post__ordered=False,
        post__institution="tainan", destination__country="CN", application__reason="tourism",
    )  # fmt: skip

    assert outcome.requires == "permission"
    assert {("tw-mainland", "tier-b"), ("tw-tainan", "three-weeks")} <= {(s.regime, s.reason) for s in outcome.steps}
    assert {due.by for due in outcome.duties if due.kind == "permission"} >= {date(2026, 5, 22)}


def test_a_ukrainian_judge_on_holiday_is_stopped_at_the_border():
    outcome = asked(
        ["ua-officials-2023"], "2023-03-01", "2023-03-08",
        post__kind="judge", destination__country="PL", application__reason="tourism",
    )  # fmt: skip

    assert outcome.requires == "ban"
    assert (outcome.at_border, outcome.at_border_words) == (
        "may_not_leave",
        "Without it one is not let out of the country",
    )


def test_an_indian_refusal_needs_a_head_of_department():
    way = asked(
        ["in-dopt-2015"], "2026-03-01", "2026-03-08", post__kind="government_servant", destination__country="TH"
    ).way

    assert (way.decider.value, way.refused_by.value) == ("leave_sanctioning_authority", "head_of_department")
    assert (way.decide_within.value, way.counted_from) == ("21 days", "complete_file")


def test_gaza_needs_two_approvals():
    way = asked(
        ["us-eucom-2006"], "2006-08-10", "2006-08-12", post__kind="service_member", destination__country="PS"
    ).way

    assert [term.value for term in way.approvals] == ["general_or_flag_officer", "defence_attache_office"]


def test_a_label_in_a_sentence_keeps_the_names_of_places():
    assert words.inside("Russia and Belarus", "en") == "Russia and Belarus"
    assert words.inside("Rusija ir Baltarusija", "lt") == "Rusija ir Baltarusija"
    assert words.inside("NATO members", "en") == "NATO members"
    assert words.inside("Listed states", "en") == "listed states"
    assert words.inside("", "en") == ""
