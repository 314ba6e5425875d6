"""The part of CBOR (RFC 8949) that permits are written in, with one spelling for each value.

Only whole numbers, bytes, text, arrays, maps and tags; shortest lengths, ascending keys, nothing after the end.
Whatever could be written in two ways is refused in all but one, so that nothing can be changed in a permit without
changing what is signed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

DEPTH = 8  # deeper than any permit, shallower than any stack
UNSIGNED, NEGATIVE, BYTES, TEXT, ARRAY, MAP, TAG = range(7)


class NotOurs(ValueError):
    """Bytes that are not one value in the one spelling that permits use."""


@dataclass(frozen=True)
class Tag:
    """A value with a number that says what it is."""

    number: int
    value: Any


def encode(value: Any) -> bytes:
    """A value in its only spelling."""
    if isinstance(value, bool):
        raise TypeError("permits hold no truth values")
    if isinstance(value, int):
        return _head(UNSIGNED, value) if value >= 0 else _head(NEGATIVE, -1 - value)
    if isinstance(value, bytes):
        return _head(BYTES, len(value)) + value
    if isinstance(value, str):
        data = value.encode("utf-8")
        return _head(TEXT, len(data)) + data
    if isinstance(value, list | tuple):
        return _head(ARRAY, len(value)) + b"".join(encode(one) for one in value)
    if isinstance(value, dict):
        pairs = sorted((encode(key), encode(one)) for key, one in value.items())
        return _head(MAP, len(pairs)) + b"".join(key + one for key, one in pairs)
    if isinstance(value, Tag):
        return _head(TAG, value.number) + encode(value.value)
    raise TypeError(f"permits hold nothing of the kind {type(value).__name__}")


def decode(data: bytes) -> Any:
    """The one value that the bytes spell. Raises NotOurs for anything else, and for any other spelling."""
    value, end = _read(data, 0, DEPTH)
    if end != len(data):
        raise NotOurs(f"{len(data) - end} bytes stand after the end")
    if encode(value) != data:
        raise NotOurs("the value is not written in its only spelling")
    return value


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    for code, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 256**size:
            return bytes([kind << 5 | code]) + number.to_bytes(size, "big")
    raise ValueError("the number is too large")


def _read(data: bytes, start: int, depth: int) -> tuple[Any, int]:
    """The value that begins at `start`, and where it ends."""
    if depth == 0:
        raise NotOurs("the values stand too deep in one another")
    kind, number, at = _read_head(data, start)
    if kind == UNSIGNED:
        return number, at
    if kind == NEGATIVE:
        return -1 - number, at
    if kind in {BYTES, TEXT}:
        return _read_string(data, at, number, kind)
    if kind == TAG:
        value, at = _read(data, at, depth - 1)
        return Tag(number, value), at
    if number > len(data) - at:  # every element takes at least one byte
        raise NotOurs("more is announced than follows")
    if kind == ARRAY:
        items = []
        for _ in range(number):
            value, at = _read(data, at, depth - 1)
            items.append(value)
        return items, at
    return _read_map(data, at, number, depth)


def _read_map(data: bytes, at: int, count: int, depth: int) -> tuple[dict[Any, Any], int]:
    found: dict[Any, Any] = {}
    for _ in range(count):
        key, at = _read(data, at, depth - 1)
        if not isinstance(key, int | str):
            raise NotOurs("a key is neither a number nor a text")
        if key in found:
            raise NotOurs("a key stands twice")
        found[key], at = _read(data, at, depth - 1)
    return found, at


def _read_string(data: bytes, at: int, size: int, kind: int) -> tuple[bytes | str, int]:
    if size > len(data) - at:
        raise NotOurs("more is announced than follows")
    piece = data[at : at + size]
    if kind == BYTES:
        return piece, at + size
    try:
        return piece.decode("utf-8"), at + size
    except UnicodeDecodeError:
        raise NotOurs("a text is not UTF-8") from None


def _read_head(data: bytes, start: int) -> tuple[int, int, int]:
    """The kind, the number in the head, and where the head ends."""
    if start >= len(data):
        raise NotOurs("the bytes end too early")
    kind, code = data[start] >> 5, data[start] & 31
    if kind > TAG:
        raise NotOurs("permits hold no fractions, truth values or gaps")
    if code < 24:
        return kind, code, start + 1
    size = {24: 1, 25: 2, 26: 4, 27: 8}.get(code)
    if size is None:
        raise NotOurs("lengths must be written out")
    end = start + 1 + size
    if end > len(data):
        raise NotOurs("the bytes end too early")
    return kind, int.from_bytes(data[start + 1 : end], "big"), end
