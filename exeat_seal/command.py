"""The command `exeat-seal verify`, which `exeat permit verify` is too.

Exit 0 valid, 1 not valid (one word says why), 2 the question could not be read, 3 somebody must be asked.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from exeat_seal import pictures
from exeat_seal.errors import NotValid, Refer, WrongFile
from exeat_seal.keys import KeySet
from exeat_seal.lists import LARGEST, Revoked, read_keys, read_status
from exeat_seal.permit import Permit
from exeat_seal.seal import PREFIX, verify

VALID, NOT_VALID, NOT_READ, REFER = range(4)
LOOKS_LIKE_A_FILE = re.compile(r".*(/|\\|\.[A-Za-z0-9]{1,5}$)", re.DOTALL)


class WrongQuestion(ValueError):
    """What was asked cannot be read: a missing file, a wrong time; says what to give instead."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `exeat-seal` and end with its answer."""
    parser = argparse.ArgumentParser(prog="exeat-seal", description="Check travel permits without a network.")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("verify", help="is this permit valid?")
    command.add_argument("permit", help="the text of the code, or a file: PNG, JPEG, PDF or text; - reads the text")
    command.add_argument("--keys", required=True, metavar="FILE", help="the list of keys (a JSON Web Key Set)")
    command.add_argument("--revoked", metavar="FILE", help="the signed list of revoked permits")
    command.add_argument("--at", metavar="TIME", help="the moment that is asked about, such as 2026-12-15T08:00:00Z")
    asked = parser.parse_args(arguments)
    return answer(asked.permit, keys=asked.keys, revoked=asked.revoked, at=asked.at)


def answer(
    permit: str,
    *,
    keys: str | None,
    revoked: str | None,
    at: str | None,
    lists: Callable[[], tuple[KeySet, Revoked]] | None = None,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Say whether a permit is valid, and return the exit code; without files the lists come from `lists`."""
    out, err = out or sys.stdout, err or sys.stderr
    try:
        moment = _moment(at)
        known, taken_back = _lists(keys, revoked, lists)
        found = verify(_token(permit), keys=known, revoked=taken_back, at=moment)
    except NotValid as reason:
        print(reason.word, file=out)
        print(reason, file=err)
        return NOT_VALID
    except Refer as reason:
        print(reason.word, file=out)
        print(reason, file=err)
        return REFER
    except (WrongQuestion, WrongFile, pictures.NotInstalled) as error:
        print(f"exeat-seal: {error}", file=err)
        return NOT_READ
    except Exception as error:  # a fault of the program must not end with 1, which says something about the permit
        print(f"exeat-seal: the check itself failed: {type(error).__name__}", file=err)
        return NOT_READ
    print("valid", file=out)
    for label, value in facts(found):
        print(f"{label}: {value}", file=out)
    return VALID


def facts(permit: Permit) -> list[tuple[str, str]]:
    """What to compare with the person and the document, line by line."""
    lines = [
        ("number", permit.number),
        ("name", permit.name),
        ("born", str(permit.birth_year)),
        ("document", f"{permit.document_state} ...{permit.document_last4}"),
        ("countries", ", ".join(permit.countries)),
        ("first day", permit.first_day.isoformat()),
        ("last day", permit.last_day.isoformat()),
        ("crossing points", ", ".join(permit.crossing_points)),
        ("key", permit.key_id),
        ("issued", permit.issued_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")),
    ]
    return [(label, value) for label, value in lines if value]


def _lists(
    keys: str | None, revoked: str | None, lists: Callable[[], tuple[KeySet, Revoked]] | None
) -> tuple[KeySet, Revoked | None]:
    if keys is None and lists is None:
        raise WrongQuestion("name the list of keys: --keys FILE")
    known: KeySet
    taken_back: Revoked | None = None
    if keys is None and lists is not None:
        known, taken_back = lists()
    elif keys is not None:
        with _naming("--keys", keys):
            known = read_keys(_bytes(keys, LARGEST))
    if revoked is not None:
        with _naming("--revoked", revoked):
            taken_back = read_status(_bytes(revoked, LARGEST), known)
    return known, taken_back


@contextmanager
def _naming(option: str, path: str) -> Iterator[None]:
    """Say in which file something was wrong."""
    try:
        yield
    except WrongFile as error:
        raise WrongFile(f"{option} {path}: {error}") from error


def _token(permit: str) -> str:
    """The token that was given, or that stands in the file that was given."""
    if permit.startswith(PREFIX):
        return permit
    if permit == "-":
        return sys.stdin.read(100_000).strip("\r\n\t")
    if _is_file(permit):
        return pictures.token_in(_bytes(permit, pictures.LARGEST_FILE))
    if LOOKS_LIKE_A_FILE.fullmatch(permit):
        raise WrongQuestion(f"there is no file {permit}")
    return permit


def _is_file(permit: str) -> bool:
    try:
        return os.path.exists(permit)
    except ValueError:
        return False


def _bytes(path: str, most: int) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise WrongQuestion(f"{path} cannot be read: {error.strerror or error}") from error


def _moment(at: str | None) -> datetime:
    if at is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise WrongQuestion(f"--at {at}: give a moment such as 2026-12-15T08:00:00Z") from None
    if moment.tzinfo is None:
        raise WrongQuestion(f"--at {at}: say in which zone, such as {at}Z or {at}+02:00")
    return moment


if __name__ == "__main__":
    sys.exit(main())
