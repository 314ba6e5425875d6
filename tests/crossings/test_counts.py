"""Counts of earlier years are taken whole or not at all."""

from importlib import import_module

import pytest
from django.apps import apps

from exeat.crossings import actions, queries
from exeat.crossings.models import Import
from exeat.crossings.policy import FileRefused
from exeat.values.rights import Actor, Right
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
