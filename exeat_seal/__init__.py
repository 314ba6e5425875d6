"""Signing permits and checking them offline: what a border post installs alone.

`sign` seals a Permit into the text of a QR code; `verify` returns the permit or raises the exact reason. Keys are a
KeySet (`read_keys`), revoked permits a Revoked (`read_status`); `key_list` and `status_list` make the signed lists.
`exeat_seal.pictures` reads codes out of pictures and PDFs, `exeat_seal.command` is the command `exeat-seal verify`.
"""

from exeat_seal.errors import (
    Expired,
    Forged,
    NotValid,
    NotYetValid,
    Refer,
    RevokedPermit,
    UnknownKey,
    Unreadable,
    WrongFile,
)
from exeat_seal.keys import KeySet, PublicKey, SigningKey
from exeat_seal.lists import Revoked, key_list, read_keys, read_status, status_list
from exeat_seal.permit import NotAPermit, Permit
from exeat_seal.seal import read_token, sign, verify

__version__ = "0.1.0"
__all__ = [
    "Expired",
    "Forged",
    "KeySet",
    "NotAPermit",
    "NotValid",
    "NotYetValid",
    "Permit",
    "PublicKey",
    "Refer",
    "Revoked",
    "RevokedPermit",
    "SigningKey",
    "UnknownKey",
    "Unreadable",
    "WrongFile",
    "key_list",
    "read_keys",
    "read_status",
    "read_token",
    "sign",
    "status_list",
    "verify",
]
