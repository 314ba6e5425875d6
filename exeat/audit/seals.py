"""Encryption at rest: each person or file has a key of its own, wrapped by the installation's master key.

AES-256-GCM throughout. A sealed text is bound to its purpose, to the name of its key and to whatever the caller
adds, so that it cannot be moved elsewhere and still open. Destroying the key erases what it sealed, in every copy.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from exeat.audit.models import Key

VERSION = b"\x01"
NONCE = 12
ERASED = "erased.txt"  # one line for each destroyed key: moment and name
AT_ONCE = 500  # names in one question to the database


class Unopened(Exception):
    """Something sealed that cannot be opened; the message says why and holds nothing of the content."""


class Destroyed(Unopened):
    """The key was destroyed: what it sealed is erased."""


class Tampered(Unopened):
    """The sealed text was changed, moved to another place, or sealed under another master key."""


def encrypt(purpose: str, key: str, plaintext: bytes, *, aad: str = "") -> bytes:
    """Seal a text under the key of this name, which is made if it is new. Raises Destroyed for a destroyed one."""
    return seal_under(_keys([key], make=True)[key], purpose, plaintext, aad=f"{key}|{aad}")


def decrypt(purpose: str, key: str, sealed: bytes, *, aad: str = "") -> bytes:
    """Open what `encrypt` sealed with the same purpose, key and addition. Raises Destroyed or Tampered."""
    return open_under(_keys([key], make=False)[key], purpose, sealed, aad=f"{key}|{aad}")


def blind(purpose: str, value: str) -> str:
    """A keyed hash of a value: the same value is found again, and nobody without the master key can guess it."""
    return hmac.new(_derived(settings.EXEAT_MASTER_KEY, f"blind|{purpose}"), value.encode(), hashlib.sha256).hexdigest()


def new_key(name: str) -> None:
    """Make a key under a new name; nothing happens when there is one. Raises Destroyed for a destroyed one."""
    _keys([name], make=True)


def destroy_key(name: str, *, at: datetime) -> bool:
    """Destroy a key for good; whether there was one to destroy. The name stays, so that it is never made anew."""
    with transaction.atomic():
        gone = Key.objects.filter(name=name, destroyed_at=None).update(wrapped=b"", destroyed_at=at)
        if not gone and not Key.objects.filter(name=name).exists():
            Key.objects.create(name=name, wrapped=b"", destroyed_at=at)
        transaction.on_commit(lambda: _note(name, at))
    return bool(gone)


def noted() -> list[str]:
    """The names of all keys that were destroyed, from outside the database: an older copy of it knows fewer."""
    path = Path(settings.EXEAT_FOLDER) / ERASED
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return list(dict.fromkeys(line.split(" ", 1)[1] for line in lines if " " in line))


def _note(name: str, at: datetime) -> None:
    """Write down outside the database that a key was destroyed, so that a restored copy is told again."""
    folder = Path(settings.EXEAT_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ERASED).open("a", encoding="utf-8") as file:
        file.write(f"{at.isoformat()} {name}\n")


def master_key_for(purpose: str) -> bytes:
    """A key for one purpose of the whole installation, such as its backups."""
    return _derived(settings.EXEAT_MASTER_KEY, purpose)


def destroyed(names: Iterable[str]) -> frozenset[str]:
    """Which of these keys were destroyed."""
    found: set[str] = set()
    for some in _batches(names):
        found.update(Key.objects.filter(name__in=some, destroyed_at__isnull=False).values_list("name", flat=True))
    return frozenset(found)


def joint_key(names: Sequence[str], *, make: bool) -> bytes:
    """One key out of several: destroying any of them destroys it. Raises Destroyed when that has happened."""
    found = _keys(names, make=make)
    material = b"".join(found[name] for name in sorted(found))
    return HKDF(SHA256(), 32, None, b"exeat|joint").derive(material)


def seal_under(key: bytes, purpose: str, plaintext: bytes, *, aad: str = "") -> bytes:
    """Seal a text under a key that is at hand."""
    nonce = os.urandom(NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plaintext, f"{purpose}|{aad}".encode())


def open_under(key: bytes, purpose: str, sealed: bytes, *, aad: str = "") -> bytes:
    """Open a text that was sealed under a key that is at hand. Raises Tampered."""
    if sealed[:1] != VERSION or len(sealed) < len(VERSION) + NONCE + 16:
        raise Tampered("this is not a sealed text of a kind that we know")
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], f"{purpose}|{aad}".encode())
    except InvalidTag:
        raise Tampered("a sealed text was changed or moved, or the master key is another one") from None


def _keys(names: Sequence[str], *, make: bool) -> dict[str, bytes]:
    """The keys of these names, unwrapped. Raises Destroyed if one of them is gone."""
    found: dict[str, Key] = {}
    for some in _batches(names):
        found.update({key.name: key for key in Key.objects.filter(name__in=some)})
    missing = [name for name in dict.fromkeys(names) if name not in found]
    if missing and not make:
        raise Destroyed("there is no key under this name")
    if any(key.destroyed_at is not None for key in found.values()):
        raise Destroyed("the key was destroyed: what it sealed is erased")
    opened = {name: _unwrap(key) for name, key in found.items()}
    for name in missing:
        opened[name] = os.urandom(32)
    if missing:
        Key.objects.bulk_create([Key(name=name, wrapped=_wrap(name, opened[name])) for name in missing], AT_ONCE)
    return opened


def _wrap(name: str, key: bytes) -> bytes:
    return seal_under(_derived(settings.EXEAT_MASTER_KEY, "wrap"), "key", key, aad=name)


def _unwrap(key: Key) -> bytes:
    return open_under(_derived(settings.EXEAT_MASTER_KEY, "wrap"), "key", bytes(key.wrapped), aad=key.name)


@lru_cache(maxsize=64)
def _derived(master: str, purpose: str) -> bytes:
    """A key for one purpose out of the master key."""
    return HKDF(SHA256(), 32, b"exeat", purpose.encode()).derive(master.encode())


def _batches(names: Iterable[str]) -> Iterable[list[str]]:
    rest = iter(dict.fromkeys(names))
    while some := list(islice(rest, AT_ONCE)):
        yield some
