"""The gateway that sends text messages: an https address or a command, named by the installation; none by default.

It is handed a mark, a number and a text that is the same for every letter of a language. docs/text-messages.md.
"""

from __future__ import annotations

import json
import shlex
import subprocess
from enum import StrEnum

from exeat.wire import https

PATIENCE = 10.0  # seconds for a message, by an address as by a command
NO_SUCH_NUMBER = 67  # how a command ends when the number is refused: "addressee unknown" of sysexits.h
REFUSED = 422  # and the status of an answer that says so


class Came(StrEnum):
    """What came of handing over one message."""

    TAKEN = "taken"
    REFUSED = "refused"  # there is no such number, now or later
    LATER = "later"  # a fault that may pass
    SILENT = "silent"  # no answer at all: who is asked the next thing at once would keep us waiting again


def send(hook: str, secret: str, *, mark: str, to: str, text: str) -> Came:
    """Hand over one message. The mark is the same when it is handed over again, so that it need not be sent twice."""
    body = json.dumps({"id": mark, "to": to, "text": text}, ensure_ascii=False).encode()
    if hook.startswith("https://"):
        return _posted(hook, secret, body, mark)
    return _run(hook, body) if hook else Came.SILENT


def _posted(address: str, secret: str, body: bytes, mark: str) -> Came:
    headers = {"Content-Type": "application/json", "Idempotency-Key": mark}
    if secret:
        headers["Authorization"] = f"Bearer {secret}"
    try:
        status = https.post(address, body, headers, patience=PATIENCE).status
    except https.Unanswered:
        return Came.SILENT
    if 200 <= status < 300:
        return Came.TAKEN
    return Came.REFUSED if status == REFUSED else Came.LATER


def _run(command: str, body: bytes) -> Came:
    try:
        done = subprocess.run(  # noqa: S603  # the command is a setting of the installation; the message is its input
            shlex.split(command), input=body, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return Came.SILENT
    if done.returncode == 0:
        return Came.TAKEN
    return Came.REFUSED if done.returncode == NO_SUCH_NUMBER else Came.LATER
