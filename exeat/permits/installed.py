"""The keys of this installation, from the folder that its settings name; remembered until the folder changes."""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path

from django.conf import settings

from exeat.audit.policy import person_key
from exeat.permits import keyring
from exeat_seal import SigningKey

MADE_UP = "demo"  # the key of a demonstration or a test, made by itself; production never has it
_remembered: dict[Path, tuple[object, list[SigningKey]]] = {}


def folder() -> Path:
    """Where the signing keys lie."""
    return Path(settings.EXEAT_KEYS)


def all_keys() -> list[SigningKey]:
    """Every key of the installation; a demonstration that has none makes itself one."""
    place = folder()
    if settings.EXEAT_MODE != "production" and not any(place.glob(f"*{keyring.SUFFIX}")):
        with contextlib.suppress(keyring.KeyExists):  # another process was quicker
            keyring.keep(place, SigningKey.new(MADE_UP))
    stamp = tuple((path.name, path.stat().st_mtime_ns) for path in sorted(place.glob(f"*{keyring.SUFFIX}")))
    if place not in _remembered or _remembered[place][0] != stamp:
        _remembered[place] = (stamp, keyring.keys_in(place))
    return _remembered[place][1]


def signing_key(*, at: datetime) -> SigningKey:
    """The key to sign with at this moment. Raises keyring.NoKey."""
    return keyring.signing(all_keys(), at=at)


def key_of(person: str) -> str:
    """The name of the key under which a holder's permits lie sealed: forgetting the person makes them unreadable."""
    return person_key(person)
