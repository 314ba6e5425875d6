"""A comparison of two rulebooks as lines of text: what changes, what that means on the whole, which readings matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exeat.regimes import vocabulary, words
from exeat.regimes.comparing import Difference, open_readings
from exeat.regimes.shapes import Rulebook, said
from exeat.regimes.situating import Told


def lines(one: Rulebook, two: Rulebook, differences: Sequence[Difference], language: str) -> Iterator[str]:
    """The differences with a trip for each, and each other reading of what either text leaves open."""
    for n, difference in enumerate(differences, start=1):
        yield f"{n}. {difference.words}\n   {difference.witness_words}"
    on_the_whole = _on_the_whole(differences)
    if on_the_whole:
        yield _words(on_the_whole, language)
    yield from _left_open(one, two, language)


def _on_the_whole(differences: Sequence[Difference]) -> str:
    heavier = {difference.heavier for difference in differences}
    return {frozenset(): "none", frozenset({True}): "none_lighter", frozenset({False}): "none_heavier"}.get(
        frozenset(heavier), ""
    )


def _left_open(one: Rulebook, two: Rulebook, language: str) -> Iterator[str]:
    """Each other reading once, with the texts that leave it open."""
    told = Told(one.jurisdiction, language)
    found: dict[str, list[str]] = {}
    for each in open_readings(one, two):
        point = (one if each.regime == one.regime else two).open_points[each.point]
        asked = said(point.question, language)
        reading = said(point.words.get(each.reading), language) or each.reading
        if each.witness is None:
            text = _words("reading_changes_nothing", language, question=asked, reading=reading)
        else:
            change = f"{words.asks(each.before, language)} → {words.asks(each.after, language)}"
            trip = told.trip(each.witness)
            text = _words("reading_matters", language, question=asked, reading=reading, change=change, trip=trip)
        found.setdefault(text, []).append(f"{each.regime}/{each.point}={each.reading}")
    for text, where in found.items():
        yield f"{text} ({', '.join(where)})"


def _words(key: str, language: str, **values: str) -> str:
    return said(vocabulary.load("words/readable.yaml")["compared"][key], language).format(**values)
