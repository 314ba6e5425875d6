"""Makes the spoiled permits and the shared vectors again, from keys that are worth nothing.

    python -m tests.seal.make

Every file in `spoiled/` is named after the answer and what is wrong; `vectors.json` is what Python and the browser must
agree on. Signatures are deterministic, so that nothing changes unless something changes.
"""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from exeat_seal import KeySet, Permit, SigningKey, base45, cbor, key_list, sign, status_list
from exeat_seal.keys import ORDER
from exeat_seal.seal import PREFIX

HERE = Path(__file__).parent
ISSUED = datetime(2026, 11, 25, 20, 0, tzinfo=UTC)
LISTS = datetime(2026, 12, 15, 6, 0, tzinfo=UTC)
AT = datetime(2026, 12, 15, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

KEY = SigningKey.from_secret(0x1111, "LT-2026-a")
NEXT = SigningKey.from_secret(0x2222, "LT-2026-b")
STRANGER = SigningKey.from_secret(0x3333, "LT-2026-x")
IMPOSTOR = SigningKey.from_secret(0x4444, "LT-2026-a")  # calls itself by the name of the first
RETIRED = SigningKey(
    replace(SigningKey.from_secret(0x5555, "LT-2025").public, not_after=ISSUED),
    SigningKey.from_secret(0x5555, "LT-2025").private,
)
KEYS = KeySet([KEY.public, NEXT.public, RETIRED.public])
PERMIT = Permit(
    number="K-7QF2-9M4X-C5T2",
    name="Eglė Žiūraitė",
    birth_year=1987,
    document_state="LT",
    document_last4="1957",
    countries=("BY",),
    first_day=date(2026, 12, 15),
    last_day=date(2026, 12, 18),
    crossing_points=("Šalčininkai", "Medininkai"),
    key_id=KEY.key_id,
    issued_at=ISSUED,
)
TAKEN_BACK = replace(PERMIT, number="K-0000-0000-0001")


def raw(payload, protected=None, unprotected=None, key=KEY, signature=None, tag=18, after=b""):
    """A token put together by hand, so that any part of it can be wrong."""
    protected = cbor.encode({1: -7, 4: key.key_id.encode()}) if protected is None else protected
    if signature is None:
        signature = key.sign(cbor.encode(["Signature1", protected, b"", payload]))
    unprotected = {} if unprotected is None else unprotected
    return PREFIX + base45.encode(cbor.encode(cbor.Tag(tag, [protected, unprotected, payload, signature])) + after)


def parts(token):
    return cbor.decode(base45.decode(token.removeprefix(PREFIX))).value


def other_signature(token):
    """The second signature that ECDSA allows for the same content."""
    _, _, payload, signature = parts(token)
    s = ORDER - int.from_bytes(signature[32:], "big")
    return raw(payload, signature=signature[:32] + s.to_bytes(32, "big"))


def unwrapped(token, old, new):
    data = base45.decode(token.removeprefix(PREFIX))
    assert data.count(old) == 1
    return PREFIX + base45.encode(data.replace(old, new))


def spoiled():
    """Each spoiled token by what is wrong with it; the name begins with the answer."""
    token = sign(PERMIT, KEY)
    protected, _, payload, signature = parts(token)
    claims = PERMIT.claims()
    flipped = signature[:-1] + bytes([signature[-1] ^ 1])
    return {
        "unreadable: nothing": "",
        "unreadable: only the prefix": PREFIX,
        "unreadable: another prefix": token.replace("EXT1:", "EXT2:", 1),
        "unreadable: no prefix": token.removeprefix(PREFIX),
        "unreadable: a vaccination certificate": token.replace("EXT1:", "HC1:", 1),
        "unreadable: small letters": PREFIX + token.removeprefix(PREFIX).lower(),
        "unreadable: a letter that is not of base45": token[:-3] + "!" + token[-2:],
        "unreadable: a group that stands for no bytes": PREFIX + ":::" + token[8:],
        "unreadable: cut in the middle": token[: len(token) // 2],
        "unreadable: one letter missing": token[:-1],
        "unreadable: a line end": token + "\n",
        "unreadable: longer than any code": PREFIX + "0" * 6000,
        "unreadable: bytes after the end": raw(payload, after=b"\x00"),
        "unreadable: a second permit after the end": PREFIX + base45.encode(base45.decode(token[5:]) * 2),
        "unreadable: another tag": raw(payload, tag=17),
        "unreadable: no tag": PREFIX + base45.encode(cbor.encode([protected, {}, payload, signature])),
        "unreadable: an array without a signature": PREFIX
        + base45.encode(cbor.encode(cbor.Tag(18, [protected, {}, payload]))),
        "unreadable: an empty signature": raw(payload, signature=b""),
        "unreadable: a signature that is too long": raw(payload, signature=signature + b"\x00"),
        "unreadable: something in the unprotected header": raw(payload, unprotected={4: b"LT-2026-a"}),
        "unreadable: no key id": raw(payload, protected=cbor.encode({1: -7})),
        "unreadable: no algorithm": raw(payload, protected=cbor.encode({4: b"LT-2026-a"})),
        "unreadable: key id as text": raw(payload, protected=cbor.encode({1: -7, 4: "LT-2026-a"})),
        "unreadable: key id that is a path": raw(payload, protected=cbor.encode({1: -7, 4: b"../../keys"})),
        "unreadable: a critical header that nobody knows": raw(
            payload, protected=cbor.encode({1: -7, 2: [99], 4: b"LT-2026-a", 99: 1})
        ),
        "unreadable: key id twice": raw(payload, protected=bytes.fromhex("a3 01 26 04 41 61 04 41 61")),
        "unreadable: header not in its only spelling": raw(payload, protected=b"\xa2\x01\x38\x06" + protected[3:]),
        "unreadable: an array without an announced length": unwrapped(token, b"\xd2\x84", b"\xd2\x9f"),
        "unreadable: a length written too long": unwrapped(token, b"\xd2\x84", b"\xd2\x98\x04"),
        "unreadable: more announced than follows": unwrapped(
            token, b"\xd2\x84", b"\xd2\x9b\xff\xff\xff\xff\xff\xff\xff\xff"
        ),
        "unreadable: arrays in arrays without end": PREFIX + base45.encode(b"\x81" * 2000),
        "unreadable: signed, but a field is missing": raw(cbor.encode({k: v for k, v in claims.items() if k != 9})),
        "unreadable: signed, but a field too many": raw(cbor.encode(claims | {11: "colonel"})),
        "unreadable: signed, but the year is a text": raw(cbor.encode(claims | {3: "1987"})),
        "unreadable: signed, but the days are reversed": raw(cbor.encode(claims | {7: 20900, 8: 20800})),
        "unreadable: signed, but a day outside the calendar": raw(cbor.encode(claims | {8: 2**60})),
        "unreadable: signed, but no country": raw(cbor.encode(claims | {6: []})),
        "unreadable: signed, but a name of two lines": raw(cbor.encode(claims | {2: "Eglė\nŽiūraitė"})),
        "unreadable: signed, but a field stands twice": raw(b"\xab" + cbor.encode(claims)[1:] + b"\x0a\x00"),
        "unreadable: signed, but not a map": raw(cbor.encode([1, 2, 3])),
        "unreadable: signed, but bytes after the end": raw(payload + b"\x00"),
        "unknown key: a key that is not on the list": sign(replace(PERMIT, key_id=STRANGER.key_id), STRANGER),
        "unknown key: a key that was no longer in use": raw(
            cbor.encode(claims | {10: int((ISSUED + HOUR).timestamp())}), key=RETIRED
        ),
        "forged: the last bit of the signature": raw(payload, signature=flipped),
        "forged: a signature of nothing but zeroes": raw(payload, signature=bytes(64)),
        "forged: a signature as large as can be": raw(payload, signature=b"\xff" * 64),
        "forged: the other signature that ECDSA allows": other_signature(token),
        "forged: another name": raw(payload.replace("Eglė".encode(), "Ugnė".encode()), signature=signature),
        "forged: a later last day": raw(cbor.encode(claims | {8: claims[8] + 3}), signature=signature),
        "forged: signed by another under the same key id": raw(payload, key=IMPOSTOR),
        "forged: signed by a key of the list that it does not name": raw(
            payload,
            protected=protected,
            signature=NEXT.sign(cbor.encode(["Signature1", protected, b"", payload])),
        ),
        "forged: it names another key of the list": raw(
            payload, protected=cbor.encode({1: -7, 4: b"LT-2026-b"}), signature=signature
        ),
        "forged: another algorithm is named": raw(
            payload, protected=cbor.encode({1: -8, 4: b"LT-2026-a"}), signature=signature
        ),
        "forged: another algorithm is named and signed": raw(payload, protected=cbor.encode({1: -8, 4: b"LT-2026-a"})),
        "forged: a keyed hash with the public key": raw(payload, protected=cbor.encode({1: 5, 4: b"LT-2026-a"})),
        "forged: signed as another kind of COSE message": raw(
            payload, signature=KEY.sign(cbor.encode(["Signature", protected, b"", payload]))
        ),
        "revoked: it is on the list": sign(TAKEN_BACK, KEY),
        "expired: its last day was yesterday": sign(
            replace(PERMIT, first_day=date(2026, 12, 10), last_day=date(2026, 12, 14)), KEY
        ),
        "not yet valid: its first day is tomorrow": sign(replace(PERMIT, first_day=date(2026, 12, 16)), KEY),
    }


def lists():
    """Lists in every condition, each with the moment it was made."""
    due = LISTS + HOUR
    fresh = status_list([TAKEN_BACK.number], signer=KEY, at=LISTS, next_due=due, salt="5a17")
    return {
        "fresh": fresh,
        "by the next key": status_list([], signer=NEXT, at=LISTS, next_due=due, salt="5a17"),
        "25 hours old": status_list(
            [TAKEN_BACK.number], signer=KEY, at=AT - 25 * HOUR, next_due=AT - 24 * HOUR, salt="5a17"
        ),
        "from tomorrow": status_list([], signer=KEY, at=AT + 24 * HOUR, next_due=AT + 25 * HOUR, salt="5a17"),
        "by a stranger": status_list([], signer=STRANGER, at=LISTS, next_due=due, salt="5a17"),
        "by an impostor": status_list([], signer=IMPOSTOR, at=LISTS, next_due=due, salt="5a17"),
        "by a retired key": status_list([], signer=RETIRED, at=LISTS, next_due=due, salt="5a17"),
        "unsigned": {name: value for name, value in fresh.items() if name != "signature"},
        "emptied": fresh | {"revoked": []},
        "made younger": lists_made_younger(),
    }


def lists_made_younger():
    old = status_list([], signer=KEY, at=AT - 48 * HOUR, next_due=AT - 47 * HOUR, salt="5a17")
    return old | {"made_at": "2026-12-15T06:00:00Z", "next_due": "2026-12-15T07:00:00Z"}


def key_lists():
    keys = [KEY.public, NEXT.public, RETIRED.public]
    return {
        "plain": KEYS.jwks(),
        "signed": key_list(keys, signer=KEY, at=LISTS, next_due=LISTS + HOUR),
        "signed 25 hours ago": key_list(keys, signer=KEY, at=AT - 25 * HOUR, next_due=AT - 24 * HOUR),
    }


def cases():
    """What must be answered, in Python and in the browser alike."""
    good = sign(PERMIT, KEY)

    def case(name, word, token=good, *, keys="plain", revoked="fresh", at=AT, why=""):
        found = {"name": name, "token": token, "keys": keys, "revoked": revoked, "at": at.isoformat(), "word": word}
        return found | ({"why": why} if why else {})

    last = datetime(2026, 12, 18, 21, 59, 59, tzinfo=UTC)  # a second before midnight in Vilnius
    return [
        case("a permit as it was issued", "valid"),
        case("with the signed list of keys", "valid", keys="signed"),
        case("with a list signed by the next key", "valid", revoked="by the next key"),
        case("signed by the next key", "valid", sign(replace(PERMIT, key_id=NEXT.key_id), NEXT)),
        case("signed by a retired key while it was in use", "valid",
             sign(replace(PERMIT, key_id=RETIRED.key_id, issued_at=ISSUED - HOUR), RETIRED)),
        case("for a part of a country, without points", "valid",
             sign(replace(PERMIT, countries=("UA-43", "MD-SN"), crossing_points=()), KEY)),
        case("with the longest name", "valid", sign(replace(PERMIT, name="Ž" * 120), KEY)),
        case("a list of 25 hours ago", "refer", revoked="25 hours old", why="old list"),
        case("keys of 25 hours ago", "refer", keys="signed 25 hours ago", why="old list"),
        case("exactly 24 hours after the list", "valid", at=LISTS + 24 * HOUR),
        case("a second more than 24 hours after the list", "refer",
             at=LISTS + 24 * HOUR + timedelta(seconds=1), why="old list"),
        case("a list that a stranger signed", "refer", revoked="by a stranger", why="strange list"),
        case("a list that an impostor signed", "refer", revoked="by an impostor", why="strange list"),
        case("a list that a retired key signed", "refer", revoked="by a retired key", why="strange list"),
        case("a list that nobody signed", "refer", revoked="unsigned", why="strange list"),
        case("a list that somebody emptied", "refer", revoked="emptied", why="strange list"),
        case("an old list that was made to look young", "refer", revoked="made younger", why="strange list"),
        case("no list", "refer", revoked="", why="no list"),
        case("a clock that stands before the list", "refer", at=LISTS - HOUR, why="clock"),
        case("a clock that is half a minute behind the list", "valid", at=LISTS - timedelta(seconds=30)),
        case("a list from tomorrow", "refer", revoked="from tomorrow", why="clock"),
        case("a clock that stands before the issue", "refer", revoked="", at=ISSUED - HOUR, why="clock"),
        case("revoked by an old list is revoked", "revoked", sign(TAKEN_BACK, KEY), revoked="25 hours old"),
        case("revoked says more than expired", "revoked", sign(TAKEN_BACK, KEY), at=last + HOUR),
        case("on an emptied list a revoked permit is not valid", "refer", sign(TAKEN_BACK, KEY), revoked="emptied",
             why="strange list"),
        case("the last second of the last day, by an old list", "refer", at=last, why="old list"),
        case("a second later", "expired", at=last + timedelta(seconds=1)),
        case("over by any clock, since the list is younger than it", "expired",
             sign(replace(PERMIT, first_day=date(2026, 12, 1), last_day=date(2026, 12, 10)), KEY), at=ISSUED),
        case("the last second before the first day", "not yet valid", revoked="",
             at=datetime(2026, 12, 14, 21, 59, 59, tzinfo=UTC)),
        case("the first second of the first day", "refer", revoked="",
             at=datetime(2026, 12, 14, 22, 0, tzinfo=UTC), why="no list"),
        *(case(name, name.split(":")[0], token) for name, token in spoiled().items()),
    ]  # fmt: skip


def file_name(name):
    """What is wrong, as a file is named."""
    return name.replace(": ", "--").replace(" ", "-").replace(",", "") + ".txt"


def files():
    """Every file that this script makes, by its path."""
    vectors = {"key_lists": key_lists(), "lists": lists(), "cases": cases(), "permit": readable(PERMIT)}
    made = {HERE / "spoiled" / file_name(name): token for name, token in spoiled().items()}
    return made | {HERE / "vectors.json": json.dumps(vectors, indent=1, ensure_ascii=False) + "\n"}


def readable(permit):
    """A permit as the browser spells it."""
    return {
        "number": permit.number,
        "name": permit.name,
        "birthYear": permit.birth_year,
        "documentState": permit.document_state,
        "documentLast4": permit.document_last4,
        "countries": list(permit.countries),
        "firstDay": permit.first_day.isoformat(),
        "lastDay": permit.last_day.isoformat(),
        "crossingPoints": list(permit.crossing_points),
        "keyId": permit.key_id,
        "issuedAt": int(permit.issued_at.timestamp()),
    }


if __name__ == "__main__":
    (HERE / "spoiled").mkdir(exist_ok=True)
    for old in (HERE / "spoiled").iterdir():
        old.unlink()
    for path, text in files().items():
        path.write_bytes(text.encode())
