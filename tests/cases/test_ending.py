"""A case ends in time, like other cases, and as a court says."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from exeat.cases import actions, policy, queries
from exeat.cases.actions.hearing import Attachment
from exeat.cases.models import Judgment
from exeat.cases.policy import guards
from exeat.letters import queries as letters
from exeat.register.models import Clearance
from exeat.values.moves import MoveRefused
from tests.cases import loop
from tests.cases.world import BODY, LINA, MINDAUGAS, RASA, REASONS, later

pytestmark = pytest.mark.usefixtures("a_world")


def judged(row, outcome="reversed", by=LINA, words="The decision is annulled.", kinds=()):
    return actions.enter_judgment(
        row.reference, court="Vilnius Regional Administrative Court", number="eI-1", given_on=date(2027, 3, 1),
        outcome=outcome, kinds=kinds, words=words, document=Attachment("j.pdf", "application/pdf", b"%PDF-1"),
        by=by, at=later(120),
    )  # fmt: skip


def test_a_judgment_reverses_only_when_a_second_person_has_confirmed_it():
    row = loop.measured()
    judged(row)
    assert Clearance.objects.get().until is not None
    with pytest.raises(MoveRefused, match="cannot confirm"):
        actions.confirm_judgment(row.reference, by=LINA, at=later(121))

    row = actions.confirm_judgment(row.reference, by=RASA, at=later(121))

    assert (row.state, Clearance.objects.get().until) == ("closed", None)
    assert loop.again(row).finding.reversed_at is not None
    assert "reversed the decision" in letters.about(row.reference)[-1].title


def test_a_judgment_that_upholds_changes_nothing():
    row = loop.measured()
    judged(row, outcome="upheld")

    row = actions.confirm_judgment(row.reference, by=RASA, at=later(121))

    assert row.state == "measured"
    assert Clearance.objects.get().until is not None


def test_a_ruling_of_two_words_is_enough_and_none_is_not():
    row = loop.measured()
    with pytest.raises(MoveRefused, match="what the court decided"):
        judged(row, words=" ")
    with pytest.raises(MoveRefused, match="what the court did"):
        judged(row, outcome="unsure")

    assert judged(row, words="Skundas atmestas.", outcome="upheld").words == "Skundas atmestas."


def test_a_judgment_may_set_aside_a_part_and_leaves_the_rest():
    row = of_two_measures()
    with pytest.raises(MoveRefused, match="which of the measures"):
        judged(row, outcome="partly")
    judged(row, outcome="partly", kinds=["warning"])

    row = actions.confirm_judgment(row.reference, by=RASA, at=later(121))

    measure = loop.again(row).measure
    assert (row.state, measure.kinds, measure.set_aside) == ("closed", ["clearance_withdrawn"], ["warning"])
    assert (measure.reversed_at, row.finding.reversed_at) == (None, None)
    assert Clearance.objects.get().until is not None
    assert "a part of the decision" in letters.about(row.reference)[-1].title


def test_a_case_that_a_court_sends_back_is_decided_again_and_nothing_has_effect_until_then():
    row = loop.measured()
    judged(row, outcome="remitted")

    row = actions.confirm_judgment(row.reference, by=RASA, at=later(121))

    assert (row.state, Clearance.objects.get().until) == ("appealed", None)
    assert list(row.appeals.values_list("ground", "outcome")) == [("court", "")]
    row = actions.uphold(row.reference, reasons=REASONS, by=BODY, at=later(130))
    assert (row.state, Clearance.objects.get().until) == ("closed", later(130).date())


def test_proceedings_that_end_without_a_judgment_change_nothing():
    row = loop.measured()
    judged(row, outcome="ended", words="Byla nutraukta.")

    assert actions.confirm_judgment(row.reference, by=RASA, at=later(121)).state == "measured"


def of_two_measures():
    """A case in which the law offers two measures and both were taken."""
    row = loop.found()
    row.offered = [*row.offered, {"kind": "warning", "tie": "discretionary", "cite": ["x"], "after": "", "rank": 0}]
    row.save()
    return loop.measured(row, lighter={"nothing": loop.NO})


def test_the_database_takes_no_judgment_confirmed_by_whoever_entered_it():
    judged(loop.measured())

    with pytest.raises(IntegrityError), transaction.atomic():
        Judgment.objects.update(confirmed_by="U-0001")


def test_a_case_that_was_forgotten_ends_without_a_finding():
    row = loop.answered()
    after = (row.decide_by - later(0).date()).days + 1
    with pytest.raises(MoveRefused, match="time to decide has not passed"):
        actions.lapse(row.reference, by=MINDAUGAS, at=later(20))
    with pytest.raises(MoveRefused, match="time to decide has passed"):
        loop.found(row, at=later(after))
    assert list(queries.forgotten(MINDAUGAS, on=later(after).date())) == [row]

    row = actions.lapse(row.reference, by=MINDAUGAS, at=later(after))

    assert row.state == "closed"
    assert "without a finding" in letters.about(row.reference)[-1].title


def test_a_finding_that_departs_from_like_cases_says_why():
    case = policy.Case("P-1", alike=("justified", "not_proven", "justified"))

    said = [
        guards.departure_is_reasoned(RASA, policy.Facts(case, date(2026, 11, 2), because_unlike=words))
        for words in ("", REASONS)
    ]

    assert [refusal and refusal.code for refusal in said] == ["departs", None]
