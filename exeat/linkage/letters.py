"""Letters of one script in another, as travel documents write them.

The tables are those of ICAO Doc 9303 part 3, section 6 (Latin letters with marks; Cyrillic), with the spellings that
Russian, Belarusian and Ukrainian names meet on the way into a Lithuanian document and back. They are data: a name is
first brought to the capital letters A to Z (`plain`), then to what is heard in it (`heard`), where the ways of writing
one sound fall together. Both work on many names at once, because a few ten thousand texts stand for millions of rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_LETTERS = str.maketrans(LATIN | CYRILLIC | dict.fromkeys(SILENT, ""))
_OTHER = re.compile(r"[^A-Z\n]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")

# One sound, many spellings; applied in this order to capital letters. ЖZH ŠSH ČCH in GOST, ICAO, Polish, German and
# old French dress; soft vowels (IE, YE, JE); G and H, which Ukrainian and Belarusian hear apart and others do not.
SOUNDS = (
    ("SHCH", "SC"), ("SZCZ", "SC"), ("TSCH", "C"), ("TCH", "C"), ("SCH", "S"), ("KH", "C"), ("CH", "C"), ("CZ", "C"),
    ("SH", "S"), ("SZ", "S"), ("ZH", "Z"), ("RZ", "Z"), ("TS", "C"), ("TZ", "C"), ("PH", "F"), ("TH", "T"),
    ("CK", "K"), ("QU", "KV"), ("Q", "K"), ("X", "KS"), ("W", "V"), ("OU", "U"), ("OO", "U"), ("H", "G"),
    ("Y", "I"), ("J", "I"), ("II", "I"), ("IU", "U"), ("IO", "O"), ("IE", "E"), ("IA", "E"), ("EA", "E"),
)  # fmt: skip
_VOWELS = str.maketrans("", "", "AEIOU")


def plain(texts: Sequence[str]) -> list[str]:
    """The texts in the capital letters A to Z of a machine-readable zone, words parted by one space."""
    if not texts:
        return []
    whole = "\n".join(texts)
    if whole.count("\n") >= len(texts):
        whole = "\n".join(text.replace("\n", " ") for text in texts)
    whole = whole.upper().translate(_LETTERS)
    if not whole.isascii():
        whole = _NOT_ASCII.sub(lambda letter: anyascii(letter.group()), whole).upper()
    return [line.strip() for line in _OTHER.sub(" ", whole).split("\n")]


def heard(plain_texts: Sequence[str]) -> list[str]:
    """What is heard in texts already made plain: one spelling for all the ways to write one sound."""
    whole = "\n".join(plain_texts)
    for written, sound in SOUNDS:
        whole = whole.replace(written, sound)
    letters = np.frombuffer(whole.encode("ascii"), np.uint8)
    once = np.append(True, (letters[1:] != letters[:-1]) | (letters[1:] < ord("A")))[: len(letters)]
    whole = letters[once].tobytes().decode("ascii")
    return whole.split("\n") if plain_texts else []


def bones(heard_texts: Sequence[str]) -> list[str]:
    """The consonants of what is heard, by which records are looked up: vowels are what transcription changes most."""
    return "\n".join(heard_texts).translate(_VOWELS).split("\n") if heard_texts else []


def families(bones_of_words: Sequence[str]) -> list[str]:
    """What the surnames of husband, wife and daughter share: the consonants without the last one of an ending.

    Kazlauskas, Kazlauskienė and Kazlauskaitė end in S, N and T; Petrov and Petrova differ by a vowel alone.
    """
    return [word[:-1] if len(word) > 3 and word[-1] in "SNT" else word for word in bones_of_words]
