"""Where an article of a regime is read: an address that stays, for the day on which it was applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from exeat.regimes import NoSuchRegime, Rulebook, rulebook
from exeat.regimes.releases import fingerprint, wordings


def of_article(regime: str, on: date, kind: str, name: str) -> str:
    """The address of one article as it reads on a day."""
    return reverse("web:article", args=[regime, on, f"{kind}.{name}"])


def as_applied(regime: str, provision: str, law: Sequence[str]) -> str:
    """The address of a provision as it was applied, from the fingerprints that an outcome keeps.

    Its day is the first on which everything that was used read so: it says nothing of anybody's trip. Where the
    wording is no longer there, the provision of today; nothing where there is none.
    """
    name = provision.partition(".")[0]
    try:
        book = rulebook(regime)
    except NoSuchRegime:
        return ""
    if name not in book.provisions:
        return ""
    day = _first_day(book, name, frozenset(law))
    return of_article(regime, day, "provisions", name) if day else f"{reverse('web:regime', args=[regime])}"


def of_step(step: Mapping[str, Any], law: Sequence[str]) -> str:
    """The address of the provision of one step of a kept outcome; empty where the step has none."""
    return as_applied(step["regime"], step["provision"], law) if step.get("provision") else ""


def deciding(outcome: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What each step that decided rests on, in words, with the address where it is read; of a kept outcome."""
    law = outcome.get("law", [])
    return list(
        dict.fromkeys(
            (str(words), of_step(step, law))
            for step in outcome.get("steps", [])
            if step.get("decided")
            for words in step.get("cite", [])
        )
    )


def _first_day(book: Rulebook, provision: str, law: frozenset[str]) -> date | None:
    used = [
        (kind, name, each)
        for kind, name, each in wordings(book)
        if f"{book.regime}@{fingerprint(book.regime, kind, name, each)}" in law
    ]
    mine = next((each for kind, name, each in used if (kind, name) == ("provisions", provision)), None)
    if mine is None:
        return None
    day = max(each.in_force for _kind, _name, each in used)
    return day if book.provisions[provision].on(day) is mine else mine.in_force
