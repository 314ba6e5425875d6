"""Which language somebody means, however they wrote it: in English, in Lithuanian or by its own name."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError

WRITTEN_IN = ("en", "lt", "pl", "ru", "uk", "be", "lv", "de", "fr")  # languages in whose words one is named here


def same(wanted: str, given: str) -> bool:
    """Whether what was given is in a language that was wanted; words that name none are compared as they stand."""
    asked, made = _codes(wanted), _codes(given)
    if asked and made:
        return bool(asked & made)
    return wanted.strip().casefold() == given.strip().casefold()


def _codes(words: str) -> frozenset[str]:
    return frozenset(_names()[word] for word in re.findall(r"\w+", words.casefold()) if word in _names())


@cache
def _names() -> dict[str, str]:
    """Each name of one word of a living language, with its code."""
    known = {str(code) for code in Locale("en").languages if len(str(code)) == 2}
    found: dict[str, str] = {}
    for written in WRITTEN_IN:
        for code, name in Locale(written).languages.items():
            if code in known and name.isalpha():
                found.setdefault(name.casefold(), str(code))
    for code in known:
        try:
            own = Locale(code).languages.get(code, "")
        except UnknownLocaleError:  # a language without words of its own in the library
            continue
        if own.isalpha():
            found.setdefault(own.casefold(), code)
    return found
