"""Signing keys: made, kept for their owner only, overlapping, retired, distrusted."""

import stat
from datetime import UTC, datetime, timedelta

import pytest

from exeat.permits import installed, keyring

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def test_the_first_key_signs_at_once_and_the_next_when_every_post_has_heard_of_it(tmp_path):
    first = keyring.new(tmp_path, at=NOON)
    second = keyring.new(tmp_path, at=NOON + 300 * DAY)
    keys = keyring.keys_in(tmp_path)

    assert keyring.signing(keys, at=NOON).key_id == first.key_id
    assert keyring.signing(keys, at=NOON + 301 * DAY).key_id == first.key_id
    assert keyring.signing(keys, at=NOON + 302 * DAY).key_id == second.key_id
    assert {key.key_id for key in keyring.listed(keys, at=NOON + 300 * DAY)} == {first.key_id, second.key_id}


def test_a_key_stays_on_the_list_while_what_it_signed_may_run(tmp_path):
    key = keyring.new(tmp_path, at=NOON, end=NOON + 30 * DAY)
    keys = keyring.keys_in(tmp_path)

    assert [k.key_id for k in keyring.listed(keys, at=NOON + 400 * DAY)] == [key.key_id]
    assert keyring.listed(keys, at=NOON + 500 * DAY) == []


def test_a_key_is_for_the_eyes_of_its_owner(tmp_path):
    keyring.new(tmp_path / "keys", at=NOON, key_id="a")

    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "keys" / "a.key.json").stat().st_mode) == 0o600


def test_a_name_is_given_once(tmp_path):
    keyring.new(tmp_path, at=NOON, key_id="a")

    with pytest.raises(keyring.KeyExists):
        keyring.new(tmp_path, at=NOON, key_id="a")


def test_a_retired_key_signs_no_more_but_is_still_believed(tmp_path):
    keyring.new(tmp_path, at=NOON, key_id="a")

    keyring.retire(tmp_path, "a", at=NOON + DAY)

    keys = keyring.keys_in(tmp_path)
    with pytest.raises(keyring.NoKey, match="exeat keys new"):
        keyring.signing(keys, at=NOON + DAY)
    assert len(keyring.listed(keys, at=NOON + DAY)) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_a_distrusted_key_is_off_the_list_at_once(tmp_path):
    keyring.new(tmp_path, at=NOON, key_id="a")

    keyring.distrust(tmp_path, "a")

    assert keyring.keys_in(tmp_path) == []


@pytest.mark.parametrize("verb", [keyring.distrust, lambda folder, name: keyring.retire(folder, name, at=NOON)])
def test_a_key_that_is_not_there_is_said_to_be_missing(tmp_path, verb):
    with pytest.raises(keyring.NoKey, match="'b'"):
        verb(tmp_path, "b")


def test_a_damaged_key_is_named(tmp_path):
    (tmp_path / "a.key.json").write_text("{}", encoding="ascii")

    with pytest.raises(ValueError, match=r"a\.key\.json"):
        keyring.keys_in(tmp_path)


def test_a_demonstration_makes_its_own_key_and_production_never_does(settings):
    assert installed.signing_key(at=NOON).key_id == "demo"

    settings.EXEAT_KEYS = settings.EXEAT_KEYS.with_name("production")
    settings.EXEAT_MODE = "production"

    with pytest.raises(keyring.NoKey):
        installed.signing_key(at=NOON)
