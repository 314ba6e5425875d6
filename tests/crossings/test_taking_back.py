"""An answer can be taken back on its day by whoever gave it, as long as nothing rests on it."""

import pytest

from exeat.audit import seals
from exeat.audit.models import Entry
from exeat.cases import actions as cases
from exeat.crossings import actions, queries
from exeat.crossings.models import Answer, Candidate, ClearedPair, Discrepancy, Reviewed
from exeat.values.moves import MoveRefused
from tests.cases import world
from tests.cases.world import LINA, MINDAUGAS, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_world(db):
    world.found_world()
    world.enter()
    world.receive(*world.journey())


def first():
    return Candidate.objects.order_by("id").first().reference


@pytest.mark.parametrize("verdict", ["same", "somebody_else", "cannot_tell"])
def test_whatever_was_answered_waits_again_as_if_nobody_had(verdict):
    actions.answer(first(), verdict, reasons="it looks so", by=LINA, at=NOON)

    assert actions.take_back(first(), by=LINA, at=NOON) == "waiting"

    assert queries.waiting_for(LINA, on=NOON.date()).count() == 2
    for table in (Answer, ClearedPair, Discrepancy, Reviewed):
        assert not table.objects.exists()
    assert [e.verb for e in Entry.objects.all()].count("candidate.taken_back") == 1


def test_nobody_takes_back_what_another_answered_or_what_is_of_another_day():
    actions.answer(first(), "same", reasons="it looks so", by=LINA, at=NOON)

    with pytest.raises(MoveRefused, match="Only whoever gave"):
        actions.take_back(first(), by=MINDAUGAS, at=NOON)
    with pytest.raises(MoveRefused, match="on the day on which"):
        actions.take_back(first(), by=LINA, at=world.later(1))


def test_what_a_case_rests_on_is_not_taken_back():
    world.confirm_all()
    found = queries.discrepancy(Discrepancy.objects.get().reference, seen_by=MINDAUGAS)
    overrides = {f"{c.code}:{c.about}": "It was looked at with care." for c in found.contrary}
    cases.open_case(found.reference, reasons=world.REASONS, overrides=overrides, by=MINDAUGAS, at=NOON)

    with pytest.raises(MoveRefused, match="rests on this answer"):
        actions.take_back(first(), by=LINA, at=NOON)

    assert Candidate.objects.filter(state="confirmed").count() == 2


def test_an_erasure_is_proven_by_an_entry_and_a_destroyed_key():
    actions.answer(first(), "somebody_else", reasons="another man", by=LINA, at=NOON)
    reference = first()

    assert actions.expire(by=LINA, at=world.later(1)) == 1

    assert Entry.objects.filter(verb="candidate.erased", subject=reference).count() == 1
    assert seals.destroyed([f"candidate:{reference}"]) == {f"candidate:{reference}"}
    assert Reviewed.objects.get().candidate is None


def test_a_document_of_a_confirmed_crossing_is_known_the_next_time():
    Candidate.objects.all().delete()
    new = world.shifted(world.SOLDIER, document="N7654321")
    world.receive(*world.journey(new, first="2026-09-01", last="2026-09-02"))
    world.confirm_all(overrides="the photograph is his")

    world.receive(*world.journey(new, first="2026-10-20", last="2026-10-22"))

    pair = queries.pair(queries.waiting_for(LINA, on=NOON.date()).first().reference, seen_by=LINA)
    assert "document-known" in {reason.why_code for reason in pair.contents.evidence}
    assert [(row.state, record["document_number"]) for row, record in pair.same_paper[1:]] == [
        ("confirmed", "N7654321"), ("confirmed", "N7654321"),
    ]  # fmt: skip
