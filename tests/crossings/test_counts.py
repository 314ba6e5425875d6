"""Counts of earlier years are taken whole or not at all."""

from importlib import import_module

import pytest
from django.apps import apps

from exeat.crossings import actions, queries
from exeat.crossings.models import Count, Import
from exeat.crossings.policy import FileRefused
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, Right
from tests.cases import world
from tests.factories import NOON

OFFICER = Actor("U-0001", rights=frozenset({Right.RECEIVE_CROSSINGS}), role="case_officer")
HEAD = "day,point,direction,traveller,number\n"
pytestmark = pytest.mark.django_db


def test_counts_of_a_year_are_added_up():
    rows = (
        "2022-03-01,Medininkai,exit,resident,40\n2022-03-01,Medininkai,entry,resident,39\n2022-07-02,X,exit,citizen,2\n"
    )

    actions.receive_counts((HEAD + rows).encode(), source="border guard", by=OFFICER, at=NOON)

    assert queries.trips_of_residents() == [(2022, 7, 42)]


def test_a_file_with_a_fault_changes_nothing_and_names_every_row():
    rows = "2022-03-01,Medininkai,exit,resident,40\n2022-13-01,Medininkai,out,resident,many\n"

    with pytest.raises(FileRefused) as refused:
        actions.receive_counts((HEAD + rows).encode(), source="border guard", by=OFFICER, at=NOON)

    assert {(fault.row, fault.column) for fault in refused.value.faults} == {
        (3, "direction"),
        (3, "number"),
        (3, "day"),
    }
    assert queries.trips_of_residents() == []


def test_the_same_file_is_not_counted_twice():
    data = (HEAD + "2022-03-01,Medininkai,exit,resident,40\n").encode()
    actions.receive_counts(data, source="border guard", by=OFFICER, at=NOON)

    with pytest.raises(FileRefused):
        actions.receive_counts(data, source="border guard", by=OFFICER, at=NOON)

    assert queries.trips_of_residents() == [(2022, 3, 40)]


def test_files_of_counts_received_before_their_kind_was_kept_are_named_so():
    actions.receive_counts((HEAD + "2022-03-01,X,exit,citizen,2\n").encode(), source="a", by=OFFICER, at=NOON)
    Import.objects.update(kind="csv")

    import_module("exeat.crossings.migrations.0004_counts_are_counts").name_them(apps, None)

    assert Import.objects.get().kind == "counts"


def total():
    return sum(Count.objects.values_list("number", flat=True))


def records_of_a_day_and_of_its_month():
    day = world.receive(*world.journey(first="2026-10-12", last="2026-10-12"))
    month = world.receive(
        *world.journey(first="2026-10-12", last="2026-10-12"), *world.journey(first="2026-10-20", last="2026-10-22")
    )
    return day, month


def test_a_file_that_another_one_holds_is_counted_once_when_somebody_says_so():
    world.found_world()
    day, month = records_of_a_day_and_of_its_month()
    assert (total(), queries.overlaps(month)) == (6, [(day.reference, 2)])

    taken = actions.count_once(month.reference, day.reference, by=world.LINA, at=world.NOON)

    assert (taken, total(), queries.overlaps(month)) == (2, 4, [])


def test_a_file_is_not_taken_out_where_the_numbers_speak_against_it():
    world.found_world()
    day, month = records_of_a_day_and_of_its_month()

    for wider, narrower, code in (
        (day, month, "holds-less"), (day, day, "not-files"), (month, month, "not-files"),
    ):  # fmt: skip
        with pytest.raises(MoveRefused) as refused:
            actions.count_once(wider.reference, narrower.reference, by=world.LINA, at=world.NOON)
        assert code in {refusal.code for refusal in refused.value.refusals}
    with pytest.raises(MoveRefused):
        actions.count_once(month.reference, day.reference, by=world.ADMIN, at=world.NOON)

    assert total() == 6
