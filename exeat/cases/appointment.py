"""An invitation as a calendar file (RFC 5545): when and where, and nothing of what the case is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

LASTS = timedelta(hours=1)  # kept free in the calendar; a hearing takes as long as it takes
SUMMARY = {"en": "Appointment", "lt": "Susitikimas"}
WIDTH = 73  # octets of a line before it is folded


def calendar_file(uid: str, *, begins_at: datetime, place: str, written_at: datetime, language: str) -> bytes:
    """One event. Whoever sees the calendar over a shoulder reads an appointment, no case."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Exeat//Hearing//EN", "METHOD:PUBLISH", "BEGIN:VEVENT",
        f"UID:{_escaped(uid)}", f"DTSTAMP:{_utc(written_at)}", f"DTSTART:{_utc(begins_at)}",
        f"DTEND:{_utc(begins_at + LASTS)}", f"SUMMARY:{SUMMARY.get(language, SUMMARY['en'])}",
        f"LOCATION:{_escaped(place)}", "CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(words: str) -> str:
    plain = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(plain.splitlines())


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets, never through a letter; each further piece begins with a space."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > WIDTH:
            pieces.append(piece)
            piece = b""
        piece += octets
    return b"\r\n ".join([*pieces, piece])
