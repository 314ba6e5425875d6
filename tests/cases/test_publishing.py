"""A finding is published so that nobody is recognised, by two people, when no case of its year stands out."""

import pytest

from exeat.cases import actions, queries
from exeat.values.moves import MoveRefused
from tests.cases import loop, world
from tests.cases.world import LINA, RASA, later

pytestmark = pytest.mark.django_db
WORDS = "A soldier travelled without a permit for a reason that nobody had to approve."


@pytest.fixture(autouse=True)
def a_world(db):
    world.found_world()
    world.enter()


def summarised(words=WORDS):
    row = loop.reversed_()
    actions.summarise(row.reference, english=words, lithuanian=WORDS, by=LINA, at=later(20))
    return row


def test_another_person_publishes_what_one_wrote():
    row = summarised()
    with pytest.raises(MoveRefused, match="cannot publish"):
        actions.publish_summary(row.reference, by=LINA, at=later(21))
    assert queries.digest(at_least=1) == []

    actions.publish_summary(row.reference, by=RASA, at=later(21))

    assert [one.finding for one in queries.digest(at_least=1)] == ["reversed"]
    assert queries.digest(at_least=2) == []


@pytest.mark.parametrize("word", ["Žvinklys", "saulius", "2026-10-12", "Medininkai", "P-000001"])
def test_a_summary_by_which_someone_is_recognised_is_refused(word):
    with pytest.raises(MoveRefused, match="Leave it out"):
        summarised(f"{WORDS} It was {word}.")
