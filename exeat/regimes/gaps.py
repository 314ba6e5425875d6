"""Of whom nothing is asked where others are bound: a list of destinations outside the lists that bind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from exeat.regimes import lists, places
from exeat.regimes.regions import View
from exeat.regimes.shapes import Rulebook, said

FEW = 5  # so many states are named where a list is left over in part
PURPOSES = {
    "private": {"en": "private", "lt": "ne tarnybos tikslais"},
    "duty": {"en": "duty", "lt": "tarnybos tikslais"},
}


def gaps(book: Rulebook, views: Iterable[View]) -> Iterator[tuple[View, str, Mapping[str, Any]]]:
    """People who are bound for one list and not for another that binds others, with the words for both."""
    for view in views:
        for purpose, words in PURPOSES.items():
            bound = _bound(view, purpose)
            for who in dict.fromkeys(who for who, _ in sorted(bound)):
                reached = [view.epoch.destinations[where] for person, where in sorted(bound) if person == who]
                for where in dict.fromkeys(where for _, where in sorted(bound)):
                    left = lists.beyond(view.epoch.destinations[where], reached, view.day)
                    if left and (who, where) not in bound:
                        named = {"who": label(book, "categories", who), "where": _where(book, view, where, left)}
                        yield view, who, {**named, "purpose": words}


def _bound(view: View, purpose: str) -> set[tuple[str, str]]:
    """Each category with each list for which some provision binds it."""
    return {
        (who, where)
        for climb in view.climbs
        if climb.wording is not None and purpose in climb.wording.purpose
        for who in climb.wording.binds
        for where in climb.wording.to
        if who in view.epoch.categories and where in view.epoch.destinations
    }


def _where(book: Rulebook, view: View, name: str, left: frozenset[str]) -> Mapping[str, str]:
    """A list of destinations in words, with the states that are left over where the others are reached."""
    called = label(book, "destinations", name)
    if left == lists.places_of(view.epoch.destinations[name], view.day) or len(left) > FEW or "?" in left:
        return called
    told = {}
    for language in ("en", "lt"):
        names = [places.place(code[:2], code if "-" in code else None, language) for code in sorted(left)]
        told[language] = f"{said(called, language)}: {', '.join(names)}"
    return told


def label(book: Rulebook, kind: str, name: str) -> Mapping[str, str]:
    """What a part is called, or its name where it has no label."""
    return getattr(book, kind)[name].label or {"en": name}
