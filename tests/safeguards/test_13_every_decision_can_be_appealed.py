"""Promise 13: every decision letter says how and until when it is appealed, in both languages; or is not sent."""

import pytest

from exeat.letters import actions as writing
from exeat.letters import queries as letters
from exeat.letters import samples, texts
from exeat.register.models import Institution
from exeat.values.moves import MoveRefused
from tests.cases import loop, world

pytestmark = pytest.mark.django_db
WORDS = {"en": world.REMEDY["remedy_en"], "lt": world.REMEDY["remedy_lt"]}


@pytest.mark.parametrize("language", ["en", "lt"])
def test_each_decision_letter_of_a_case_says_how_to_appeal(language):
    world.found_world()
    world.enter(world.shifted(world.SOLDIER, language=language))

    row = loop.reversed_()

    decisions = [letter for letter in letters.about(row.reference) if letter.decides]
    assert {letter.kind for letter in decisions} == {"case-breach", "case-measure", "case-reversed"}
    assert all(WORDS[language] in letter.text for letter in decisions)


def test_while_nobody_has_said_how_to_appeal_no_breach_is_found():
    world.found_world()
    world.enter()
    Institution.objects.update(remedy_en="", remedy_lt="")
    row = loop.answered()

    with pytest.raises(MoveRefused, match="how its decisions are appealed"):
        loop.found(row)


KINDS = [kind for kind in texts.kinds() if texts.decides(kind, "en")]


@pytest.mark.parametrize("language", ["en", "lt"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_that_decides_tells_the_way_or_is_not_written(kind, language):
    facts = {**samples.facts(kind, language), "remedy": "THE-WAY-TO-APPEAL"}
    given = {"to": "P-000001", "language": language, "subject": "B-1", "by": world.LINA, "at": world.NOON}

    assert "THE-WAY-TO-APPEAL" in texts.written(kind, language, facts)[1]
    with pytest.raises(MoveRefused, match="how a decision of this institution is appealed"):
        writing.write(kind, **given, **{**facts, "remedy": " "})
