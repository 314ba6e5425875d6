"""The keys of a rulebook in words: for each section what may stand in it, what it means, and which words it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from exeat.regimes import shapes, vocabulary
from exeat.regimes.shapes import KINDS, Rulebook, Shape, Text, When, Wording

Row = tuple[str, str, str]  # the key, with a star where it is needed; what it means; what it takes

INSIDE = {
    "sources": ["Source"],
    "procedures": ["Procedure", "Decider", "Opinion", "Urgent", "PermitTerms", "Tolerance"],
    "provisions": ["Provision", "Exemption"],
    "open_points": ["OpenPoint"],
    "assumed": ["Assumed"],
    "explained": ["Explained"],
    "aim": ["Aim"],
    "examples": ["Examples", "Example"],
}
FORMS = {
    "hours": "a time, such as 10 working_days",
    "^[A-Z]{2}$": "a country, such as LT",
    "^[A-Z]{2}-": "a part of a country, such as UA-43",
}
KEPT: dict[Any, str] = {
    str: "words",
    date: "a day",
    bool: "true or false",
    int: "a number",
    Text: 'words by language, such as {en: "A judge"}',
}


def sections() -> tuple[str, ...]:
    """The sections of a rulebook whose keys can be told."""
    return ("rulebook", *(name for name in Rulebook.model_fields if name in KINDS or name in INSIDE))


def keys(section: str) -> list[tuple[str, list[Row]]]:
    """Each shape of a section with its keys: the key, what it means, what it takes. Raises UnknownName."""
    if section not in sections():
        raise vocabulary.UnknownName(vocabulary.unknown("section", section, sections()))
    names = ["Rulebook"] if section == "rulebook" else INSIDE.get(section) or [KINDS[section].__name__]
    return [(_title(name), [*_keys(getattr(shapes, name))]) for name in names]


def told(section: str) -> str:
    """A section as text for a terminal."""
    lines: list[str] = []
    for title, rows in keys(section):
        lines += ["", title] if lines else [title]
        lines += [f"  {key}: {meaning} [{takes}]" for key, meaning, takes in rows]
    if section == "examples":
        lines += ["", "What an example may expect, under then."]
        lines += [f"  {name}: {sentence}" for name, sentence in vocabulary.load("words/keys.yaml")["Answer"].items()]
    lines += ["", "A star marks a key that is needed."]
    if section in KINDS:
        lines.append(f"In every wording besides: {', '.join(key for key, _, _ in _every())}.")
    return "\n".join(lines)


def page() -> str:
    """All sections as a page of tables."""
    out = [
        "# The keys of a rulebook\n\nWhat may stand in each section. A key in **bold** is needed. "
        "On a terminal: `exeat rulebook keys duties`.\n\n"
        f"These stand in every wording of {', '.join(KINDS)}:\n\n{_table(_every())}"
    ]
    for section in sections():
        out.append(f"\n## {section}\n")
        out += [f"\n{title}\n\n{_table(rows)}" for title, rows in keys(section)]
    answers = vocabulary.load("words/keys.yaml")["Answer"]
    told = "".join(f"| `{name}` | {sentence} |\n" for name, sentence in answers.items())
    out.append(f"\nWhat an example may expect, under `then`.\n\n| answer | what it means |\n|---|---|\n{told}")
    return "".join(out)


def _table(rows: Iterable[Row]) -> str:
    lines = ["| key | what it means | what it takes |", "|---|---|---|"]
    for key, meaning, takes in rows:
        lines.append(f"| {f'**`{key[:-1]}`**' if key.endswith('*') else f'`{key}`'} | {meaning} | {takes} |")
    return "\n".join(lines) + "\n"


def _every() -> list[Row]:
    """The keys of every wording, with the label of the part."""
    label = vocabulary.load("words/keys.yaml")["every wording"]["label"]
    return [("label", label, KEPT[Text]), *_keys(Wording)]


def _title(name: str) -> str:
    return str(getattr(shapes, name).__doc__).splitlines()[0]


def _keys(shape: type[Shape]) -> Iterator[Row]:
    sentences = vocabulary.load("words/keys.yaml")
    told = sentences["every wording" if shape is Wording else shape.__name__]
    for name, field in shape.model_fields.items():
        if shape is Wording or name not in Wording.model_fields or not issubclass(shape, Wording):
            key = field.alias or name
            yield f"{key}{'*' if field.is_required() else ''}", told.get(key, ""), _takes(field)


def _takes(field: FieldInfo) -> str:
    found = [*dict.fromkeys(_values(field.annotation, field.metadata))]
    default = field.default
    left_out = f"; if left out: {default}" if isinstance(default, str) and not field.is_required() else ""
    return ", or ".join(found) + left_out


def _mapped(annotation: Any, inner: tuple[Any, ...]) -> str:
    """What a mapping holds, in words."""
    if annotation in (Text, When):
        return KEPT[Text] if annotation == Text else "a condition, or facts with their values"
    words = get_args(inner[1]) if get_origin(inner[1]) is Literal else ()
    return f"names, each with {' · '.join(words) or 'what belongs to it'}"


def _values(annotation: Any, metadata: Any = ()) -> Iterator[str]:
    """What an annotation lets stand, in words."""
    if hasattr(annotation, "__metadata__"):
        yield from _values(get_args(annotation)[0], annotation.__metadata__)
        return
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        yield " · ".join(map(str, inner))
    elif origin is list:
        yield f"a list of: {', '.join(_values(inner[0]))}"
    elif origin is dict:
        yield _mapped(annotation, inner)
    elif inner:
        for each in inner:
            yield from _values(each)
    elif isinstance(annotation, type) and issubclass(annotation, Shape):
        yield _title(annotation.__name__).rstrip(".").lower()
    elif annotation is not NoneType:
        pattern = next((str(m.pattern) for m in metadata if isinstance(m, StringConstraints)), "")
        yield next((words for mark, words in FORMS.items() if mark in pattern), None) or (
            "a name" if pattern else KEPT.get(annotation, "words")
        )
