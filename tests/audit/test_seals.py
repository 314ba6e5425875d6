"""What is sealed opens only where it belongs, and never again once its key is destroyed."""

from datetime import UTC, datetime

import pytest
from django.test import override_settings

from exeat.audit import seals
from exeat.audit.models import Key

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_what_was_sealed_can_be_opened_and_cannot_be_read_without():
    sealed = seals.encrypt("evidence", "file:1", b"a letter of a hospital", aad="A-2026-00001")

    assert b"hospital" not in sealed
    assert seals.decrypt("evidence", "file:1", sealed, aad="A-2026-00001") == b"a letter of a hospital"


@pytest.mark.parametrize(
    ("purpose", "key", "aad"),
    [("code", "file:1", "A-1"), ("evidence", "file:2", "A-1"), ("evidence", "file:1", "A-2")],
)
def test_a_sealed_text_that_was_moved_does_not_open(purpose, key, aad):
    seals.new_key("file:2")
    sealed = seals.encrypt("evidence", "file:1", b"a letter", aad="A-1")

    with pytest.raises(seals.Tampered):
        seals.decrypt(purpose, key, sealed, aad=aad)


def test_a_sealed_text_that_was_changed_does_not_open():
    sealed = bytearray(seals.encrypt("evidence", "file:1", b"a letter"))
    sealed[-1] ^= 1

    with pytest.raises(seals.Tampered):
        seals.decrypt("evidence", "file:1", bytes(sealed))
    with pytest.raises(seals.Tampered):
        seals.decrypt("evidence", "file:1", b"no seal at all")


def test_nothing_opens_under_another_master_key():
    sealed = seals.encrypt("evidence", "file:1", b"a letter")

    with override_settings(EXEAT_MASTER_KEY="x" * 40), pytest.raises(seals.Tampered, match="master key"):
        seals.decrypt("evidence", "file:1", sealed)


def test_what_a_destroyed_key_sealed_is_gone_and_the_key_is_not_made_again():
    sealed = seals.encrypt("evidence", "file:1", b"a letter")

    assert seals.destroy_key("file:1", at=NOON)
    assert not seals.destroy_key("file:1", at=NOON)
    assert not seals.destroy_key("file:never-made", at=NOON)

    assert seals.destroyed(["file:1", "file:2", "file:never-made"]) == {"file:1", "file:never-made"}
    assert not Key.objects.get(name="file:1").wrapped
    with pytest.raises(seals.Destroyed):
        seals.decrypt("evidence", "file:1", sealed)
    with pytest.raises(seals.Destroyed):
        seals.encrypt("evidence", "file:1", b"another")
    with pytest.raises(seals.Destroyed):
        seals.decrypt("evidence", "file:unknown", sealed)


def test_a_keyed_hash_finds_the_same_value_again_and_depends_on_its_purpose():
    assert seals.blind("code", "38001010000") == seals.blind("code", "38001010000")
    assert seals.blind("code", "38001010000") != seals.blind("other", "38001010000")
    with override_settings(EXEAT_MASTER_KEY="x" * 40):
        other = seals.blind("code", "38001010000")
    assert other != seals.blind("code", "38001010000")
