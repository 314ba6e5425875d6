"""What each missing fact would change: the same question, asked once for each value that the fact may hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exeat.regimes import vocabulary
from exeat.regimes.asking import ask
from exeat.regimes.reading import rulebook
from exeat.regimes.shapes import Rulebook

LISTED = {"post": "posts", "clearance": "clearances", "stay": "stays", "destination": "stays"}


def settling(regimes: Sequence[str | Rulebook], facts: Mapping[str, Any], fact: str, **options: Any) -> dict[str, str]:
    """For each value of a missing fact, what would then be asked; empty where the fact has no list of values."""
    books = [each if isinstance(each, Rulebook) else rulebook(each) for each in regimes]
    found: dict[str, str] = {}
    for value in values(books, fact):
        told = str(value).lower() if isinstance(value, bool) else str(value)
        found[told] = ask(books, with_fact(facts, fact, value), **options).requires
    return found


def values(books: Sequence[Rulebook], fact: str) -> list[Any]:
    """The values that would make a difference for a fact."""
    entry = vocabulary.FACTS.get(fact)
    if entry is None or entry.kind in ("day", "number"):
        return []
    if entry.kind == "flag":
        return [True, False]
    if fact == "application.ground":
        return [*dict.fromkeys(ground for book in books for ground in book.grounds), "other", "none"]
    if entry.kind == "code":
        if fact not in ("destination.country", "application.relative_state", "application.property_state"):
            return []
        named = {
            code
            for book in books
            for part in book.destinations.values()
            for wording in part.wordings
            for code in (*wording.countries, *(wording.all_except or ()))
        }
        return sorted(named | {"LV"})
    known = vocabulary.values_of(
        fact, next((b.jurisdiction for b in books if not b.supplements), books[0].jurisdiction)
    )
    return [*(known or ())]


def with_fact(facts: Mapping[str, Any], fact: str, value: Any) -> dict[str, Any]:
    """The facts with one more, put into each holding or stay of a list that lacks it."""
    head, _, short = fact.partition(".")
    many = LISTED.get(head)
    if many is None or not facts.get(many):
        return {**facts, fact: value}
    items = [
        item if any(item.get(key) is not None for key in (short, fact)) else {**item, short: value}
        for item in facts[many]
    ]
    return {**facts, many: items}
