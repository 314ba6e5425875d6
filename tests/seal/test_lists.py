"""The lists of keys and of revoked permits: signed, dated, and silent about who holds a permit."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeat_seal import KeySet, SigningKey, WrongFile, key_list, read_keys, read_status, status_list
from exeat_seal.lists import canonical
from tests.seal.make import HOUR, KEY, KEYS, LISTS, NEXT, STRANGER

DUE = LISTS + HOUR


def made(numbers=("K-0000-0000-0001",), signer=KEY, **more):
    return status_list(numbers, signer=signer, at=LISTS, next_due=DUE, **more)


def test_a_list_knows_the_permits_that_were_taken_back_and_no_others():
    revoked = read_status(json.dumps(made()), KEYS)

    assert revoked.trusted
    assert revoked.holds("K-0000-0000-0001")
    assert not revoked.holds("K-0000-0000-0002")


def test_a_list_does_not_contain_a_number():
    text = json.dumps(made())

    assert "0000-0001" not in text


def test_two_lists_of_the_same_permits_cannot_be_laid_side_by_side():
    first, second = made(), made()

    assert not set(first["revoked"]) & set(second["revoked"])


def test_the_order_of_a_list_does_not_tell_when_a_permit_was_taken_back():
    numbers = [f"K-{n:04}" for n in range(40)]

    assert made(numbers, salt="s") == made(reversed(numbers), salt="s")


@given(st.data())
def test_no_change_to_a_list_leaves_it_trusted(data):
    signed = made(salt="s")
    name = data.draw(st.sampled_from(["made_at", "next_due", "salt", "revoked"]))
    changed = signed | {name: data.draw(st.sampled_from(["2026-12-15T05:00:00Z", ["x"], "t", []]))}

    try:
        trusted = read_status(json.dumps(changed), KEYS).trusted
    except WrongFile:
        trusted = False

    assert not trusted or changed == signed


def test_a_list_of_keys_is_an_ordinary_set_of_keys():
    signed = key_list(KEYS, signer=NEXT, at=LISTS, next_due=DUE)

    read = read_keys(json.dumps(signed))

    assert read.made_at == LISTS
    assert signed["keys"] == KEYS.jwks()["keys"]
    assert set(signed["keys"][0]) == {"kty", "crv", "x", "y", "kid", "alg", "use"}


def test_a_list_of_keys_into_which_somebody_put_a_key_is_refused():
    signed = key_list([KEY.public], signer=KEY, at=LISTS, next_due=DUE)

    signed["keys"].append(STRANGER.public.jwk())

    with pytest.raises(WrongFile, match="not signed by one of them"):
        read_keys(json.dumps(signed))


def test_a_list_of_revoked_permits_is_not_taken_for_a_list_of_keys():
    with pytest.raises(WrongFile, match="exeat-keys"):
        read_keys(json.dumps(made()))


def test_a_set_with_a_secret_key_is_refused():
    with pytest.raises(WrongFile, match="secret"):
        read_keys(json.dumps({"keys": [KEY.secret_jwk()]}))


def test_keys_of_other_kinds_are_passed_over():
    other = {"kty": "OKP", "crv": "Ed25519", "x": "AA", "kid": "ed"}

    assert set(read_keys(json.dumps({"keys": [other, KEY.public.jwk()]})).by_id) == {KEY.key_id}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"keys": 1}',
        '{"keys": [1]}',
        '{"keys": [], "keys": []}',
        '{"keys": [{"kty": "EC", "crv": "P-256", "kid": "a", "x": "AA", "y": "AA"}]}',
        '{"keys": [{"kty": "EC", "crv": "P-256", "kid": "a/b", "x": "AA", "y": "AA"}]}',
        '{"keys": [], "nbf": 1.5}',
        b"\xff\xfe",
        "[" * 100_000,
    ],
)
def test_what_is_no_set_of_keys_is_refused_with_a_reason(text):
    with pytest.raises(WrongFile):
        read_keys(text)


def test_two_keys_of_one_name_are_refused():
    twin = SigningKey.from_secret(7, KEY.key_id)

    with pytest.raises(WrongFile, match="same id"):
        read_keys(json.dumps({"keys": [KEY.public.jwk(), twin.public.jwk()]}))


def test_a_key_keeps_its_secret_and_its_days_when_it_is_stored():
    key = SigningKey.new(not_before=LISTS, not_after=LISTS + timedelta(days=400))

    again = SigningKey.from_jwk(json.loads(json.dumps(key.secret_jwk())))

    assert again.public == key.public
    assert again.key_id.startswith("2026-")
    assert key.public.signed(b"x", again.sign(b"x"))
    assert "d" not in key.public.jwk()
    assert "private" not in repr(key).lower()


def test_a_secret_that_does_not_belong_to_its_key_is_refused():
    mixed = KEY.secret_jwk() | {"d": NEXT.secret_jwk()["d"]}

    with pytest.raises(WrongFile, match="does not belong"):
        SigningKey.from_jwk(mixed)


def test_json_has_one_spelling():
    assert (
        canonical({"b": ["ž", 1], "a": {"d": "\n", "c": "\u2028"}})
        == '{"a":{"c":"\u2028","d":"\\n"},"b":["ž",1]}'.encode()
    )


def test_a_list_signed_before_its_key_came_into_use_is_not_trusted():
    early = SigningKey.new("early", not_before=LISTS + HOUR)

    assert not read_status(json.dumps(made(signer=early)), KeySet([early.public])).trusted
