"""Promise 19: every changed, removed or reordered row is found, and a proof is checked without the operator."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from exeat.audit import actions, policy, queries
from exeat.audit.models import Entry
from exeat.values.rights import Actor
from tests.audit.broken import unlocked

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
BY = Actor("P-000009", "I-ARMY", frozenset(), "Ona Made-Up", "head")
COUNT = 5
COLUMNS = [field.column for field in Entry._meta.concrete_fields if not field.primary_key]
OTHER = {
    "at": "'2020-01-01 00:00:00+00:00'", "hidden_until": "'2030-01-01'", "previous": "'" + "a" * 64 + "'",
    "digest": "'" + "b" * 64 + "'", "commitment": "'" + "c" * 64 + "'", "seal": "'" + "d" * 64 + "'",
    "about": "'[\"P-000077\"]'",
}  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record():
    for n in range(COUNT):
        actions.record(
            "application.granted", subject=f"A-{n}", by=BY, at=NOON + timedelta(minutes=n), about=[f"P-{n}"], n=n
        )


@pytest.mark.parametrize("seq", range(1, COUNT + 1))
@pytest.mark.parametrize("column", COLUMNS)
def test_every_changed_column_of_every_row_is_found(column, seq):
    with unlocked() as cursor:
        cursor.execute(
            f"UPDATE audit_entry SET {column} = {OTHER.get(column, chr(39) + 'x' + chr(39))} WHERE seq = {seq}"
        )

    assert queries.verify().first_bad == seq


@pytest.mark.parametrize("seq", range(1, COUNT + 1))
def test_every_removed_row_is_found(seq):
    with unlocked() as cursor:
        for table, column in (("about", "entry_id"), ("detail", "entry_id"), ("entry", "seq")):
            cursor.execute(f"DELETE FROM audit_{table} WHERE {column} = {seq}")

    assert queries.verify().first_bad == seq


@pytest.mark.parametrize("seq", range(1, COUNT))
def test_every_two_rows_that_changed_places_are_found(seq):
    with unlocked() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL DEFERRED" if connection.vendor == "postgresql" else "PRAGMA defer_foreign_keys=ON"
        )
        for old, new in ((seq, 999), (seq + 1, seq), (999, seq + 1)):
            cursor.execute(f"UPDATE audit_entry SET seq = {new} WHERE seq = {old}")

    report = queries.verify()

    assert report.first_bad == seq


def test_a_proof_taken_today_holds_against_a_head_kept_elsewhere():
    kept = queries.tree_head()
    proofs = [queries.inclusion_proof(seq) for seq in range(1, COUNT + 1)]

    for n, proof in enumerate(proofs):
        assert json.loads(proof.entry)["subject"] == f"A-{n}"
        steps = [bytes.fromhex(step) for step in proof.path]
        leaf = policy.leaf(proof.entry.encode())
        assert policy.leads_to(bytes.fromhex(kept.root), leaf, proof.index, kept.size, steps)
        forged = policy.leaf(proof.entry.replace("granted", "refused").encode())
        assert not policy.leads_to(bytes.fromhex(kept.root), forged, proof.index, kept.size, steps)
