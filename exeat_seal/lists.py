"""The two lists that a border post carries: which keys are believed, and which permits were taken back.

Both are JSON with a detached signature (RFC 7515, appendix F) over the rest of the object in its only spelling
(RFC 8785). The list of keys is at the same time an ordinary JSON Web Key Set. The list of revoked permits holds
salted hashes of permit numbers, which whoever holds a permit can compute and nobody can turn back: numbers are drawn
at random from 60 bits, and the salt is new in each list.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from exeat_seal.errors import WrongFile
from exeat_seal.keys import KeySet, PublicKey, SigningKey, from_text, to_text

KEYS, STATUS = "exeat-keys", "exeat-status"
LARGEST = 16 * 1024 * 1024  # bytes of a list; a list of 300,000 revoked permits is smaller
TIME = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Revoked:
    """The permits that were taken back, as of a moment; `trusted` when a key that is believed signed the list."""

    made_at: datetime
    next_due: datetime
    salt: str
    hashes: frozenset[str]
    trusted: bool

    def holds(self, number: str) -> bool:
        """Whether the permit of this number was taken back."""
        return hash_of(number, self.salt) in self.hashes


def hash_of(number: str, salt: str) -> str:
    """What stands on the list for a permit number."""
    return to_text(hashlib.sha256(f"{salt}:{number}".encode()).digest()[:16])


def key_list(keys: Iterable[PublicKey], *, signer: SigningKey, at: datetime, next_due: datetime) -> dict[str, Any]:
    """The signed list of keys."""
    return _signed(KEYS, {"keys": [key.jwk() for key in keys]}, signer, at, next_due)


def status_list(
    numbers: Iterable[str], *, signer: SigningKey, at: datetime, next_due: datetime, salt: str = ""
) -> dict[str, Any]:
    """The signed list of revoked permits; the hashes are in order, so that nothing tells when each was added."""
    salt = salt or secrets.token_hex(16)
    return _signed(STATUS, {"salt": salt, "revoked": sorted(hash_of(n, salt) for n in numbers)}, signer, at, next_due)


def read_keys(text: str | bytes) -> KeySet:
    """The keys of a file: an ordinary set of keys, believed as handed over, or our signed list. Raises WrongFile."""
    found = read_json(text)
    if not isinstance(found, dict) or "signature" not in found:
        return KeySet.from_jwks(found)
    made_at, _ = _times(found, KEYS)
    keys = KeySet.from_jwks(found, made_at=made_at)
    if not signed_by(found, keys):
        raise WrongFile("the list of keys is not signed by one of them: it was changed, or cut short")
    return keys


def read_status(text: str | bytes, keys: KeySet) -> Revoked:
    """The list of revoked permits of a file. Raises WrongFile when it is no such list.

    A list that nobody signed, or that a key signed which is not believed, is read but not trusted.
    """
    found = read_json(text)
    if not isinstance(found, dict):
        raise WrongFile("this is not a list of revoked permits")
    made_at, next_due = _times(found, STATUS)
    hashes, salt = found.get("revoked"), found.get("salt")
    if not isinstance(salt, str) or not isinstance(hashes, list) or not all(isinstance(one, str) for one in hashes):
        raise WrongFile("the list of revoked permits lacks its salt or its hashes")
    return Revoked(made_at, next_due, salt, frozenset(hashes), trusted=signed_by(found, keys))


def signed_by(signed: dict[str, Any], keys: KeySet) -> bool:
    """Whether one of these keys, in use when the list was made, signed the list as it stands."""
    seal = signed.get("signature")
    if not isinstance(seal, dict) or set(seal) != {"protected", "signature"}:
        return False
    try:
        header = read_json(from_text(seal["protected"]))
        signature = from_text(seal["signature"])
        made_at = datetime.strptime(str(signed.get("made_at")), TIME).replace(tzinfo=UTC)
    except ValueError:
        return False
    if not isinstance(header, dict) or set(header) != {"alg", "kid"} or header["alg"] != "ES256":
        return False
    key = keys.get(header["kid"]) if isinstance(header["kid"], str) else None
    return key is not None and key.in_use(made_at) and key.signed(_input(signed, seal["protected"]), signature)


def read_json(text: str | bytes) -> Any:
    """A JSON text in which nothing stands twice and no number has a fraction. Raises WrongFile."""
    if len(text) > LARGEST:
        raise WrongFile("the file is larger than any list")
    try:
        return json.loads(text, object_pairs_hook=_once, parse_float=_no_fraction, parse_constant=_no_fraction)
    except (UnicodeDecodeError, RecursionError, json.JSONDecodeError) as error:
        raise WrongFile("the file is not JSON") from error


def canonical(value: Any) -> bytes:
    """JSON in its only spelling (RFC 8785); our lists have no fractions and only plain keys."""
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise WrongFile("the file holds half a letter") from error


def _signed(kind: str, content: dict[str, Any], signer: SigningKey, at: datetime, next_due: datetime) -> dict[str, Any]:
    if next_due - at <= timedelta(0):
        raise ValueError("the next list is due after this one")
    times = {name: when.astimezone(UTC).strftime(TIME) for name, when in (("made_at", at), ("next_due", next_due))}
    unsigned = {"kind": kind} | times | content
    protected = to_text(canonical({"alg": "ES256", "kid": signer.key_id}))
    signature = to_text(signer.sign(_input(unsigned, protected)))
    return unsigned | {"signature": {"protected": protected, "signature": signature}}


def _input(signed: dict[str, Any], protected: str) -> bytes:
    payload = canonical({name: value for name, value in signed.items() if name != "signature"})
    return f"{protected}.{to_text(payload)}".encode()


def _times(found: dict[str, Any], kind: str) -> tuple[datetime, datetime]:
    if found.get("kind") != kind:
        raise WrongFile(f"this is not a list of the kind {kind}")
    try:
        made_at, next_due = (
            datetime.strptime(str(found.get(name)), TIME).replace(tzinfo=UTC) for name in ("made_at", "next_due")
        )
    except ValueError as error:
        raise WrongFile("the list does not say when it was made and when the next is due") from error
    return made_at, next_due


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise WrongFile("a name stands twice in one object")
    return found


def _no_fraction(_text: str) -> Any:
    raise WrongFile("the lists hold whole numbers only")
