"""Promise 7: separate fields, letters and pages; the notice carries facts only."""

import pytest

from exeat.cases import actions, queries
from exeat.letters import queries as letters
from tests.cases import loop, world
from tests.cases.world import MINDAUGAS, NOON, later

pytestmark = pytest.mark.django_db
THOUGHT = "We think that he surely knew of the ban and went to meet somebody."


@pytest.mark.parametrize("language", ["en", "lt"])
def test_the_notice_holds_no_assessment_text(language):
    world.found_world()
    world.enter(world.shifted(world.SOLDIER, language=language))
    row = loop.opened()
    actions.add(row.reference, title="Thoughts", text=THOUGHT, nature="assessment", by=MINDAUGAS, at=NOON)

    row = actions.serve(row.reference, answer_until=later(14).date(), by=MINDAUGAS, at=NOON)

    notice = next(letter for letter in letters.about(row.reference) if letter.kind == "case-notice")
    said = f"{notice.title} {notice.text}"
    assessments = [i.text for i in queries.file_of(row, seen_by=MINDAUGAS) if i.nature == "assessment"]
    assert THOUGHT in assessments
    assert "Medininkai" in said
    for text in assessments:
        assert not any(line in said for line in text.splitlines() if len(line) > 20)


def test_every_document_is_one_of_three_kinds_and_stays_it():
    world.found_world()
    world.enter()
    row = loop.answered()

    natures = {item.title.split(" M-")[0]: item.nature for item in queries.file_of(row, seen_by=MINDAUGAS)}

    assert natures["Border record"] == "fact"
    assert natures["Why the case was opened"] == "assessment"
    assert natures["Answer"] == "word"
