"""Base45 (RFC 9285): bytes as the letters that a QR code stores most densely."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
VALUES = {letter: value for value, letter in enumerate(ALPHABET)}


def encode(data: bytes) -> str:
    """Bytes as base45."""
    out = []
    for start in range(0, len(data), 2):
        pair = data[start : start + 2]
        rest, first = divmod(int.from_bytes(pair, "big"), 45)
        third, second = divmod(rest, 45)
        out.append(ALPHABET[first] + ALPHABET[second] + (ALPHABET[third] if len(pair) == 2 else ""))
    return "".join(out)


def decode(text: str) -> bytes:
    """The bytes of a base45 text. Raises ValueError for anything that `encode` would not write."""
    if len(text) % 3 == 1:
        raise ValueError("the text ends in the middle of a group")
    out = bytearray()
    for start in range(0, len(text), 3):
        group = text[start : start + 3]
        try:
            number = sum(VALUES[letter] * 45**place for place, letter in enumerate(group))
        except KeyError as error:
            raise ValueError(f"{error.args[0]!r} is not a letter of base45") from None
        size = len(group) - 1
        if number >= 256**size:
            raise ValueError(f"the group {group!r} stands for no bytes")
        out += number.to_bytes(size, "big")
    return bytes(out)
