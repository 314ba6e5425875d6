"""Files from before there were several bodies keep their opinion, its clock and its key."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.executor import MigrationExecutor

from tests.factories import NOON

BEFORE = [("applications", "0006_desks")]
AFTER = [("applications", "0007_opinions")]


@pytest.mark.django_db(transaction=True)
def test_an_opinion_given_and_one_still_awaited_are_carried_over():
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes()
    executor.migrate(BEFORE)
    old = executor.loader.project_state(BEFORE).apps
    files = old.get_model("applications", "Application").objects
    about = {
        "person": "P-000001", "institution": "I-ARMY", "begun_at": NOON, "filed_at": NOON, "state": "awaiting_opinion",
        "opinion_asked_at": NOON, "opinion_by": NOON + timedelta(days=7),
        "outcome": {"asked": {"opinion": True, "opinion_within": "5 working_days"}},
    }  # fmt: skip
    given = files.create(reference="A-2026-00001", **about)
    files.create(reference="A-2026-00002", **about)
    old.get_model("applications", "Opinion").objects.create(
        application=given, by="U-0003", conclusion="no_objection", sealed=b"closed", given_at=NOON
    )

    executor = MigrationExecutor(connection)
    executor.migrate(AFTER)

    new = executor.loader.project_state(AFTER).apps.get_model("applications", "Opinion").objects
    found = {
        one.application.reference: (one.body, one.within, one.asked_at, one.due_at, one.by, bytes(one.sealed), one.key)
        for one in new.select_related("application")
    }
    clock = ("counter_intelligence", "5 working_days", NOON, NOON + timedelta(days=7))
    assert found == {
        "A-2026-00001": (*clock, "U-0003", b"closed", "opinion:A-2026-00001"),
        "A-2026-00002": (*clock, "", b"", ""),
    }
    MigrationExecutor(connection).migrate(latest)


@pytest.mark.django_db(transaction=True)
def test_two_opinions_on_a_file_are_not_undone_and_one_is_carried_back():
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes()
    executor.migrate(AFTER)
    new = executor.loader.project_state(AFTER).apps
    opinions = new.get_model("applications", "Opinion").objects
    row = new.get_model("applications", "Application").objects.create(
        reference="A-2026-00003", person="P-000001", institution="I-ARMY", begun_at=NOON, filed_at=NOON,
        state="awaiting_decision", opinion_asked_at=NOON,
    )  # fmt: skip
    said = {"by": "U-0003", "conclusion": "no_objection", "sealed": b"closed", "asked_at": NOON, "given_at": NOON}
    opinions.create(application=row, body="counter_intelligence", key="opinion:A-2026-00003", **said)
    second = opinions.create(application=row, body="ministry", key="opinion:A-2026-00003:ministry", **said)

    with pytest.raises(IrreversibleError, match="1 files hold opinions or silences of several bodies"):
        MigrationExecutor(connection).migrate(BEFORE)

    assert opinions.count() == 2
    second.delete()
    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE)
    old = executor.loader.project_state(BEFORE).apps.get_model("applications", "Opinion").objects
    assert [(one.by, bytes(one.sealed)) for one in old.all()] == [("U-0003", b"closed")]
    MigrationExecutor(connection).migrate(latest)
