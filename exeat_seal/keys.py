"""The keys that permits and lists are signed with: ES256, made, kept and handed on as JSON Web Keys (RFC 7517)."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from exeat_seal.errors import WrongFile
from exeat_seal.permit import KEY_ID

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
HALF = ORDER // 2
BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


@dataclass(frozen=True)
class PublicKey:
    """A key to check with, and the time in which it may have signed."""

    key_id: str
    key: ec.EllipticCurvePublicKey = field(repr=False, compare=False)
    not_before: datetime | None = None
    not_after: datetime | None = None

    def in_use(self, at: datetime) -> bool:
        """Whether the key was one to sign with at this moment."""
        return not (self.not_before and at < self.not_before) and not (self.not_after and at >= self.not_after)

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Whether this key made this signature; of the two that ECDSA allows only the lower one is taken."""
        if len(signature) != 64:
            return False
        r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
        if not (0 < r < ORDER and 0 < s <= HALF):
            return False
        try:
            self.key.verify(encode_dss_signature(r, s), message, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            return False
        return True

    def jwk(self) -> dict[str, Any]:
        """The key as a public JSON Web Key."""
        numbers = self.key.public_numbers()
        window = {"nbf": self.not_before, "exp": self.not_after}
        return {
            "kty": "EC",
            "crv": "P-256",
            "x": to_text(numbers.x.to_bytes(32, "big")),
            "y": to_text(numbers.y.to_bytes(32, "big")),
            "kid": self.key_id,
            "alg": "ES256",
            "use": "sig",
        } | {name: int(at.timestamp()) for name, at in window.items() if at}


@dataclass(frozen=True)
class SigningKey:
    """A key to sign with; it never leaves the installation."""

    public: PublicKey
    private: ec.EllipticCurvePrivateKey = field(repr=False, compare=False)

    @property
    def key_id(self) -> str:
        """The name by which permits and lists refer to the key."""
        return self.public.key_id

    @classmethod
    def new(
        cls, key_id: str = "", *, not_before: datetime | None = None, not_after: datetime | None = None
    ) -> SigningKey:
        """A fresh key; without a name it is named after the year and its own fingerprint."""
        return cls._of(ec.generate_private_key(CURVE), key_id, not_before, not_after)

    @classmethod
    def from_secret(cls, secret: int, key_id: str) -> SigningKey:
        """The key of a known secret number: for test vectors only."""
        return cls._of(ec.derive_private_key(secret, CURVE), key_id, None, None)

    @classmethod
    def _of(
        cls, private: ec.EllipticCurvePrivateKey, key_id: str, start: datetime | None, end: datetime | None
    ) -> SigningKey:
        public = private.public_key()
        key_id = key_id or f"{start.year if start else 'key'}-{_thumbprint(public)[:6]}"
        if not KEY_ID.fullmatch(key_id):
            raise WrongFile(f"{key_id!r} is no key id: use 1 to 32 letters, digits, dots, hyphens or underscores")
        return cls(PublicKey(key_id, public, start, end), private)

    def sign(self, message: bytes) -> bytes:
        """The signature as r and s, 32 bytes each; the same message always gets the same one (RFC 6979)."""
        r, s = decode_dss_signature(self.private.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True)))
        return r.to_bytes(32, "big") + min(s, ORDER - s).to_bytes(32, "big")

    def secret_jwk(self) -> dict[str, Any]:
        """The key with its secret, as it is kept by the installation."""
        return self.public.jwk() | {"d": to_text(self.private.private_numbers().private_value.to_bytes(32, "big"))}

    @classmethod
    def from_jwk(cls, jwk: Mapping[str, Any]) -> SigningKey:
        """The key that was kept with `secret_jwk`. Raises WrongFile."""
        public = _public(jwk)
        if public is None or not isinstance(jwk.get("d"), str):
            raise WrongFile("this is not an ES256 key with its secret")
        private = ec.derive_private_key(int.from_bytes(from_text(jwk["d"]), "big"), CURVE)
        if private.public_key().public_numbers() != public.key.public_numbers():
            raise WrongFile(f"the secret of key {public.key_id!r} does not belong to it")
        return cls(public, private)


