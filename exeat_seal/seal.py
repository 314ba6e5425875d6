"""Sealing a permit into the text of a QR code, and believing such a text last of all.

The text is EXT1: and the base45 of a COSE_Sign1 (RFC 9052) by ES256. What can be read before the signature holds is
only who claims to have signed, and how. A no never depends on how fresh the lists are; a yes always does.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from exeat_seal import base45, cbor
from exeat_seal.errors import Expired, Forged, NotYetValid, Refer, RevokedPermit, UnknownKey, Unreadable
from exeat_seal.keys import KeySet, SigningKey
from exeat_seal.lists import Revoked
from exeat_seal.permit import KEY_ID, NotAPermit, Permit, from_claims, local_day

PREFIX = "EXT1:"
LONGEST = 4000  # characters: what the largest QR code holds is 4296
SIGN1, ALG, KID, ES256 = 18, 1, 4, -7
OLDEST_LIST = timedelta(hours=24)
CLOCK_MAY_DIFFER = timedelta(seconds=60)


def sign(permit: Permit, key: SigningKey) -> str:
    """The permit as the text of its QR code."""
    if permit.key_id != key.key_id:
        raise NotAPermit(f"the permit names key {permit.key_id!r}, but {key.key_id!r} is to sign it")
    if not key.public.in_use(permit.issued_at):
        raise NotAPermit(f"key {key.key_id!r} is not one to sign with at the time of issue")
    protected = cbor.encode({ALG: ES256, KID: key.key_id.encode()})
    payload = cbor.encode(permit.claims())
    signature = key.sign(_to_be_signed(protected, payload))
    token = PREFIX + base45.encode(cbor.encode(cbor.Tag(SIGN1, [protected, {}, payload, signature])))
    if len(token) > LONGEST:
        raise NotAPermit("the permit is too long for a code: shorten its name or crossing points")
    return token


def verify(token: str, *, keys: KeySet, revoked: Revoked | None, at: datetime) -> Permit:
    """The permit, if it is valid at this moment.

    Raises the exact reason when it is not (NotValid), or Refer when somebody must be asked.
    """
    permit = read_token(token, keys=keys)
    if revoked and revoked.trusted and revoked.holds(permit.number):
        raise RevokedPermit("The permit was revoked.", permit)
    _check_days(permit, at, _known_past(permit, keys, revoked))
    _check_lists(permit, keys, revoked, at)
    return permit


def read_token(token: str, *, keys: KeySet) -> Permit:
    """What a known key has signed, whatever the day. Raises Unreadable, UnknownKey or Forged."""
    algorithm, key_id, protected, payload, signature = _open(token)
    key = keys.get(key_id)
    if key is None:
        raise UnknownKey(f"No key of the list is called {key_id!r}.")
    if algorithm != ES256 or not key.signed(_to_be_signed(protected, payload), signature):
        raise Forged("The signature does not belong to the content.")
    try:
        permit = from_claims(cbor.decode(payload), key_id)
    except (cbor.NotOurs, NotAPermit) as error:
        raise Unreadable(f"The signed content is not a permit: {error}.") from error
    if not key.in_use(permit.issued_at):
        raise UnknownKey(f"Key {key_id!r} was not one to sign with when the permit was issued.", permit)
    return permit


def _open(token: str) -> tuple[int, str, bytes, bytes, bytes]:
    """The algorithm, key id, protected header, payload and signature of a token; its content stays closed."""
    if len(token) > LONGEST:
        raise Unreadable("The text is longer than any permit.")
    if not token.startswith(PREFIX):
        raise Unreadable(f"The text does not begin with {PREFIX}")
    try:
        value = cbor.decode(base45.decode(token.removeprefix(PREFIX)))
        match value:
            case cbor.Tag(
                number=18, value=[bytes() as protected, dict() as unprotected, bytes() as payload, bytes() as signature]
            ) if not unprotected and len(signature) == 64:
                header = cbor.decode(protected)
            case _:
                raise Unreadable("The text is not a signed permit.")
    except ValueError as error:
        raise Unreadable(f"The text is damaged: {error}.") from error
    match header:
        case {1: int() as algorithm, 4: bytes() as name} if len(header) == 2:
            key_id = name.decode("ascii", errors="replace")
        case _:
            raise Unreadable("The text does not say in the way of permits who signed it.")
    if not KEY_ID.fullmatch(key_id):
        raise Unreadable("The text names no key.")
    return algorithm, key_id, protected, payload, signature


def _known_past(permit: Permit, keys: KeySet, revoked: Revoked | None) -> datetime:
    """The latest moment that has certainly passed: somebody whom we believe signed something then."""
    moments = [permit.issued_at, keys.made_at, revoked.made_at if revoked and revoked.trusted else None]
    return max(moment for moment in moments if moment)


def _check_days(permit: Permit, at: datetime, past: datetime) -> None:
    """Refuse a permit outside its days; a clock that stands before what has certainly passed decides nothing else."""
    if local_day(max(at, past)) > permit.last_day:
        raise Expired(f"The last day of the permit was {permit.last_day}.", permit)
    if at < past - CLOCK_MAY_DIFFER:
        raise Refer("clock", "The clock stands before the time at which the permit or a list was made.", permit)
    if local_day(at) < permit.first_day:
        raise NotYetValid(f"The first day of the permit is {permit.first_day}.", permit)


def _check_lists(permit: Permit, keys: KeySet, revoked: Revoked | None, at: datetime) -> None:
    """Refer when the lists cannot carry a yes."""
    if revoked is None:
        raise Refer("no list", "Without a list of revoked permits nobody knows whether this one still stands.", permit)
    if not revoked.trusted:
        raise Refer("strange list", "The list of revoked permits is not signed by a key that is believed.", permit)
    for made_at, name in ((revoked.made_at, "revoked permits"), (keys.made_at, "keys")):
        if made_at and at - made_at > OLDEST_LIST:
            raise Refer("old list", f"The list of {name} is older than 24 hours.", permit)


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    return cbor.encode(["Signature1", protected, b"", payload])
