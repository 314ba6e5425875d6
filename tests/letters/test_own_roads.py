"""An institution states how its people complain where the law has no checked road: two people, from a day on, cited."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from exeat.audit.models import Entry
from exeat.letters import actions, queries
from exeat.letters.models import OwnRoad
from exeat.register import queries as register
from exeat.register.models import Institution
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, Right
from tests.applications.conftest import scene as scene  # the fixture, by its name
from tests.factories import NOON

LAWYER = Actor("U-0071", "I-ARMY", frozenset({Right.KEEP_LAW}))
SECOND = Actor("U-0072", "I-ARMY", frozenset({Right.ADMINISTER}))
DAY = timedelta(days=1)
TODAY = NOON.date()
TERM = "Time limit: 14\N{NO-BREAK SPACE}days from the day on which this letter was served on you."
STATED = {
    "body_en": "the made-up council", "body_lt": "išgalvotai tarybai", "within": "14 days", "file_en": "in writing",
    "file_lt": "raštu", "cite": "Order No. 5 of the made-up army", "since": NOON.date(), "checked": False,
}  # fmt: skip


def stated(by=LAWYER, at=NOON, group="soldiers", act="decision", **changes):
    return actions.state_road("I-ARMY", group=group, act=act, **STATED | changes, by=by, at=at)


def told(scene, language="en", on=TODAY, act="decision"):
    return register.way_to_appeal("I-ARMY", language, person=scene.traveller.reference, act=act, on=on)


@pytest.fixture
def lithuania(scene):
    """No order of the army states a road, and what is known of the law no lawyer has checked."""
    Institution.objects.update(orders=[], remedy_en="", remedy_lt="")
    return scene


def test_it_is_told_from_its_day_on_once_a_second_person_confirmed_it(lithuania):
    tomorrow = NOON.date() + DAY
    row = stated(since=tomorrow)
    assert told(lithuania, on=tomorrow) == ""
    with pytest.raises(MoveRefused, match="cannot confirm"):
        actions.confirm_road(row.pk, by=LAWYER, at=NOON)

    actions.confirm_road(row.pk, by=SECOND, at=NOON)

    assert told(lithuania) == ""
    assert told(lithuania, on=tomorrow) == (
        f"To: the made-up council. {TERM} How: in writing. Source: Order No. 5 of the made-up army. "
        "The institution that took the decision states this way itself."
    )
    assert "išgalvotai tarybai" in told(lithuania, "lt", on=tomorrow)
    assert told(lithuania, on=tomorrow, act="measure") == ""
    verbs = Entry.objects.filter(verb__startswith="road.").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["road.stated", "road.confirmed"]


def test_a_road_that_the_law_states_is_never_replaced(scene):
    row = stated()
    actions.confirm_road(row.pk, by=SECOND, at=NOON)

    assert told(scene).startswith("To: the appeals body of the made-up ministry")
    with pytest.raises(MoveRefused, match="law states this way itself"):
        stated(checked=True)


def test_a_later_one_takes_its_place_from_its_day_and_an_ended_one_is_not_told(lithuania):
    first, second = stated(), stated(body_en="another council", since=NOON.date() + DAY)
    for row in (first, second):
        actions.confirm_road(row.pk, by=SECOND, at=NOON)

    assert "the made-up council" in told(lithuania)
    assert "another council" in told(lithuania, on=NOON.date() + DAY)
    actions.end_road(second.pk, by=SECOND, at=NOON)
    actions.end_road(first.pk, by=SECOND, at=NOON + 3 * DAY)
    assert told(lithuania, on=NOON.date() + DAY).startswith("To: the made-up council")
    assert told(lithuania, on=NOON.date() + 3 * DAY) == ""
    with pytest.raises(MoveRefused, match="ended already"):
        actions.end_road(first.pk, by=SECOND, at=NOON)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"body_lt": " "}, "road-in-part"),
        ({"within": "soon"}, "road-in-part"),
        ({"within": "0 days"}, "road-in-part"),
        ({"cite": ""}, "road-in-part"),
        ({"since": NOON.date() - DAY}, "road-backwards"),
        ({"by": Actor("U-0073", "I-MIN", frozenset({Right.KEEP_LAW}))}, "not-their-road"),
        ({"by": Actor("U-0074", "", frozenset({Right.KEEP_LAW}))}, "not-their-road"),
    ],
)
def test_it_is_whole_cited_never_backwards_and_of_its_own_institution(lithuania, changes, code):
    with pytest.raises(MoveRefused) as refused:
        stated(**changes)

    assert [one.code for one in refused.value.refusals] == [code]


def test_the_database_keeps_two_people_apart(lithuania):
    row = stated()

    with pytest.raises(IntegrityError), transaction.atomic():
        OwnRoad.objects.filter(pk=row.pk).update(confirmed_by=LAWYER.reference, confirmed_at=NOON)
    with pytest.raises(queries.NoRoad):
        queries.house_of_road(row.pk, seen_by=lithuania.traveller)
