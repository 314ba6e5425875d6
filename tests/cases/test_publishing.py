"""A finding is published so that nobody is recognised, by two people, when no case of its year stands out."""

import pytest

from exeat.cases import actions, queries
from exeat.cases.models import Ended
from exeat.values.moves import MoveRefused
from tests.cases import loop
from tests.cases.world import BODY, LINA, RASA, REASONS, later, traveller

pytestmark = pytest.mark.usefixtures("a_world")
WORDS = "A soldier travelled without a permit for a reason that nobody had to approve."


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


def test_a_summary_stays_out_while_few_cases_of_its_year_ended_like_it():
    row = summarised()
    actions.publish_summary(row.reference, by=RASA, at=later(21))
    year = later(9).year
    for n, kind in enumerate(["breach", "not_proven", "breach"]):
        Ended.objects.create(
            reference=f"B-2020-{n}", opened_at=row.opened_at.replace(year=year), finding=kind, erased_at=later(9),
        )  # fmt: skip
    assert queries.digest(at_least=2) == []

    Ended.objects.filter(reference="B-2020-0").update(reversed=True)

    assert len(queries.digest(at_least=2)) == 1


def test_a_summary_of_a_decision_that_falls_later_is_no_longer_published():
    row = loop.measured()
    row = actions.uphold(loop.appealed(row).reference, reasons=REASONS, by=BODY, at=later(9))
    actions.summarise(row.reference, english=WORDS, lithuanian=WORDS, by=LINA, at=later(20))
    actions.publish_summary(row.reference, by=RASA, at=later(21))
    assert [one.finding for one in queries.digest(at_least=1)] == ["breach"]

    actions.reopen(row.reference, facts="The man seen was found.", by=traveller(), at=later(30))
    actions.reverse(row.reference, reasons=REASONS, by=BODY, at=later(31))

    assert queries.digest(at_least=1) == []
    assert (
        actions.summarise(row.reference, english=WORDS, lithuanian=WORDS, by=LINA, at=later(32)).finding == "reversed"
    )


@pytest.mark.parametrize("word", ["Žvinklys", "saulius", "2026-10-12", "Medininkai", "P-000001"])
def test_a_summary_by_which_someone_is_recognised_is_refused(word):
    with pytest.raises(MoveRefused, match="Leave it out"):
        summarised(f"{WORDS} It was {word}.")
