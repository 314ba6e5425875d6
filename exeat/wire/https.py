"""One https request: to a certificate that is believed, and over when its time is over."""

from __future__ import annotations

import io
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPException, HTTPSConnection
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

LARGEST = 65_536  # bytes of an answer that are read


class Why(StrEnum):
    """Why there is no answer."""

    TOO_LATE = "too-late"
    CERTIFICATE = "certificate"  # it is not the system that we know
    NO_ANSWER = "no-answer"


class Unanswered(Exception):
    """The other system gave no answer: whether it did what it was asked is not known."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Reply:
    """What the other system answered."""

    status: int
    body: bytes


def post(address: str, body: bytes, headers: Mapping[str, str], *, patience: float, certificate: str = "") -> Reply:
    """Send one request and read the answer. Raises Unanswered, and nothing else, when there is none.

    Without a certificate, those that the machine believes are asked. The patience, in seconds,
    is for all of it: a system that says one byte after another is as late as one that says nothing. Only the resolver
    of names keeps a time of its own.
    """
    parts = urlsplit(address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        trust = ssl.create_default_context(cadata=certificate or None)
        line = _Line(parts.hostname or "", parts.port or 443, trust, _Hurry(patience))
    except (ssl.SSLError, ValueError):
        raise Unanswered(Why.CERTIFICATE) from None
    try:
        line.request("POST", path, body, dict(headers))
        answer = line.getresponse()
        return Reply(answer.status, answer.read(LARGEST))
    except TimeoutError:
        raise Unanswered(Why.TOO_LATE) from None
    except ssl.SSLError:
        raise Unanswered(Why.CERTIFICATE) from None
    except (OSError, HTTPException, ValueError):
        raise Unanswered(Why.NO_ANSWER) from None
    finally:
        line.close()
        line.hang_up()


class _Hurry:
    """What is left of the time for one request."""

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
