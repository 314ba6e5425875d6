"""Passages become stays, stays are held against permits, and people who are near do not answer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeat.crossings import policy
from exeat.crossings.policy import Cover, How, Kind, Passage, Stay, held_against, stays
from exeat.values.destination import Destination
from exeat.values.moves import MoveRefused
from exeat.values.period import Period
from exeat.values.rights import Actor, Right

BELARUS = Destination("BY")
OUT = datetime(2026, 10, 12, 7, 41, tzinfo=UTC)
LATER = date(2026, 12, 1)


def passage(direction: str = "exit", at: datetime = OUT, n: int = 1, how: How = How.RECORDED) -> Passage:
    return Passage(f"M-{n}", direction, at, None if how is How.UNKNOWN else BELARUS, how)


def stay(days: int | None = 2, how: How = How.RECORDED) -> Stay:
    back = None if days is None else passage("entry", OUT + timedelta(days=days), 2)
    return Stay(passage(how=how), back)


def cover(first: int = 0, last: int = 2, countries: str = "BY", kind: str = "permit", given: int = -9) -> Cover:
    start = OUT.date()
    period = Period.through(start + timedelta(days=first), start + timedelta(days=last))
    return Cover("L-1", kind, frozenset(countries.split()), period, OUT + timedelta(days=given))


def test_a_stay_runs_from_an_exit_to_the_next_entry_with_both_days():
    found = stays([passage("entry", OUT + timedelta(days=2), 2), passage()])

    assert [s.certain for s in found] == [Period.through(date(2026, 10, 12), date(2026, 10, 14))]


def test_of_a_stay_whose_entry_is_missing_only_the_first_day_is_known():
    found = stays([passage(), passage(at=OUT + timedelta(days=40), n=2)])

    assert [s.certain for s in found] == [
        Period.through(date(2026, 10, 12), date(2026, 10, 12)),
        Period.through(date(2026, 11, 21), date(2026, 11, 21)),
    ]


def test_an_entry_without_an_exit_makes_no_stay():
    assert stays([passage("entry")]) == ()


@pytest.mark.parametrize(
    ("covers", "kinds"),
    [
        ([], (Kind.NO_PERMIT,)),
        ([cover()], ()),
        ([cover(last=1)], (Kind.OUTSIDE_DATES,)),
        ([cover(first=20, last=25)], (Kind.OUTSIDE_DATES,)),
        ([cover(countries="RU")], (Kind.OUTSIDE_COUNTRY,)),
        ([cover(kind="notice")], (Kind.NO_PERMIT,)),
        ([cover(given=1)], (Kind.NO_PERMIT,)),
        ([cover(last=0), cover(first=1)], ()),
    ],
)
def test_a_stay_that_needs_permission_is_compared_with_the_permits_held_when_it_began(covers, kinds):
    assert held_against(stay(), "permission", covers, on=LATER).kinds == kinds


def test_a_notice_answers_where_only_a_notice_was_asked():
    assert held_against(stay(), "notice", [cover(kind="notice")], on=LATER).kinds == ()


def test_an_open_stay_is_asked_about_only_when_its_permit_has_run_out():
    assert held_against(stay(None), "permission", [cover()], on=OUT.date()).kinds == ()
    assert held_against(stay(None), "permission", [cover()], on=LATER).kinds == (Kind.NOT_RETURNED,)


def test_a_permit_for_a_part_of_a_country_covers_a_stay_of_which_only_the_country_is_known():
    assert cover(countries="UA-43").names(Destination("UA"))
    assert not cover(countries="UA-43").names(Destination("UA", "UA-40"))


spans = st.builds(cover, st.integers(-40, 40), st.integers(41, 60), st.sampled_from(["BY", "RU"]))
requirements = st.sampled_from(["free", "advice", "return_report", "notice", "permission", "ban", "undetermined"])


@given(requirements, st.lists(spans, max_size=3))
def test_an_unknown_destination_never_makes_a_discrepancy(requires, covers):
    assert held_against(stay(how=How.UNKNOWN), requires, covers, on=LATER).kinds == ()


@given(st.sampled_from(["free", "advice", "return_report", "undetermined"]), st.lists(spans, max_size=3))
def test_where_nothing_was_asked_or_nobody_can_say_there_is_no_discrepancy(requires, covers):
    assert held_against(stay(), requires, covers, on=LATER).kinds == ()


@given(requirements, st.lists(spans, max_size=3), st.integers(0, 20))
def test_a_permit_that_covers_every_day_settles_the_matter_whatever_else_is_held(requires, covers, days):
    whole = cover(first=0, last=days)

    assert held_against(stay(days), requires, [*covers, whole], on=OUT.date()).kinds == ()


@given(requirements, st.lists(spans, max_size=3), spans)
def test_one_more_permit_never_leaves_more_days_uncovered(requires, covers, more):
    before = held_against(stay(), requires, covers, on=LATER)
    after = held_against(stay(), requires, [*covers, more], on=LATER)

    assert set(after.days) <= set(before.days)


OFFICER = Actor("U-0001", "", frozenset({Right.ANSWER_CANDIDATE}), "Lina", "case_officer")
AGAINST = (policy.Contrary("evidence-against", policy.AGAINST, "document"),)


def facts(**changes):
    given = {
        "person": "P-000001", "colleague": False, "answered_by": frozenset(), "reasons": "same document, same name",
        "contrary": (), "overrides": "", "expired": False,
    }  # fmt: skip
    return policy.Facts(**{**given, **changes})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"person": "U-0001"}, "own-candidate"),
        ({"colleague": True}, "colleague"),
        ({"answered_by": frozenset({"U-0001"})}, "same-eyes"),
        ({"reasons": ""}, "no-reasons"),
        ({"contrary": AGAINST}, "contrary"),
        ({"expired": True}, "expired"),
    ],
)
def test_an_answer_is_refused_with_its_reason(changes, code):
    assert [r.code for r in policy.refusals("same", OFFICER, "waiting", facts(**changes))] == [code]


def test_whatever_speaks_against_has_to_be_answered_only_for_the_same_person():
    assert policy.refusals("somebody_else", OFFICER, "waiting", facts(contrary=AGAINST)) == ()


def test_a_second_cannot_tell_erases_the_record():
    assert policy.check("cannot_tell", OFFICER, "waiting", facts()).target == "undecided"
    assert policy.check("cannot_tell", OFFICER, "undecided", facts()).target == "refused"


def test_every_unfinished_state_has_a_way_out():
    assert {move.source for move in policy.MOVES} == set(policy.State) - policy.FINAL


def test_setting_a_discrepancy_aside_needs_reasons_and_distance():
    actor = Actor("P-000001", rights=frozenset({Right.OPEN_CASE}))

    with pytest.raises(MoveRefused) as refused:
        policy.may_set_aside(actor, policy.SetAside("P-000001", False, True, ""))

    assert {r.code for r in refused.value.refusals} == {"own-or-colleague", "no-reasons"}
