"""A hearing has an invitation that arrived; a file is read in a language that the person knows."""

from datetime import UTC, datetime

import pytest

from exeat.cases import actions, queries
from exeat.cases.appointment import calendar_file
from exeat.cases.models import Document, Hearing
from exeat.letters import actions as letter_actions
from exeat.letters import queries as letters
from exeat.values.moves import MoveRefused
from tests.cases import loop, world
from tests.cases.world import MINDAUGAS, later, traveller


def invited(row, on=3, **changes):
    given = {"begins_at": later(on + 6), "way": "room", "place": "Vilnius, room 3", **changes}
    return actions.invite(row.reference, **given, by=MINDAUGAS, at=later(on))


def test_nobody_is_heard_without_an_invitation_that_arrived_before(a_world):
    row = loop.noticed()
    hear = {"record": "He spoke.", "by": MINDAUGAS}
    with pytest.raises(MoveRefused, match="Invite the person"):
        actions.hear(row.reference, **hear, at=later(4))
    made = invited(row)
    with pytest.raises(MoveRefused, match="lies ahead"):
        actions.hear(row.reference, **hear, at=later(8))
    with pytest.raises(MoveRefused, match="Nothing shows"):
        actions.hear(row.reference, **hear, at=later(9))

    letter_actions.open_letter(made.letter, by=traveller(), at=later(5))

    assert actions.hear(row.reference, **hear, at=later(9)).state == "answered"
    assert Hearing.objects.get().held_at == later(9)


def test_an_invitation_leaves_time_to_prepare(a_world):
    with pytest.raises(MoveRefused, match="time to prepare"):
        invited(loop.noticed(), begins_at=later(5))


def test_whoever_asks_for_another_time_is_invited_again_and_heard_before_a_finding(a_world):
    row = loop.answered()
    invited(row)
    actions.ask_another_time(row.reference, words="I am at sea until Friday.", by=traveller(), at=later(4))
    with pytest.raises(MoveRefused, match="asked for another time"):
        actions.hear(row.reference, record="He spoke.", by=MINDAUGAS, at=later(9))
    with pytest.raises(MoveRefused, match="Hear them first"):
        loop.found(loop.again(row), at=later(9))

    assert invited(row, on=10).number == 2
    assert "another time" in letters.about(row.reference)[-1].title


def test_the_invitation_is_in_the_persons_language_and_time(db):
    world.found_world()
    world.enter(world.shifted(world.SOLDIER, language="lt"))

    letter = letters.letter(invited(loop.noticed()).letter, seen_by=traveller())

    assert letter.title == "Kviečiame Jus išklausyti"
    assert "14.00\N{NO-BREAK SPACE}val." in letter.text  # noon in UTC


def test_a_calendar_file_tells_when_and_where_and_no_case():
    at = datetime(2026, 11, 11, 12, tzinfo=UTC)

    content = calendar_file(
        "B-1-1@exeat", begins_at=at, place="Vilnius; room 3, " + "ž" * 80, written_at=at, language="lt"
    )

    assert b"DTSTART:20261111T120000Z" in content
    assert max(map(len, content.split(b"\r\n"))) <= 75
    unfolded = content.replace(b"\r\n ", b"").decode()
    assert "LOCATION:Vilnius\\; room 3\\, " + "ž" * 80 in unfolded
    assert "SUMMARY:Susitikimas" in unfolded


def translated(row, number, **changes):
    given = {"language": "Polish", "translated_by": "Ona Vertėja", "sworn": True, "text": "Przejazd", **changes}
    return actions.translate(row.reference, number, **given, by=MINDAUGAS, at=later(4))


def test_nothing_is_found_in_a_language_that_the_person_cannot_read(a_world):
    row = loop.noticed()
    actions.answer(row.reference, text="Not so.", translation="Polish", by=traveller(), at=later(2))
    row = loop.again(row)
    loop.proposed(row)
    cited = sorted(loop.finding(row).cited)
    with pytest.raises(MoveRefused, match="language that they know"):
        loop.found(row)

    for number in cited:
        translated(row, number)

    assert loop.found(row, cited=frozenset(cited)).state == "found"


def test_a_translation_stands_beside_its_document_and_hides_what_that_hides(a_world):
    row = loop.answered()
    actions.add(
        row.reference, title="Report", text="HIDDEN", nature="fact", ground="source in danger", cite="Law, art. 9",
        body="State Security", by=MINDAUGAS, at=later(4),
    )  # fmt: skip
    hidden = row.documents.get(title="Report").number
    translated(row, 1)
    translated(row, hidden, text="UKRYTE")

    [shown, withheld] = queries.file_of(row, seen_by=traveller())[-2:]

    assert (shown.translates, shown.language, shown.translated_by, shown.text) == (
        1,
        "Polish",
        "Ona Vertėja",
        "Przejazd",
    )
    assert (withheld.text, withheld.withheld_body) == ("", "State Security")
    assert not Document.objects.filter(translates=hidden, disclosed_at__isnull=False).exists()


def test_a_translation_of_the_persons_own_words_is_no_new_point_to_answer(a_world):
    row = loop.answered()
    before = queries.contrary_of(row)
    said = row.documents.get(title="Answer").number

    actions.translate(
        row.reference, said, language="Lithuanian", translated_by="Ona", sworn=False, text="Buvo kitaip.",
        by=traveller(), at=later(4),
    )  # fmt: skip

    assert queries.contrary_of(loop.again(row)) == before
    with pytest.raises(MoveRefused, match="no document of this number"):
        translated(row, 99)
