"""What was known when: every released wording under its fingerprint, with the day it became known and was replaced."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from exeat.regimes import vocabulary
from exeat.regimes.reading import canonical, files, rulebook
from exeat.regimes.shapes import KINDS, Rulebook, Wording

OUTSIDE_THE_SUM = ("checked_on", "note")
FRAME = "regime"
RELEASED = ("law", "partial")  # what is in force as far as it is known; a draft is released only by name
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class NothingKnown(LookupError):
    """A moment at which nothing of a regime had been released."""


def text_of(regime: str, kind: str, name: str, wording: Wording) -> str:
    """A wording as canonical JSON; notes and check dates are outside the sum.

    What a wording does not say is not in it, so that a key that the format gains later changes no fingerprint.
    """
    data = wording.model_dump(by_alias=True, mode="json", exclude=set(OUTSIDE_THE_SUM), exclude_defaults=True)
    return canonical({"regime": regime, "part": f"{kind}.{name}", "wording": data})


@lru_cache(maxsize=4096)
def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


_SUMS: dict[int, tuple[Wording, str]] = {}


def fingerprint(regime: str, kind: str, name: str, wording: Wording) -> str:
    """The SHA-256 of a wording."""
    found = _SUMS.get(id(wording))
    if found is None or found[0] is not wording:
        if len(_SUMS) > 4096:
            _SUMS.clear()
        found = (wording, _sum(text_of(regime, kind, name, wording)))
        _SUMS[id(wording)] = found
    return found[1]


def wordings(book: Rulebook) -> Iterator[tuple[str, str, Wording]]:
    """Every wording of a rulebook, with its kind and name."""
    for kind in KINDS:
        for name, part in getattr(book, kind).items():
            for wording in part.wordings:
                yield kind, name, wording


def frame(book: Rulebook) -> dict[str, Any]:
    """A rulebook without its wordings: title, sources, open points, examples, labels."""
    data = book.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    for kind in KINDS:
        if kind in data:
            data[kind] = {name: part.get("label") for name, part in data[kind].items()}
    return data


def released_folder() -> Path:
    """Where releases are kept."""
    return vocabulary.LAW / "released"


def release(book: Rulebook, *, at: datetime, folder: Path | None = None, despite: str = "") -> list[Path]:
    """Stores each wording that is new, and closes those that are no longer there. Returns the files written.

    A note or a day of comparison that changed is written into the entry that is there, which stays known since its day.
    `despite` says why it is released although the check finds errors; it is kept with each new entry.
    """
    folder = folder or released_folder()
    folder.mkdir(parents=True, exist_ok=True)
    current: dict[str, dict[str, Any]] = {
        fingerprint(book.regime, kind, name, wording): {
            "part": f"{kind}.{name}",
            "wording": wording.model_dump(by_alias=True, mode="json", exclude_defaults=True),
        }
        for kind, name, wording in wordings(book)
    }
    whole = frame(book)
    current[_sum(canonical(whole))] = {"part": FRAME, "wording": whole}
    changed: list[Path] = []
    for path, entry in _entries(folder, book.regime):
        if entry["replaced_at"] is None and path.stem not in current:
            changed.append(_write(path, {**entry, "replaced_at": at.isoformat()}))
    for total, entry in current.items():
        path = folder / f"{total}.json"
        known: list[dict[str, Any]] = []
        if path.exists():
            old = json.loads(path.read_text(encoding="utf-8"))
            if old["replaced_at"] is None:
                if old["wording"] != entry["wording"]:  # a note, or the day of comparison, which are outside the sum
                    changed.append(_write(path, {**old, "wording": entry["wording"]}))
                continue
            known = [*old.get("earlier", []), {"known_at": old["known_at"], "replaced_at": old["replaced_at"]}]
        written = {"regime": book.regime, **entry, "known_at": at.isoformat(), "replaced_at": None, "earlier": known}
        if despite:
            written["despite"] = despite
        changed.append(_write(path, written))
    return changed


def _write(path: Path, entry: dict[str, Any]) -> Path:
    text = json.dumps(entry, sort_keys=True, indent=1, ensure_ascii=False, default=str)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def _entries(folder: Path, regime: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    named = f'"regime": "{regime}"'
    for path in sorted(folder.glob("*.json")):
        text = path.read_text(encoding="utf-8")
        if named in text:  # most files are of other regimes and need not be understood
            entry = json.loads(text)
            if entry["regime"] == regime:
                yield path, entry


def known(regime: str, at: datetime, *, folder: Path | None = None) -> Rulebook:
    """The rulebook as it was known at a moment. Raises NothingKnown when nothing had been released by then."""
    folder = folder or released_folder()
    parts = [entry for _, entry in _entries(folder, regime) if _known_then(entry, at)]
    frames = [entry["wording"] for entry in parts if entry["part"] == FRAME]
    if not frames:
        raise NothingKnown(f"nothing of {regime} had been released by {at:%Y-%m-%d %H:%M}")
    data = dict(frames[0])
    for kind in KINDS:
        data[kind] = {name: {"label": label, "wordings": []} for name, label in data.get(kind, {}).items()}
    for entry in parts:
        kind, _, name = entry["part"].partition(".")
        if kind in KINDS and name in data[kind]:
            data[kind][name]["wordings"].append(entry["wording"])
    for kind in KINDS:
        for part in data[kind].values():
            part["wordings"].sort(key=lambda wording: wording["in_force"])
    return Rulebook.model_validate(_dated(data))


def _dated(value: Any) -> Any:
    """Data from JSON with its days as days again: nothing in a rulebook is a text that looks like one."""
    if isinstance(value, dict):
        return {key: _dated(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_dated(item) for item in value]
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return date.fromisoformat(value)
    return value


def _known_then(entry: dict[str, Any], at: datetime) -> bool:
    times = [*entry.get("earlier", []), entry]
    return any(
        datetime.fromisoformat(t["known_at"]) <= at
        and (t["replaced_at"] is None or at < datetime.fromisoformat(t["replaced_at"]))
        for t in times
    )


def changes_since_release(folder: Path | None = None) -> list[str]:
    """Regimes of the law whose file says something that has not been released."""
    folder = folder or released_folder()
    found = []
    for name in files():
        book = rulebook(name)
        if book.status not in RELEASED:
            continue
        sums = {path.stem for path, entry in _entries(folder, name) if entry["replaced_at"] is None}
        if any(fingerprint(name, kind, part, wording) not in sums for kind, part, wording in wordings(book)):
            found.append(name)
    return found
