"""The catalogues of words: compile them, and find what is not translated or no longer used.

python -m exeat.config.catalogues            compiles every catalogue of exeat/locale
python -m exeat.config.catalogues --check    lists what is missing, fuzzy or obsolete; exit status 1 if anything is

Lithuanian must be complete. Another language may cover some areas only, and is offered on their pages alone; what it
lacks there stands in English, and the check says how much that is.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python

PACKAGE = Path(__file__).resolve().parent.parent
LANGUAGE = "lt"
KEYWORDS: dict[str, Any] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
    "Refusal": (2,),
}  # fmt: skip
Key = tuple[str, str]  # context, message


def catalogues(language: str = LANGUAGE) -> Iterator[tuple[Path, Catalog]]:
    """Each catalogue of a language with its file, in order of name."""
    for path in sorted((PACKAGE / "locale").glob(f"*/{language}/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            yield path, pofile.read_po(file, locale=language)


def languages() -> list[str]:
    """The languages that have a catalogue, by code."""
    return sorted({path.parts[-3] for path in (PACKAGE / "locale").glob("*/*/LC_MESSAGES/django.po")})


def coverage(language: str) -> dict[str, float]:
    """For each area that a language covers: which share of the words that Lithuanian has there it has too."""
    whole = {path.parts[-4]: {_id(each) for each in catalogue if each.id} for path, catalogue in catalogues()}
    shares = {}
    for path, catalogue in catalogues(language):
        wanted = whole.get(path.parts[-4], set())
        given = {_id(each) for each in catalogue if each.id and each.string and each.string != ("",)}
        shares[path.parts[-4]] = len(wanted & given) / max(len(wanted), 1)
    return shares


def _id(message: Message) -> Key:
    return (message.context or "", str(message.id[0] if isinstance(message.id, list | tuple) else message.id))


def compile_all() -> int:
    """Write a .mo beside each .po that changed; the number of catalogues."""
    count = 0
    for path, catalogue in (each for language in languages() for each in catalogues(language)):
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
            with target.open("wb") as file:
                mofile.write_mo(file, catalogue)
        count += 1
    return count


def messages() -> dict[Key, str]:
    """Everything in code and templates that a reader sees, with the first place where it stands."""
    from django.utils.translation.template import templatize

    found: dict[Key, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")) + sorted(PACKAGE.rglob("*.html")) + sorted(PACKAGE.rglob("*.txt")):
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            text = templatize(text, origin=str(path))
        for line, function, words, _comments in extract_python(
            io.BytesIO(text.encode()), KEYWORDS, [], {"encoding": "utf-8"}
        ):
            key = _key(str(function), words)
            if key is not None:
                found.setdefault(key, f"{path.relative_to(PACKAGE.parent)}:{line}")
    return found


def _key(function: str, words: object) -> Key | None:
    """The context and message of one call; None for a call whose words are not written out."""
    given = cast("tuple[str | None, ...]", words if isinstance(words, tuple) else (words,))
    where = KEYWORDS[function]
    if function == "Refusal":
        message = given[1] if len(given) > 1 else None
        return ("", message) if message else None
    if where and isinstance(where[0], tuple):
        context, message = given[0], given[1] if len(given) > 1 else None
        return (context or "", message) if message else None
    return ("", given[0]) if given and given[0] else None


def findings() -> list[str]:
    """What is wrong with the catalogues, one sentence each; empty when they are complete."""
    used = messages()
    known: dict[Key, Path] = {}
    said: list[str] = []
    for path, catalogue in catalogues():
        for message in catalogue:
            if not message.id:
                continue
            key = _id(message)
            text = key[1]
            words = message.string if isinstance(message.string, tuple) else (message.string,)
            name = path.relative_to(PACKAGE.parent)
            if message.fuzzy:
                said.append(f"{name}: {text!r} is marked fuzzy; confirm it")
            if not all(words):
                said.append(f"{name}: {text!r} has no Lithuanian")
            if key in known:
                said.append(f"{name}: {text!r} stands in {known[key].relative_to(PACKAGE.parent)} too; keep one")
            if key not in used:
                said.append(f"{name}: {text!r} is used nowhere; take it out")
            known[key] = path
    said.extend(f"{place}: {key[1]!r} is in no catalogue" for key, place in used.items() if key not in known)
    return said


def main() -> int:
    """Compile, or check when asked to."""
    if "--check" in sys.argv[1:]:
        from exeat.config import start

        start()
        said = findings()
        for language in languages():
            if language != LANGUAGE:
                shares = ", ".join(f"{area} {share:.0%}" for area, share in coverage(language).items())
                sys.stdout.write(f"{language}: {shares}\n")
        sys.stdout.write("".join(f"{line}\n" for line in said))
        sys.stdout.write(f"{len(said)} things to mend in the catalogues\n" if said else "catalogues: complete\n")
        return 1 if said else 0
    sys.stdout.write(f"catalogues: {compile_all()} compiled\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
