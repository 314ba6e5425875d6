"""Letters of one script in another, as travel documents write them.

The tables are those of ICAO Doc 9303 part 3, section 6 (Latin letters with marks; Cyrillic), with the spellings that
Russian, Belarusian and Ukrainian names meet on the way into a Lithuanian document and back. They are data: a name is
first brought to the capital letters A to Z (`plain`), then to what is heard in it (`heard`), where the ways of writing
one sound fall together. Both work on many names at once, because a few ten thousand texts stand for millions of rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase, ascii_uppercase

import numpy as np
from anyascii import anyascii

LATIN = {
    "Ą": "A", "Ä": "AE", "Å": "AA", "Ā": "A", "Á": "A", "À": "A", "Â": "A", "Ã": "A", "Ă": "A", "Æ": "AE",
    "Č": "C", "Ć": "C", "Ç": "C", "Ď": "D", "Đ": "D", "Ð": "D", "Ę": "E", "Ė": "E", "Ē": "E", "É": "E", "È": "E",
    "Ê": "E", "Ë": "E", "Ě": "E", "Ģ": "G", "Ğ": "G", "Į": "I", "Ī": "I", "Í": "I", "Ì": "I", "Î": "I", "Ï": "I",
    "İ": "I", "Ķ": "K", "Ļ": "L", "Ł": "L", "Ĺ": "L", "Ľ": "L", "Ņ": "N", "Ń": "N", "Ñ": "N", "Ň": "N", "Ó": "O",
    "Ò": "O", "Ô": "O", "Õ": "O", "Ö": "OE", "Ø": "OE", "Ő": "O", "Ō": "O", "Œ": "OE", "Ŕ": "R", "Ř": "R", "Ŗ": "R",
    "Š": "S", "Ś": "S", "Ş": "S", "Ș": "S", "Ť": "T", "Ţ": "T", "Ț": "T", "Ų": "U", "Ū": "U", "Ú": "U", "Ù": "U",
    "Û": "U", "Ü": "UE", "Ű": "U", "Ů": "U", "Ý": "Y", "Ÿ": "Y", "Ž": "Z", "Ź": "Z", "Ż": "Z", "Þ": "TH", "ẞ": "SS",
}  # fmt: skip
CYRILLIC = {
    "А": "A", "Б": "B", "В": "V", "Г": "G", "Ґ": "G", "Д": "D", "Е": "E", "Ё": "E", "Є": "IE", "Ж": "ZH", "З": "Z",
    "И": "I", "І": "I", "Ї": "I", "Й": "I", "К": "K", "Л": "L", "М": "M", "Н": "N", "О": "O", "П": "P", "Р": "R",
    "С": "S", "Т": "T", "У": "U", "Ў": "U", "Ф": "F", "Х": "KH", "Ц": "TS", "Ч": "CH", "Ш": "SH", "Щ": "SHCH",
    "Ъ": "IE", "Ы": "Y", "Ь": "", "Э": "E", "Ю": "IU", "Я": "IA", "Ѓ": "G", "Ђ": "D", "Ј": "J", "Љ": "LJ", "Њ": "NJ",
}  # fmt: skip
SILENT = "'’ʼ`´\u0307"
_LETTERS = LATIN | CYRILLIC | dict.fromkeys(SILENT, "")
_CAPITALS = bytes(
    at if at == ord("\n") or chr(at) in ascii_uppercase else ord(chr(at).upper()) if chr(at) in ascii_lowercase else 32
    for at in range(256)
)
_MANY = 200  # different letters beyond A to Z from which on they are exchanged all at once

# One sound, many spellings; applied in this order to capital letters. ЖZH ŠSH ČCH in GOST, ICAO, Polish, German and
# old French dress; soft vowels (IE, YE, JE); G and H, which Ukrainian and Belarusian hear apart and others do not.
SOUNDS = (
    ("SHCH", "SC"), ("SZCZ", "SC"), ("TSCH", "C"), ("TCH", "C"), ("SCH", "S"), ("KH", "C"), ("CH", "C"), ("CZ", "C"),
    ("SH", "S"), ("SZ", "S"), ("ZH", "Z"), ("RZ", "Z"), ("TS", "C"), ("TZ", "C"), ("PH", "F"), ("TH", "T"),
    ("CK", "K"), ("QU", "KV"), ("Q", "K"), ("X", "KS"), ("W", "V"), ("OU", "U"), ("OO", "U"), ("H", "G"),
    ("Y", "I"), ("J", "I"), ("II", "I"), ("IU", "U"), ("IO", "O"), ("IE", "E"), ("IA", "E"), ("EA", "E"),
)  # fmt: skip


def plain(texts: Sequence[str]) -> list[str]:
    """The texts in the capital letters A to Z of a machine-readable zone, words parted by one space."""
    if not texts:
        return []
    return plain_lines("\n".join(text.replace("\n", " ") for text in texts).encode()).decode("ascii").split("\n")


def heard(plain_texts: Sequence[str]) -> list[str]:
    """What is heard in texts already made plain: one spelling for all the ways to write one sound."""
    return heard_lines("\n".join(plain_texts).encode("ascii")).decode("ascii").split("\n") if plain_texts else []


def plain_lines(lines: bytes) -> bytes:
    """The same of many texts at once, a line each."""
    if not lines.isascii():
        lines = _latin(lines.decode()).encode("ascii")
    lines = lines.translate(_CAPITALS, b"'`")
    while b"  " in lines:
        lines = lines.replace(b"  ", b" ")
    return lines.replace(b" \n", b"\n").replace(b"\n ", b"\n").strip(b" ")


def heard_lines(lines: bytes) -> bytes:
    """The same of many plain texts at once, a line each."""
    for written, sound in SOUNDS:
        lines = lines.replace(written.encode(), sound.encode())
    letters = np.frombuffer(lines, np.uint8)
    once = np.append(True, (letters[1:] != letters[:-1]) | (letters[1:] < ord("A")))[: len(letters)]
    kept: bytes = letters[once].tobytes()
    return kept


def _latin(text: str) -> str:
    """A text without any letter beyond ASCII."""
    text = text.upper()
    table = {letter: _ascii(letter) for letter in set(text) if not letter.isascii()}
    if len(table) > _MANY:
        return text.translate({ord(letter): written for letter, written in table.items()})
    for letter, written in table.items():
        text = text.replace(letter, written)
    return text


def _ascii(letter: str) -> str:
    known = _LETTERS.get(letter)
    return anyascii(letter).replace("\n", " ") if known is None else known
