"""One request to the system of another register: encrypted, to a known certificate, with little time and no detours."""

from __future__ import annotations

import json
import ssl
from http.client import HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from exeat.cases.policy import Answer

PATIENCE = 10.0  # seconds for a connection and for each part of an answer
LARGEST = 65_536  # bytes of an answer that are read


def post(address: str, body: bytes, *, key: str, certificate: str = "", patience: float = PATIENCE) -> Answer:
    """Send one order under its key and read the answer; whatever goes wrong is an answer with a fault, never raised."""
    parts = urlsplit(address)
    try:
        trust = ssl.create_default_context(cadata=certificate or None)
        line = HTTPSConnection(parts.hostname or "", parts.port or 443, timeout=patience, context=trust)
    except (ssl.SSLError, ValueError):
        return Answer(fault="certificate")
    headers = {"Content-Type": "application/jose+json", "Accept": "application/json", "Idempotency-Key": key}
    try:
        line.request("POST", parts.path or "/", body, headers)
        answer = line.getresponse()
        return Answer(answer.status, _said(answer.read(LARGEST)))
    except TimeoutError:
        return Answer(fault="too-late")
    except ssl.SSLError:
        return Answer(fault="certificate")
    except (OSError, HTTPException):
        return Answer(fault="no-answer")
    finally:
        line.close()


def _said(body: bytes) -> dict[str, object]:
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