class KeySet:
    """The keys that a border post believes, and when their list was made where it says so."""

    def __init__(self, keys: Iterable[PublicKey], *, made_at: datetime | None = None) -> None:
        keys = tuple(keys)
        self.made_at = made_at
        self.by_id = {key.key_id: key for key in keys}
        if len(self.by_id) != len(keys):
            raise WrongFile("two keys on the list have the same id")

    def __iter__(self) -> Any:
        return iter(self.by_id.values())

    def get(self, key_id: str) -> PublicKey | None:
        """The key of this id, if the list has it."""
        return self.by_id.get(key_id)

    def jwks(self) -> dict[str, Any]:
        """The keys as a JSON Web Key Set."""
        return {"keys": [key.jwk() for key in self.by_id.values()]}

    @classmethod
    def from_jwks(cls, jwks: Any, *, made_at: datetime | None = None) -> KeySet:
        """The keys of a JSON Web Key Set that permits can be signed with; keys of other kinds are passed over.

        Raises WrongFile, also for a set that holds a secret: whoever has that file can forge permits.
        """
        entries = jwks.get("keys") if isinstance(jwks, dict) else None
        if not isinstance(entries, list):
            raise WrongFile("this is not a set of keys: it has no list called keys")
        if any(isinstance(entry, dict) and "d" in entry for entry in entries):
            raise WrongFile("the set holds a secret key; a border post must only have public ones")
        return cls((key for key in map(_public, entries) if key), made_at=made_at)


def _public(jwk: Any) -> PublicKey | None:
    """The key of a JSON Web Key; None when it is of a kind that signs no permits. Raises WrongFile."""
    if not isinstance(jwk, Mapping):
        raise WrongFile("an entry of the set of keys is not an object")
    ours = jwk.get("kty") == "EC" and jwk.get("crv") == "P-256"
    if not ours or jwk.get("alg", "ES256") != "ES256" or jwk.get("use", "sig") != "sig":
        return None
    key_id = jwk.get("kid")
    if not isinstance(key_id, str) or not KEY_ID.fullmatch(key_id):
        raise WrongFile("a key has no id of 1 to 32 letters, digits, dots, hyphens or underscores")
    x, y = (from_text(jwk.get(name)) for name in ("x", "y"))
    try:
        numbers = ec.EllipticCurvePublicNumbers(int.from_bytes(x, "big"), int.from_bytes(y, "big"), CURVE)
        return PublicKey(key_id, numbers.public_key(), _moment(jwk.get("nbf")), _moment(jwk.get("exp")))
    except ValueError as error:
        raise WrongFile(f"key {key_id!r} is not a point of the curve") from error


def _moment(seconds: Any) -> datetime | None:
    if seconds is None:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, int) or not 0 <= seconds < 2**40:
        raise WrongFile("nbf and exp of a key are whole seconds since 1970")
    return datetime.fromtimestamp(seconds, UTC)


def _thumbprint(key: ec.EllipticCurvePublicKey) -> str:
    """The fingerprint of a key (RFC 7638), in letters that can be said on the telephone."""
    numbers = key.public_numbers()
    wanted = {
        "crv": "P-256",
        "kty": "EC",
        "x": to_text(numbers.x.to_bytes(32, "big")),
        "y": to_text(numbers.y.to_bytes(32, "big")),
    }
    text = json.dumps(wanted, sort_keys=True, separators=(",", ":"))
    return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode().lower()


def to_text(data: bytes) -> str:
    """Bytes as base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_text(text: Any) -> bytes:
    """The bytes of base64url without padding. Raises WrongFile."""
    if not isinstance(text, str) or not BASE64URL.fullmatch(text) or len(text) % 4 == 1:
        raise WrongFile("a value is not base64url")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if to_text(data) != text:
        raise WrongFile("a value is not base64url in its only spelling")
    return data
