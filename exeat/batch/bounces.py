"""Reports that an e-mail (RFC 3464) or a text message was not delivered, dropped as files into a folder.

Whoever runs the mail lays each report as a file into `bounces` under the data folder. One that is understood is
removed, for it names an address; anything else is set aside in `bounces/aside` under its own name. A gateway of text
messages says it as {"id": "the mark", "delivered": false} in a file that ends with .json.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from exeat.letters import actions as letters
from exeat.values.rights import Actor

FOLDER, ASIDE = "bounces", "aside"
LARGEST = 1_000_000  # a report is small; what is larger is not read
MARK = re.compile(r"Message-ID:\s*<([0-9a-f]{32})@", re.IGNORECASE)
log = logging.getLogger(__name__)


def read(folder: Path, *, by: Actor, at: datetime) -> int:
    """Read every report that lies there; how many nudges came back. Safe to run twice."""
    place = folder / FOLDER
    if not place.is_dir():
        return 0
    return sum(_take(path, by, at) for path in sorted(place.iterdir()) if path.is_file())


def _take(path: Path, by: Actor, at: datetime) -> bool:
    """Read one report and put it away; whether a nudge of ours had come back."""
    said = _said(path)
    if said is None:
        return _set_aside(path, "is no report that we know")
    failed, mark = said
    if failed and not letters.came_back(mark, by=by, at=at):
        return _set_aside(path, "is about no message of ours")
    path.unlink()
    return failed


def _said(path: Path) -> tuple[bool, str] | None:
    """Whether delivery failed for good, and the mark of what was sent; None for what is no such report."""
    if path.stat().st_size > LARGEST:
        return None
    if path.suffix == ".json":
        return _said_by_gateway(path.read_bytes())
    report = message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=policy.default)
    if report.get_content_type() != "multipart/report" or report.get_param("report-type") != "delivery-status":
        return None
    told = [part.as_string() for part in report.walk() if part.get_content_type() == "message/delivery-status"]
    ours = [
        found.group(1)
        for part in report.walk()
        if part.get_content_type() in {"message/rfc822", "text/rfc822-headers"} and (found := MARK.search(str(part)))
    ]
    if not told or not ours:
        return None
    return re.search(r"^Action:\s*failed\s*$", "\n".join(told), re.IGNORECASE | re.MULTILINE) is not None, ours[0]


def _said_by_gateway(content: bytes) -> tuple[bool, str] | None:
    try:
        told = json.loads(content)
    except ValueError:
        return None
    mark, delivered = (told.get("id"), told.get("delivered")) if isinstance(told, dict) else (None, None)
    return (not delivered, mark) if isinstance(mark, str) and isinstance(delivered, bool) else None


def _set_aside(path: Path, why: str) -> bool:
    """Keep what was not understood, under its own name, for a person to look at."""
    aside = path.parent / ASIDE
    aside.mkdir(exist_ok=True)
    path.rename(aside / path.name)
    log.warning("a file among the reports of what came back %s: it lies in %s/%s", why, FOLDER, ASIDE)
    return False
