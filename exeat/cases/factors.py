"""What is weighed before a finding or a measure: what the regimes of a case say, and what the institution adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from exeat import regimes
from exeat.cases.policy import Factor, Weighed
from exeat.letters import texts
from exeat.regimes import vocabulary, words
from exeat.regimes.shapes import said

HOUSE = "house"  # the regime of a factor that the institution sets
SIDES = {
    "for": {"en": "speaks for you", "lt": "Jūsų naudai", "lv": "runā jums par labu"},
    "against": {"en": "speaks against you", "lt": "Jūsų nenaudai", "lv": "runā pret jums"},
    "not_relevant": {"en": "does not matter here", "lt": "šiuo atveju nesvarbu", "lv": "šeit nav svarīgi"},
}
BY_HOUSE = {"en": "set by the institution", "lt": "nustatė institucija", "lv": "noteica iestāde"}


@dataclass(frozen=True)
class Told:
    """A factor with its words in each language and where it stands."""

    factor: Factor
    label: Mapping[str, str]
    cite: Mapping[str, str]

    def words(self, language: str) -> str:
        """What is weighed."""
        return vocabulary.said(self.label, language)

    def source(self, language: str) -> str:
        """Where it stands in law, or that the institution set it."""
        return self.cite.get(language) or self.cite["en"]


def of_case(outcome: Mapping[str, Any], on: date, before: str) -> list[Told]:
    """What is weighed before a finding or a measure in a case: the law's factors first, then the institution's."""
    found = [told for name in regimes_in(outcome) for told in _of(name, on)]
    return [told for told in (*found, *_house()) if before in told.factor.before]


def regimes_in(outcome: Mapping[str, Any]) -> list[str]:
    """The regimes of an outcome: those that asked for something, and those that add to them."""
    said_in = outcome.get("en", {})
    named = [item["regime"] for part in ("consequences", "remedies") for item in said_in.get(part, [])]
    return list(dict.fromkeys(named))


def kept(weighed: Mapping[str, Weighed], told: Iterable[Told]) -> list[dict[str, Any]]:
    """What is kept with a decision, so that it can be told in any language when the law has changed."""
    return [
        {"key": one.factor.key, "label": dict(one.label), "cite": dict(one.cite), "side": weighed[one.factor.key].side,
         "words": weighed[one.factor.key].words}
        for one in told if one.factor.key in weighed
    ]  # fmt: skip


def in_words(kept_ones: Iterable[Mapping[str, Any]], language: str) -> list[str]:
    """Each factor in a sentence of a letter: what was weighed, how it speaks, why, and where it stands."""
    return [
        f"{vocabulary.said(one['label'], language)}: {SIDES[one['side']].get(language) or SIDES[one['side']]['en']}."
        f" {one['words']} ({one['cite'].get(language) or one['cite']['en']})"
        for one in kept_ones
    ]  # fmt: skip


def _of(name: str, on: date) -> list[Told]:
    try:
        book = regimes.rulebook(name)
    except regimes.NoSuchRegime:
        return []
    found = []
    for key, part in book.factors.items():
        wording = part.on(on)
        if wording is None:
            continue
        label = {language: said(part.label, language) or key for language in texts.spoken()}
        cite = {
            language: "; ".join(c.words for c in words.citations(book, wording.cite, language))
            for language in texts.spoken()
        }
        found.append(Told(Factor(f"{name}.{key}", wording.weighs, frozenset(wording.before)), label, cite))
    return found


def _house() -> list[Told]:
    return [
        Told(
            Factor(f"{HOUSE}.{key}", entry["weighs"], frozenset(entry["before"])),
            {language: entry[language] for language in ("en", "lt")}, BY_HOUSE,
        )
        for key, entry in vocabulary.load("house.yaml")["factors"].items()
    ]  # fmt: skip
