"""Which known shapes of rules a rulebook shows, and where, and whether each mark points at something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from exeat.regimes import vocabulary
from exeat.regimes.shapes import Part, Rulebook, Shape


@dataclass(frozen=True)
class Mark:
    """One shape that a rulebook shows, with the path of what writes it."""

    shape: int
    path: str


def known_shapes() -> Mapping[int, Mapping[str, str]]:
    """Every known shape of a rule by its number: in words, with how it is written or why it cannot be."""
    entries: Mapping[int, Mapping[str, str]] = vocabulary.load("shapes.yaml")
    return entries


def marks(book: Rulebook) -> Iterator[Mark]:
    """The shapes that a rulebook says it shows."""
    for text in book.shapes:
        number, _, path = text.partition(" ")
        yield Mark(int(number), path)


def wrong_marks(book: Rulebook) -> Iterator[str]:
    """Marks that name no known shape, or a part or key that says nothing in this rulebook."""
    for mark in marks(book):
        entry = known_shapes().get(mark.shape)
        if entry is None:
            yield f"there is no shape {mark.shape}; they go from 1 to {max(known_shapes())}"
        elif "reason" in entry:
            yield f"shape {mark.shape} cannot be written: {entry['shape']}"
        elif not any(_said(value) for value in _at(book, mark.path.split("."))):
            yield f"shape {mark.shape}: nothing stands at {mark.path}"


def _at(node: Any, keys: list[str]) -> Iterator[Any]:
    """Everything that stands at a path; a part is looked at in each of its wordings."""
    if not keys:
        yield node
    elif isinstance(node, Part):
        if keys == ["wordings"]:
            yield node.wordings if len(node.wordings) > 1 else None
            return
        for wording in node.wordings:
            yield from _at(wording, keys)
    elif isinstance(node, Mapping):
        if keys[0] in node:
            yield from _at(node[keys[0]], keys[1:])
    elif isinstance(node, Shape):
        fields = type(node).model_fields
        name = next((name for name, field in fields.items() if keys[0] in (name, field.alias)), None)
        if name is not None:
            yield from _at(getattr(node, name), keys[1:])


def _said(value: Any) -> bool:
    """Whether something stands there: a key with a value, `unknown` and `silent` included, but not an empty one."""
    return value not in (None, False, "", [], {}, ())


__all__ = ["Mark", "known_shapes", "marks", "wrong_marks"]
