"""The signing keys of an installation: one file each, in a folder that nobody else may read.

A key has the days in which it signs. A new one begins a day after it was made, so that every border post has it on its
list before it meets a permit that it signed; keys overlap, and stay on the list while permits under them may run.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from exeat_seal import PublicKey, SigningKey, WrongFile

AHEAD = timedelta(hours=26)  # a list is at most a day old where it is believed, and is fetched every hour
SIGNS_FOR = timedelta(days=400)
LISTED_AFTER = timedelta(days=400)  # a permit runs for a year at most
SUFFIX = ".key.json"


class NoKey(RuntimeError):
    """There is no key to sign with at this moment; says what to do."""


class KeyExists(ValueError):
    """A key of this name is there already."""


def keys_in(folder: Path) -> list[SigningKey]:
    """Every key of the folder, in the order in which they begin. Raises WrongFile for one that is damaged."""
    found = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            found.append(SigningKey.from_jwk(json.loads(path.read_text(encoding="ascii"))))
        except ValueError as error:
            raise WrongFile(f"{path.name}: {error}") from error
    return sorted(found, key=lambda key: (_start(key), key.key_id))


def new(
    folder: Path, *, at: datetime, key_id: str = "", start: datetime | None = None, end: datetime | None = None
) -> SigningKey:
    """Make a key and keep it; the first one signs at once, later ones when every post has had time to learn of them."""
    at = at.replace(microsecond=0)
    start = start or (at + AHEAD if any(key.public.in_use(at) for key in keys_in(folder)) else at)
    end = end or start + SIGNS_FOR
    if end <= start:
        raise WrongFile("a key must sign for some time: its end lies before its beginning")
    return keep(folder, SigningKey.new(key_id, not_before=start, not_after=end))


def keep(folder: Path, key: SigningKey) -> SigningKey:
    """Write a key into the folder, for the eyes of its owner only. Raises KeyExists."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        _write(folder / f"{key.key_id}{SUFFIX}", key)
    except FileExistsError:
        raise KeyExists(f"there is a key {key.key_id!r} already; give another name") from None
    return key


def retire(folder: Path, key_id: str, *, at: datetime) -> SigningKey:
    """Let a key sign no longer, while what it signed stays valid. Raises NoKey."""
    for key in keys_in(folder):
        if key.key_id == key_id:
            ended = replace(key, public=replace(key.public, not_after=at.replace(microsecond=0)))
            path = folder / f"{key_id}{SUFFIX}"
            beside = path.with_name(f".{key_id}.{secrets.token_hex(4)}")
            _write(beside, ended)
            beside.replace(path)
            return ended
    raise NoKey(f"there is no key {key_id!r}")


def distrust(folder: Path, key_id: str) -> Path:
    """Take a key that others may have off the list: whatever it signed is no longer believed. Raises NoKey."""
    path = folder / f"{key_id}{SUFFIX}"
    if not path.is_file():
        raise NoKey(f"there is no key {key_id!r}")
    aside = path.with_name(f"{key_id}.distrusted.json")
    path.replace(aside)
    return aside


def signing(keys: Iterable[SigningKey], *, at: datetime) -> SigningKey:
    """The key to sign with at this moment: of those in use the one that began last. Raises NoKey."""
    usable = [key for key in keys if key.public.in_use(at)]
    if not usable:
        raise NoKey("There is no key to sign permits with at this time. Make one with: exeat keys new")
    return max(usable, key=lambda key: (_start(key), key.key_id))


def listed(keys: Iterable[SigningKey], *, at: datetime) -> list[PublicKey]:
    """The keys that border posts are told of: those to come, those in use, and those whose permits may still run."""
    return [key.public for key in keys if not key.public.not_after or at < key.public.not_after + LISTED_AFTER]


def _start(key: SigningKey) -> datetime:
    return key.public.not_before or datetime.min.replace(tzinfo=UTC)


def _write(path: Path, key: SigningKey) -> None:
    """A new file that only its owner may read. Raises FileExistsError."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        json.dump(key.secret_jwk(), file, indent=1)
        file.write("\n")
