"""What a register answers to an order, signed by its own key: then it cannot say later that it never did."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from binascii import Error as NoBase64
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from exeat.cases.policy import Answer

FORMAT = "exeat-acknowledgement-1"
WIDTH = 32  # bytes of each half of a signature
MEANS = {200: "done", 201: "done", 202: "taken", 400: "refused", 409: "refused", 410: "refused", 422: "refused"}
# What a signed answer holds, for those who give one; docs/reference has it as a file.
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "An answer to an order, signed by a register",
    "type": "object", "additionalProperties": False, "required": ["format", "id", "answer"],
    "properties": {
        "format": {"const": FORMAT},
        "id": {"type": "string", "maxLength": 40, "description": "the order's number"},
        "answer": {"enum": sorted(set(MEANS.values())), "description": "the same as the status of the answer says"},
        "receipt": {"type": "string", "maxLength": 80, "description": "the register's own number"},
        "code": {"type": "string", "pattern": "^[a-z0-9-]{1,40}$", "description": "why it is refused"},
    },
}  # fmt: skip


class NoSigningKey(ValueError):
    """This is no public key under which an answer can be signed."""


def key_of(text: str) -> ec.EllipticCurvePublicKey:
    """The key of a register as it was pasted. Raises NoSigningKey."""
    try:
        key = load_pem_public_key(text.strip().encode())
    except (ValueError, UnsupportedAlgorithm):
        raise NoSigningKey from None
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise NoSigningKey
    return key


def held_against(answer: Answer, key: str) -> Answer:
    """An answer of a register whose key is known: what it signed, or the fault that it did not.

    Without the signature nothing that it says counts, neither that it did the order nor that it never will.
    """
    if answer.status not in MEANS:
        return answer
    signed = answer.said or {}
    if not {"protected", "payload", "signature"} <= set(signed):
        return Answer(fault="not-signed")
    said = _opened(signed, key)
    if said is None or said.get("answer") != MEANS[answer.status]:
        return Answer(fault="forged")
    return replace(answer, said=said, proof=json.dumps({name: signed[name] for name in sorted(signed)}))


def _opened(signed: Mapping[str, Any], key: str) -> dict[str, Any] | None:
    """What was signed, when the signature is of this key and nothing else stands beside it."""
    if set(signed) != {"protected", "payload", "signature"}:
        return None
    try:
        protected, payload, signature = (str(signed[name]) for name in ("protected", "payload", "signature"))
        raw = _bytes(signature)
        if len(raw) != 2 * WIDTH or not _is_ours(json.loads(_bytes(protected))):
            return None
        halves = int.from_bytes(raw[:WIDTH], "big"), int.from_bytes(raw[WIDTH:], "big")
        text = f"{protected}.{payload}".encode()
        key_of(key).verify(encode_dss_signature(*halves), text, ec.ECDSA(hashes.SHA256()))
        said = json.loads(_bytes(payload))
    except (InvalidSignature, NoSigningKey, NoBase64, ValueError):
        return None
    return said if _is_an_answer(said) else None


def _is_ours(header: Any) -> bool:
    return isinstance(header, dict) and header.get("alg") == "ES256" and header.get("typ") == FORMAT and (
        "crit" not in header
    )  # fmt: skip


def _is_an_answer(said: Any) -> bool:
    """Whether it holds what an answer holds and no more: nothing about a person is kept with it."""
    properties = SCHEMA["properties"]
    return (
        isinstance(said, dict)
        and set(SCHEMA["required"]) <= set(said) <= set(properties)
        and said["format"] == FORMAT
        and all(isinstance(value, str) and len(value) <= 80 for value in said.values())
    )


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
