"""A register of somebody else: it knows only the list of keys, holds each order against it, and does it once."""

import contextlib
import json
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from tests.served import dripping, new_certificate, serving


def unpacked(text):
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def packed(said):
    return urlsafe_b64encode(said if isinstance(said, bytes) else json.dumps(said).encode()).rstrip(b"=").decode()


def public(key):
    """The public part of a key as an administrator pastes it."""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(serialization.Encoding.PEM, form).decode()


def signed(said, key, **header):
    """An answer as a register signs it, written from the documents for receivers alone."""
    protected = packed({"alg": "ES256", "typ": "exeat-acknowledgement-1", **header})
    payload = packed({"format": "exeat-acknowledgement-1", **said})
    r, s = decode_dss_signature(key.sign(f"{protected}.{payload}".encode(), ec.ECDSA(hashes.SHA256())))
    signature = packed(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return {"protected": protected, "payload": payload, "signature": signature}


class Register:
    """What it did, in order, and how it is to behave next."""

    def __init__(self, keys):
        self.keys, self.done, self.asked, self.behave = keys, {}, [], "well"
        self.released = threading.Event()
        self.signs = None  # the key under which it signs its answers

    def answer(self, key, body):
        """Its status and words for one request, signed where it has a key."""
        status, said = self.act(key, body)
        if self.signs is None or status >= 500 or self.behave == "unsigned":
            return status, said
        means = {200: "done", 202: "taken"}.get(status, "refused")
        said = {"id": key, **json.loads(said), "answer": "done" if self.behave == "two tongues" else means}
        return status, json.dumps(signed(said, self.signs)).encode()

    def act(self, key, body):
        """Its status and words for one request."""
        self.asked.append(key)
        if self.behave == "fault":
            return 500, b"Traceback: something"
        if self.behave == "dripping":
            return 200, b" " * 100
        if self.behave == "slow":
            self.released.wait(5)
        if self.behave in ("no", "two tongues"):
            return 422, b'{"code": "unknown-person"}'
        if self.behave == "later":
            return 202, json.dumps({"id": key}).encode()
        if self.behave == "mixed up":
            return 200, b'{"id": "another"}'
        order = json.loads(body)
        raw = unpacked(order["signature"])
        signature = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        signed = f"{order['protected']}.{order['payload']}".encode()
        try:
            key_id = json.loads(unpacked(order["protected"]))["kid"]
            self.keys[key_id].verify(signature, signed, ec.ECDSA(hashes.SHA256()))
        except (InvalidSignature, KeyError):
            return 400, b'{"code": "forged"}'
        said = json.loads(unpacked(order["payload"]))
        if said["id"] != key:
            return 409, b'{"code": "another-key"}'
        self.done.setdefault(key, said)
        if self.behave == "forgetful":  # it did it, and the answer is lost
            return 504, b""
        return 200, json.dumps({"id": key, "receipt": f"K-{list(self.done).index(key) + 1}"}).encode()


@contextlib.contextmanager
def open_register(keys, folder):
    """Such a register at an address of this machine, with its certificate."""
    register, certificate = Register(keys), folder / "receiver.pem"
    text = new_certificate(certificate)

    def answer(headers, body):
        status, said = register.answer(headers["Idempotency-Key"], body)
        return status, dripping(said) if register.behave == "dripping" else [said]

    with serving(answer, certificate) as address:
        try:
            yield register, f"{address}/orders", text
        finally:
            register.released.set()
