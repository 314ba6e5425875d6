"""The catalogues of words: compile them, and find what is not translated or no longer used.

python -m exeat.config.catalogues            compiles every catalogue of exeat/locale
python -m exeat.config.catalogues --check    lists what is missing, fuzzy or obsolete; exit status 1 if anything is
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
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


def catalogues() -> Iterator[tuple[Path, Catalog]]:
    """Each catalogue of ours with its file, in order of name."""
    for path in sorted((PACKAGE / "locale").glob(f"*/{LANGUAGE}/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            yield path, pofile.read_po(file, locale=LANGUAGE)


def compile_all() -> int:
    """Write a .mo beside each .po that changed; the number of catalogues."""
    count = 0
    for path, catalogue in catalogues():
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
            text = str(message.id[0] if isinstance(message.id, list | tuple) else message.id)
            key: Key = (message.context or "", text)
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
        sys.stdout.write("".join(f"{line}\n" for line in said))
        sys.stdout.write(f"{len(said)} things to mend in the catalogues\n" if said else "catalogues: complete\n")
        return 1 if said else 0
    sys.stdout.write(f"catalogues: {compile_all()} compiled\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
