"""A file of border records is taken whole or not at all; strangers are only counted."""

import io
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from exeat.crossings import actions, files, policy, queries
from exeat.crossings.models import Candidate, ClearedPair, Count, Discrepancy, Import
from exeat.register.models import Basis, Citizenship, Person
from exeat.values.moves import MoveRefused
from tests.cases import world
from tests.cases.world import LINA, MINDAUGAS, NOON, SOLDIER, Who

pytestmark = pytest.mark.django_db
STRANGER = Who("", "Nepažįstamasis", "Kazimieras", date(1961, 1, 9), "M", "99887766")


@pytest.fixture(autouse=True)
def a_world(db):
    world.found_world()
    world.enter()


def test_everyone_is_counted_and_only_what_may_be_a_registered_person_is_kept():
    received = world.receive(*world.journey(), *world.journey(STRANGER))

    assert received.rows == 4
    assert sum(Count.objects.values_list("number", flat=True)) == 4
    assert {c.person.reference for c in Candidate.objects.all()} == {"P-000001"}
    assert Candidate.objects.count() == received.proposed == 2


def test_a_row_that_is_wrong_is_left_out_and_named_without_its_content():
    received = world.receive(*world.journey(), world.row(STRANGER, "sideways", "yesterday"))

    assert {(f["row"], f["column"]) for f in received.faults} == {(4, "direction"), (4, "crossed_at")}
    assert (received.rows, received.refused) == (2, 1)
    assert sum(Count.objects.values_list("number", flat=True)) == 2
    assert "yesterday" not in str(received.faults)


def test_a_row_that_stands_twice_in_a_file_is_counted_once_and_named():
    received = world.receive(*world.journey(), *world.journey(STRANGER), world.journey(STRANGER)[0])

    assert (received.rows, received.refused) == (4, 1)
    assert [(f["row"], f["message"][:30]) for f in received.faults] == [(6, "The row says what an earlier o")]
    assert sum(Count.objects.values_list("number", flat=True)) == 4


def test_rows_that_the_source_numbers_apart_are_two_passages():
    lines = [f"{world.COLUMNS},crossing_id", *(f"{world.journey(STRANGER)[0]},{number}" for number in (7, 8, 8))]

    taken = files.take(io.BytesIO("\n".join(lines).encode()), "a.csv")

    assert (taken.rows, [fault.row for fault in taken.faults]) == (2, [4])


def test_of_a_file_that_is_mostly_wrong_nothing_is_applied():
    with pytest.raises(policy.FileRefused):
        world.receive(*[world.row(STRANGER, "sideways", "yesterday")] * 3, *world.journey())

    assert not Import.objects.exists()
    assert not Count.objects.exists()


def test_the_same_file_is_taken_once():
    world.receive(*world.journey())

    with pytest.raises(policy.FileRefused, match="was received before"):
        world.receive(*world.journey())

    assert Import.objects.count() == 1


def test_without_a_recorded_ground_in_law_nothing_is_matched():
    Basis.objects.all().delete()

    with pytest.raises(MoveRefused, match="no recorded legal basis"):
        world.receive(*world.journey())


def test_a_time_without_a_zone_is_the_clock_of_the_point():
    taken = files.take(world.file(*world.journey()), "a.csv")

    assert taken.record(1).at.astimezone(UTC) == datetime(2026, 10, 12, 4, 41, tzinfo=UTC)


def test_a_country_that_is_not_said_is_inferred_from_the_point_or_unknown():
    rows = [
        world.row(SOLDIER, "exit", "2026-10-12 07:41", country=""),
        world.row(SOLDIER, "exit", "2026-10-12 07:41", country="", point="Vilnius OU"),
        world.row(SOLDIER, "exit", "2026-10-12 07:41", country="RU"),
    ]
    taken = files.take(world.file(*rows), "a.csv")

    assert [(r.country, r.how) for r in files.rows_of(taken)] == [
        ("BY", policy.How.INFERRED),
        ("", policy.How.UNKNOWN),
        ("RU", policy.How.RECORDED),
    ]


def test_parquet_is_read_as_csv_is():
    table = pa.table(
        {
            "surname": ["A"], "given_names": ["B"], "date_of_birth": ["1961-01-09"], "crossing_point": ["Medininkai"],
            "direction": ["out"], "crossed_at": ["2026-10-12 07:41"], "nationality": ["BLR"],
            "residence": ["LT"],
        }
    )  # fmt: skip
    file = io.BytesIO()
    pq.write_table(table, file)
    file.seek(0)

    taken = files.take(file, "a.parquet", source="x")

    assert dict(taken.counts) == {(date(2026, 10, 12), "Medininkai", "exit", "resident"): 1}


