"""Who is on duty when hours matter: the rota, the hand-over, warnings before a clock runs out."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeat.applications import actions, duty, queries
from exeat.letters import queries as letters
from exeat.register.models import Absence, Institution
from exeat.values.moves import MoveRefused
from exeat.values.rights import machine
from tests.applications.scene import filed
from tests.factories import NOON, AccountFactory, PersonFactory, RoleFactory

HOUR = timedelta(hours=1)
SHIFTS = st.lists(st.tuples(st.integers(0, 150), st.integers(1, 40)), max_size=6)


@pytest.fixture
def staffed(scene):
    """The army with two who may answer urgent applications."""
    army = Institution.objects.get(reference="I-ARMY")
    for reference, name in ((scene.duty.reference, "Budintis Pareigūnas"), ("U-0044", "Kitas Budintis")):
        account = AccountFactory(reference=reference, shown_name=name)
        RoleFactory(account=account, kind="duty_decider", institution=army)
    return scene


def plan(scene, who="U-0004", since=NOON - HOUR, hours=12, by=None):
    return actions.plan_shift(
        institution="I-ARMY", duty_of="answers", who=who, phone="+370 600 22222", since_at=since,
        until_at=since + hours * HOUR, by=by or scene.officer, at=NOON - HOUR,
    )  # fmt: skip


def codes(refused):
    return {refusal.code for refusal in refused.value.refusals}


def test_the_one_on_duty_is_told_of_an_urgent_application_at_once(staffed):
    plan(staffed)

    filed(staffed.traveller, urgent=True, reason="death_of_relative")

    assert queries.on_duty("I-ARMY", "answers", at=NOON).name == "Budintis Pareigūnas"
    assert [letter.kind for letter in letters.inbox("U-0004")] == ["urgent-waiting"]


def test_two_are_not_on_the_same_duty_at_once_and_only_holders_of_the_role_are(staffed):
    plan(staffed)

    with pytest.raises(MoveRefused) as twice:
        plan(staffed, who="U-0044", since=NOON)
    with pytest.raises(MoveRefused) as stranger:
        plan(staffed, who=staffed.officer.reference, since=NOON + 20 * HOUR)
    with pytest.raises(MoveRefused) as not_theirs:
        plan(staffed, since=NOON + 20 * HOUR, by=staffed.duty)

    assert (codes(twice), codes(stranger), codes(not_theirs)) == ({"two-on-duty"}, {"not-a-holder"}, {"no-right"})


def test_a_duty_with_open_applications_is_handed_over_with_a_word_on_each(staffed):
    first = plan(staffed)
    plan(staffed, who="U-0044", since=NOON + 11 * HOUR)
    row = filed(staffed.traveller, urgent=True, reason="death_of_relative")
    actions.take_over(first.pk, by=staffed.duty, at=NOON)

    with pytest.raises(MoveRefused) as silent:
        actions.hand_over(first.pk, note=" ", by=staffed.duty, at=NOON + HOUR)
    actions.hand_over(first.pk, note=f"{row.reference}: rung, waits for the bus.", by=staffed.duty, at=NOON + HOUR)

    letter = letters.inbox("U-0044")[0]
    assert codes(silent) == {"no-note"}
    assert letter.kind == "duty-handed-over"
    assert row.reference in letter.text
    assert queries.on_duty("I-ARMY", "answers", at=NOON + 2 * HOUR) is None


def test_only_whoever_has_the_duty_takes_it_over_or_hands_it_over(staffed):
    shift = plan(staffed)

    for step in (lambda: actions.take_over(shift.pk, by=staffed.officer, at=NOON),
                 lambda: actions.hand_over(shift.pk, note="", by=staffed.officer, at=NOON)):  # fmt: skip
        with pytest.raises(MoveRefused):
            step()


def test_a_duty_that_has_begun_is_not_taken_out_of_the_rota(staffed):
    begun, later = plan(staffed), plan(staffed, who="U-0044", since=NOON + 20 * HOUR)

    with pytest.raises(MoveRefused):
        actions.drop_shift(begun.pk, by=staffed.officer, at=NOON)
    actions.drop_shift(later.pk, by=staffed.officer, at=NOON)

    assert queries.rota("I-ARMY", "answers", at=NOON).coming == ()


def test_half_of_the_hours_gone_warns_the_body_and_the_one_on_duty_once(staffed):
    plan(staffed)
    filed(staffed.traveller, urgent=True, reason="death_of_relative")

    early = actions.warn_of_clocks(at=NOON + 2 * HOUR, by=machine("clock"))
    late = actions.warn_of_clocks(at=NOON + 3 * HOUR, by=machine("clock"))
    again = actions.warn_of_clocks(at=NOON + 4 * HOUR, by=machine("clock"))

    assert (early, late, again) == (0, 1, 0)
    assert letters.inbox("U-0004")[0].kind == "application-running-out"
    assert letters.inbox("I-ARMY")[0].kind == "application-running-out"


@given(SHIFTS)
def test_every_hour_of_a_week_is_either_on_duty_or_shown_as_a_gap(found):
    shifts = [duty.Hours(NOON + start * HOUR, NOON + (start + long) * HOUR) for start, long in found]

    gaps = duty.gaps(shifts, NOON, NOON + 168 * HOUR)

    for n in range(168):
        hour = NOON + n * HOUR
        on = any(one.since_at <= hour < one.until_at for one in shifts)
        assert on != any(gap.since_at <= hour < gap.until_at for gap in gaps)


def test_a_duty_that_nobody_confirmed_is_told_to_the_body_once_half_a_day_before(staffed):
    shift = plan(staffed, since=NOON + 20 * HOUR)

    early = actions.warn_of_duties(at=NOON, by=machine("clock"))
    due = actions.warn_of_duties(at=NOON + 9 * HOUR, by=machine("clock"))
    again = actions.warn_of_duties(at=NOON + 10 * HOUR, by=machine("clock"))

    shift.refresh_from_db()
    letter = letters.inbox("I-ARMY")[0]
    assert (early, due, again) == (0, 1, 0)
    assert shift.warned_at == NOON + 9 * HOUR
    assert (letter.kind, shift.phone in letter.text) == ("duty-unconfirmed", True)


def test_whoever_confirms_beforehand_spares_the_warning_and_nobody_confirms_for_another(staffed):
    shift = plan(staffed, since=NOON + 20 * HOUR)

    with pytest.raises(MoveRefused) as other:
        actions.confirm_shift(shift.pk, by=staffed.officer, at=NOON)
    actions.confirm_shift(shift.pk, by=staffed.duty, at=NOON)
    with pytest.raises(MoveRefused) as late:
        actions.confirm_shift(shift.pk, by=staffed.duty, at=NOON + 21 * HOUR)

    assert actions.warn_of_duties(at=NOON + 9 * HOUR, by=machine("clock")) == 0
    assert (codes(other), codes(late)) == ({"not-on-duty"}, {"begun-already"})


def test_nobody_who_is_away_is_put_on_duty(staffed):
    army = Institution.objects.get(reference="I-ARMY")
    person = PersonFactory(institution=army)
    RoleFactory(
        account=AccountFactory(person=person, reference=person.reference), kind="duty_decider", institution=army
    )
    Absence.objects.create(person=person, since=NOON.date(), until=None)

    with pytest.raises(MoveRefused) as refused:
        plan(staffed, who=person.reference, since=NOON + 20 * HOUR)

    assert codes(refused) == {"on-leave"}
