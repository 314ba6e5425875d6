"""A backup of everything in one sealed file, and its way back: database, files and keys; erasures are told again.

The file is a tar archive sealed under the master key in pieces, so that a lost disk of backups tells nothing. The
master key is not in it: keep that apart, or the backup is of no use to you either.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import struct
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.management import call_command

from exeat import __version__
from exeat.audit import seals
from exeat.batch import databases, heads

MAGIC = b"EXEATBK1"
PIECE = 1 << 20
LEDGERS = (heads.FILE, seals.ERASED)  # grow only: a restore joins the two, and never replaces one by an older one
LEFT_OUT = ("static", "server.log")  # made anew at every start


class NoBackup(ValueError):
    """A file that is no backup of ours, was changed, or was made under another master key or by another version."""


@dataclass(frozen=True)
class Restored:
    """What a restore did: when the copy was made, and how many erasures since were told again."""

    made_at: str
    files: int
    erased_again: int


def backup(target: Path, *, at: datetime) -> int:
    """Write everything to one sealed file; the number of files beside the database. The server may go on meanwhile."""
    with tempfile.TemporaryDirectory(dir=_folder()) as place:
        whole = Path(place) / "whole.tar"
        files = list(_files())
        with tarfile.open(whole, "w") as archive:
            about: dict[str, Any] = {
                "version": __version__,
                "at": at.isoformat(),
                "database": databases.kind(),
                "sums": {},
            }
            copy = databases.dump(Path(place))
            for path, name in [(copy, "database"), *files]:
                archive.add(path, name)
                about["sums"][name] = _sum(path)
            listing = Path(place) / "about.json"
            listing.write_text(json.dumps(about), encoding="utf-8")
            archive.add(listing, "about.json")
        part = target.with_name(target.name + ".part")
        with (
            whole.open("rb") as source,
            os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out,
        ):
            _seal(source, out)
        part.replace(target)
    return len(files)


def restore(source: Path, *, at: datetime, erase_person: Callable[[str], bool]) -> Restored:
    """Put everything back as it was when the copy was made; then erase again whoever was erased since.

    Nothing is touched before the whole file has been opened and every sum agrees. `erase_person` erases what the
    register holds about someone and destroys their key; it says whether there was such a person. Raises NoBackup.
    """
    with tempfile.TemporaryDirectory(dir=_folder()) as place:
        inside = Path(place) / "inside"
        about = _open(source, inside)
        erased = list(dict.fromkeys([*seals.noted(), *databases.erased_here()]))
        _put_back(inside)
        databases.load(inside / "database")
    call_command("migrate", verbosity=0, interactive=False)
    again = [name for name in erased if name not in seals.destroyed(erased)]
    for name in again:
        person = name.removeprefix("person:")
        if person == name or not erase_person(person):
            seals.destroy_key(name, at=at)
    return Restored(str(about["at"]), len(about["sums"]) - 1, len(again))


def _folder() -> Path:
    folder = Path(settings.EXEAT_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _keys() -> Path:
    return Path(getattr(settings, "EXEAT_KEYS", "") or _folder() / "keys")


def _files() -> Iterator[tuple[Path, str]]:
    """Every file that a copy needs beside the database, with its name in the archive."""
    roots = [(_folder(), "folder")]
    if not _keys().is_relative_to(_folder()):
        roots.append((_keys(), "keys"))
    for root, name in roots:
        for path in sorted(root.rglob("*")) if root.exists() else []:
            inside = path.relative_to(root)
            first = inside.parts[0]
            if path.is_file() and ".sqlite3" not in path.name and first not in LEFT_OUT and not first.startswith("tmp"):
                yield path, f"{name}/{inside}"


def _put_back(inside: Path) -> None:
    """Replace each folder of files by the one of the copy; join what only grows."""
    for name, root in (("folder", _folder()), ("keys", _keys())):
        for path in sorted((inside / name).iterdir()) if (inside / name).exists() else []:
            there = root / path.name
            if path.name in LEDGERS:
                _join(path, there)
            elif path.is_dir():
                shutil.rmtree(there, ignore_errors=True)
                shutil.copytree(path, there)
            else:
                root.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, there)


def _join(old: Path, new: Path) -> None:
    lines = old.read_text(encoding="utf-8").splitlines()
    lines += new.read_text(encoding="utf-8").splitlines() if new.exists() else []
    new.write_text("".join(f"{line}\n" for line in dict.fromkeys(lines)), encoding="utf-8")


def _open(source: Path, inside: Path) -> dict[str, Any]:
    """Open a backup into a folder and check every sum. Raises NoBackup."""
    whole = inside.with_suffix(".tar")
    with source.open("rb") as sealed, whole.open("wb") as out:
        _unseal(sealed, out)
    with tarfile.open(whole) as archive:
        archive.extractall(inside, filter="data")
    about: dict[str, Any] = json.loads((inside / "about.json").read_text(encoding="utf-8"))
    if about["database"] != databases.kind():
        raise NoBackup(f"The backup is of {about['database']}, this installation uses {databases.kind()}.")
    wrong = [name for name, value in about["sums"].items() if _sum(inside / name) != value]
    if wrong:
        raise NoBackup(f"The backup is damaged: {', '.join(wrong)}.")
    return about


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _seal(source: BinaryIO, out: BinaryIO) -> None:
    """Seal in pieces; the number of each and whether it is the last are bound into it."""
    cipher, salt = AESGCM(seals.master_key_for("backup")), os.urandom(4)
    out.write(MAGIC + salt)
    number, piece = 0, source.read(PIECE)
    while True:
        after = source.read(PIECE)
        box = cipher.encrypt(salt + struct.pack(">Q", number), piece, b"more" if after else b"last")
        out.write(struct.pack(">I", len(box)) + box)
        if not after:
            return
        number, piece = number + 1, after


def _unseal(source: BinaryIO, out: BinaryIO) -> None:
    """Open what `_seal` wrote. Raises NoBackup."""
    if source.read(len(MAGIC)) != MAGIC:
        raise NoBackup("This file is not a backup of Exeat.")
    cipher, salt, number = AESGCM(seals.master_key_for("backup")), source.read(4), 0
    head = source.read(4)
    while head:
        box = source.read(struct.unpack(">I", head)[0]) if len(head) == 4 else b""
        head = source.read(4)
        try:
            out.write(cipher.decrypt(salt + struct.pack(">Q", number), box, b"more" if head else b"last"))
        except InvalidTag:
            raise NoBackup(
                "The backup was changed or cut off, or EXEAT_MASTER_KEY is not the one it was made under."
            ) from None
        number += 1
    if number == 0:
        raise NoBackup("The backup was cut off.")
