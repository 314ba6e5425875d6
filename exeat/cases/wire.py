"""One request to the system of another register: encrypted, to a known certificate, with little time and no detours."""

from __future__ import annotations

import io
import json
import socket
import ssl
from http.client import HTTPException, HTTPSConnection
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from exeat.cases.policy import Answer

PATIENCE = 10.0  # seconds for the whole of a delivery, from the connection to the last byte of the answer
LARGEST = 65_536  # bytes of an answer that are read


def post(address: str, body: bytes, *, key: str, certificate: str = "", patience: float = PATIENCE) -> Answer:
    """Send one order under its key and read the answer; whatever goes wrong is an answer with a fault, never raised.

    The patience is for all of it: a system that says one byte after another is as late as one that says nothing.
    """
    parts = urlsplit(address)
    try:
        trust = ssl.create_default_context(cadata=certificate or None)
        line = _Line(parts.hostname or "", parts.port or 443, trust, _Hurry(patience))
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
        line.hang_up()


class _Hurry:
    """What is left of the time for one delivery."""

    def __init__(self, patience: float) -> None:
        self.ends = monotonic() + patience

    def left(self) -> float:
        """The seconds that are left. Raises TimeoutError where none are."""
        left = self.ends - monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class _Line(HTTPSConnection):
    """A connection of which every part draws on the same time."""

    def __init__(self, host: str, port: int, trust: ssl.SSLContext, hurry: _Hurry) -> None:
        super().__init__(host, port, context=trust)
        self.trust, self.hurry = trust, hurry
        self.safe: ssl.SSLSocket | None = None

    def connect(self) -> None:
        """Try each address of the host while there is time, then make sure that it is the system we know."""
        plain = self._reached()
        try:
            plain.settimeout(self.hurry.left())
            self.safe = self.trust.wrap_socket(plain, server_hostname=self.host)
        except OSError:
            plain.close()
            raise
        self.sock = _Hurried(self.safe, self.hurry)

    def hang_up(self) -> None:
        """Close the connection, whatever was read of the answer."""
        if self.safe is not None:
            self.safe.close()

    def _reached(self) -> socket.socket:
        why: OSError = OSError("the host has no address")
        for family, kind, number, _name, place in socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM):
            plain = socket.socket(family, kind, number)
            try:
                plain.settimeout(self.hurry.left())
                plain.connect(place)
            except OSError as fault:
                plain.close()
                why = fault
            else:
                return plain
        raise why


class _Hurried:
    """A socket as the HTTP library uses one: it sends, it is read from as a file, and it is closed."""

    def __init__(self, safe: ssl.SSLSocket, hurry: _Hurry) -> None:
        self.safe, self.hurry = safe, hurry

    def sendall(self, data: bytes) -> None:
        """Send it all while there is time."""
        self.safe.settimeout(self.hurry.left())
        self.safe.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What is answered, to read from."""
        return io.BufferedReader(_Read(self.safe, self.hurry))

    def close(self) -> None:
        """Nothing more is sent; the answer is still read, and then the line hangs up."""


class _Read(io.RawIOBase):
    """Reads what comes, each time with what is left of the time."""

    def __init__(self, safe: ssl.SSLSocket, hurry: _Hurry) -> None:
        self.safe, self.hurry = safe, hurry

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, into: Any) -> int:
        """The next bytes. Raises TimeoutError when the time is over."""
        self.safe.settimeout(self.hurry.left())
        return self.safe.recv_into(into)


def _said(body: bytes) -> dict[str, object]:
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
