"""What must hold of every permit, whoever wrote it and whatever was done to it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import cwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeat_seal import Forged, KeySet, NotAPermit, NotValid, Permit, SigningKey, base45, cbor, read_token, sign, verify
from exeat_seal.seal import PREFIX
from tests.seal.make import AT, IMPOSTOR, ISSUED, KEY, KEYS, NEXT, PERMIT, TAKEN_BACK

TOKEN = sign(PERMIT, KEY)
BYTES = base45.decode(TOKEN.removeprefix(PREFIX))
line = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=40)
days = st.dates(date(1990, 1, 1), date(2190, 1, 1))
permits = st.builds(
    Permit,
    number=st.from_regex(r"[A-Z0-9]{2}[A-Z0-9-]{0,20}[A-Z0-9]", fullmatch=True),
    name=line,
    birth_year=st.integers(1900, 2100),
    document_state=st.from_regex(r"[A-Z]{2,3}", fullmatch=True),
    document_last4=st.from_regex(r"[A-Z0-9]{4}", fullmatch=True),
    countries=st.lists(st.sampled_from(["BY", "RU", "CN", "UA-43", "MD-SN"]), min_size=1, max_size=4).map(tuple),
    first_day=st.just(date(2026, 12, 15)),
    last_day=st.dates(date(2026, 12, 15), date(2190, 1, 1)),
    crossing_points=st.lists(line, max_size=4).map(tuple),
    key_id=st.just(KEY.key_id),
    issued_at=st.just(ISSUED),
)


@given(permits)
def test_what_was_sealed_is_what_is_read(permit):
    assert read_token(sign(permit, KEY), keys=KEYS) == permit


@given(st.integers(0, len(BYTES) * 8 - 1))
def test_no_flipped_bit_of_the_content_goes_unnoticed(place):
    changed = bytearray(BYTES)
    changed[place // 8] ^= 1 << place % 8

    with pytest.raises(NotValid):
        read_token(PREFIX + base45.encode(bytes(changed)), keys=KEYS)


@given(st.integers(0, len(TOKEN) * 7 - 1))
def test_no_flipped_bit_of_the_text_goes_unnoticed(place):
    changed = bytearray(TOKEN.encode())
    changed[place // 7] ^= 1 << place % 7

    with pytest.raises(NotValid):
        read_token(changed.decode("latin-1"), keys=KEYS)


@given(st.integers(0, len(TOKEN)), st.text(base45.ALPHABET, max_size=6))
def test_no_letter_put_in_or_left_out_goes_unnoticed(place, letters):
    changed = TOKEN[:place] + letters + TOKEN[place + (0 if letters else 1) :]

    if changed != TOKEN:
        with pytest.raises(NotValid):
            read_token(changed, keys=KEYS)


@given(st.text(max_size=400))
def test_any_text_gets_an_answer(text):
    for shown in (text, PREFIX + text):
        with pytest.raises(NotValid):
            read_token(shown, keys=KEYS)


@given(st.binary(max_size=400))
def test_any_bytes_get_an_answer(data):
    with pytest.raises(NotValid):
        read_token(PREFIX + base45.encode(data), keys=KEYS)


@given(st.binary(max_size=100))
def test_base45_has_one_spelling(data):
    assert base45.decode(base45.encode(data)) == data


def test_base45_is_that_of_the_standard():
    said = {b"AB": "BB8", b"Hello!!": "%69 VD92EX0", b"base-45": "UJCLQE7W581", b"ietf!": "QED8WEX0"}

    assert {data: base45.encode(data) for data in said} == said


values = st.recursive(
    st.integers(-(2**64), 2**64 - 1) | st.binary(max_size=9) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.integers(0, 99), inner, max_size=4),
    max_leaves=5,
)


@given(values)
def test_cbor_reads_what_it_writes(value):
    assert cbor.decode(cbor.encode(value)) == value


def test_a_permit_is_an_ordinary_cose_message():
    other = cwt.COSEKey.from_jwk(KEY.public.jwk() | {"key_ops": ["verify"]})

    payload = cwt.COSE.new().decode(BYTES, other)

    assert payload == cbor.encode(PERMIT.claims())


def test_the_content_holds_exactly_the_ten_fields_and_the_key():
    _protected, unprotected, payload, _signature = cbor.decode(BYTES).value

    assert unprotected == {}
    assert cbor.decode(payload) == {
        1: "K-7QF2-9M4X-C5T2",
        2: "Eglė Žiūraitė",
        3: 1987,
        4: "LT",
        5: "1957",
        6: ["BY"],
        7: (date(2026, 12, 15) - date(1970, 1, 1)).days,
        8: (date(2026, 12, 18) - date(1970, 1, 1)).days,
        9: ["Šalčininkai", "Medininkai"],
        10: int(ISSUED.timestamp()),
    }


def test_a_permit_is_sealed_only_with_the_key_that_it_names():
    with pytest.raises(NotAPermit, match="is to sign it"):
        sign(PERMIT, NEXT)


def test_a_permit_is_not_sealed_with_a_key_that_is_out_of_use():
    later = SigningKey.new("LT-2027", not_before=ISSUED + timedelta(days=30))

    with pytest.raises(NotAPermit, match="not one to sign with"):
        sign(replace(PERMIT, key_id="LT-2027"), later)


def test_sealing_twice_gives_the_same_code():
    assert sign(PERMIT, KEY) == sign(PERMIT, KEY)


def test_an_impostor_s_permit_is_forged_although_the_list_has_its_name():
    with pytest.raises(Forged):
        read_token(sign(PERMIT, IMPOSTOR), keys=KEYS)


def test_the_reason_carries_the_permit_only_when_the_signature_holds():
    with pytest.raises(Forged) as forged:
        read_token(sign(PERMIT, IMPOSTOR), keys=KEYS)
    with pytest.raises(NotValid) as expired:
        verify(TOKEN, keys=KEYS, revoked=None, at=datetime(2027, 1, 1, tzinfo=UTC))

    assert forged.value.permit is None
    assert expired.value.permit == PERMIT


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001  # drawn with its zone
def test_without_lists_no_moment_makes_a_permit_valid(at):
    from exeat_seal import Refer

    with pytest.raises((NotValid, Refer)):
        verify(TOKEN, keys=KEYS, revoked=None, at=at)


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("number", "k-1", "a number"),
        ("name", " Eglė", "a name"),
        ("name", "Ž" * 121, "a name"),
        ("birth_year", 87, "year of birth"),
        ("document_state", "lt", "state of the travel document"),
        ("document_last4", "12345", "last characters"),
        ("countries", (), "countries"),
        ("countries", ("Belarus",), "codes"),
        ("last_day", date(2026, 12, 14), "not before the first"),
        ("crossing_points", ("",), "crossing points"),
        ("issued_at", datetime(2026, 11, 25), "zone"),  # noqa: DTZ001  # that is what is wrong
    ],
)
def test_what_is_no_permit_cannot_be_made(field, value, what):
    with pytest.raises(NotAPermit, match=what):
        replace(PERMIT, **{field: value})


def test_a_key_set_with_one_name_twice_is_refused():
    with pytest.raises(ValueError, match="same id"):
        KeySet([KEY.public, IMPOSTOR.public])


def test_the_moments_of_the_vectors_are_within_the_permit():
    assert PERMIT.first_day <= AT.date() <= PERMIT.last_day
    assert TAKEN_BACK.number != PERMIT.number