def test_a_confirmed_journey_that_nothing_covers_is_a_discrepancy_with_the_reason():
    world.receive(*world.journey())
    world.confirm_all()

    found = queries.discrepancy(Discrepancy.objects.get().reference, seen_by=MINDAUGAS)

    assert found.kinds == ("no_permit",)
    assert found.requires in {"ban", "permission"}
    assert found.outcome["lt"]["steps"]
    assert found.confirmed_by == {LINA.reference}
    assert any(item["key"] == "trip.purpose: duty" for item in found.depends_on)


def test_an_unconfirmed_match_makes_no_discrepancy():
    world.receive(*world.journey())

    actions.find_discrepancies(by=MINDAUGAS, at=NOON)

    assert not Discrepancy.objects.exists()


def test_an_unknown_country_makes_no_discrepancy():
    world.receive(*world.journey(country="", point="Vilnius OU"))
    world.confirm_all()

    assert not Discrepancy.objects.exists()


def test_somebody_else_is_erased_and_does_not_come_back():
    world.receive(*world.journey())
    for candidate in queries.waiting_for(LINA, on=NOON.date()):
        actions.answer(candidate.reference, "somebody_else", reasons="another man", by=LINA, at=NOON)
    assert not queries.waiting_for(LINA, on=NOON.date()).exists()
    assert actions.expire(by=LINA, at=world.later(1)) == 2
    assert not Candidate.objects.exists()
    assert ClearedPair.objects.count() == 1

    again = world.receive(*world.journey(first="2026-10-20", last="2026-10-22"))

    assert again.proposed == 0


def test_somebody_else_with_their_own_document_does_not_come_back_in_another_spelling():
    twin = world.shifted(SOLDIER, document="Q11223344")
    world.receive(*world.journey(twin))
    for candidate in queries.waiting_for(LINA, on=NOON.date()):
        actions.answer(candidate.reference, "somebody_else", reasons="another man", by=LINA, at=NOON)
    actions.expire(by=LINA, at=world.later(1))

    spelt = world.shifted(twin, surname="Zvinklys", given="Saulius")
    again = world.receive(*world.journey(spelt, first="2026-10-20", last="2026-10-22"))
    own = world.receive(*world.journey(first="2026-10-25", last="2026-10-26"))

    assert (again.proposed, own.proposed) == (0, 2)


def test_fields_that_agree_but_say_nothing_do_not_speak_against():
    weights = [("nation", -0.02), ("sex", -0.4), ("given", -0.6)]

    against = policy.against_identity(weights, document_agrees=True)

    assert [contrary.about for contrary in against] == ["given"]


def test_what_nobody_answers_in_time_is_erased():
    world.receive(*world.journey())

    gone = actions.expire(by=LINA, at=world.later(policy.DAYS_TO_ANSWER + 1))

    assert gone == 2
    assert not Candidate.objects.exists()
    assert not ClearedPair.objects.exists()


def test_officers_see_neither_their_own_records_nor_their_colleagues():
    world.receive(*world.journey())
    of_the_army = world.officer("U-0005", institution="I-ARMY")
    herself = world.officer("P-000001")
    world.enter(Who("P-000002", "Kolega", "Jonas", date(1980, 1, 1), "M", "11112222"))
    colleague = world.officer("P-000002")

    for actor in (of_the_army, herself, colleague):
        assert not queries.waiting_for(actor, on=NOON.date()).exists()
    assert queries.waiting_for(LINA, on=NOON.date()).count() == 2


def test_a_passage_that_comes_again_in_another_file_is_not_put_to_people_twice():
    world.receive(*world.journey())

    again = world.receive(*world.journey(), *world.journey(STRANGER))

    assert (again.proposed, Candidate.objects.count()) == (0, 2)
    assert queries.overlaps(again) == [("K-2026-00001", 2)]


def test_nothing_speaks_against_whoever_crosses_under_another_citizenship():
    Citizenship.objects.create(person=Person.objects.get(), country="IL")
    rows = [row.replace(",LTU,", ",ISR,") for row in world.journey()]
    world.receive(*rows)
    Candidate.objects.all().delete()
    ClearedPair.objects.all().delete()

    world.receive(*[row.replace("2026-10-1", "2026-09-1").replace(",ISR,", ",LTU,") for row in rows])
    world.receive(*[row.replace("2026-10-1", "2026-08-1") for row in rows])

    for candidate in Candidate.objects.all():
        held = queries.pair(candidate.reference, seen_by=LINA).contents
        assert sum(r.weight for r in held.evidence if r.feature in {"nation", "citizenships"}) >= 0


def test_events_of_a_day_are_counted_together():
    assert queries.events_on(NOON.date()) == (0, 0)
