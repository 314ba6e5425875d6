"""The sentences of an answer, made from the step that was taken: one pattern for each step, in each language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from exeat.regimes import vocabulary
from exeat.regimes.outcome import Citation
from exeat.regimes.places import FORMS, countries, country, form, place, territories, territory
from exeat.regimes.shapes import Rulebook, Source, said

LANGUAGES = ("en", "lt")

CERTAINTY = ("press", "official_summary", "text")


class Spoken(NamedTuple):
    """A sentence as it is said to the person, and as it is said of the person to whoever else reads it."""

    words: str
    of_person: str

    def then(self, more: str) -> Spoken:
        """The same with another sentence, which is said alike to everybody."""
        return Spoken(f"{self.words} {more}", f"{self.of_person} {more}")


def _told(table: str, name: str, language: str) -> str:
    """An entry of the sentences of the law folder, in a language."""
    entry = vocabulary.load("words/sentences.yaml")[table][name]
    return vocabulary.said(entry, language)


def _of_person(table: str, name: str, language: str) -> str:
    """The same entry as it is said of the person."""
    entry = vocabulary.load("words/sentences.yaml")[table][name]
    of = entry.get("of", {})
    own = language in entry and language not in of  # these words say the same to everybody
    return vocabulary.said(entry if own or not of else of, language)


def phrase(name: str, language: str, **words: str) -> str:
    """A phrase in a language."""
    return _told("phrases", name, language).format(**words)


def sentence(name: str, language: str, **words: str) -> Spoken:
    """The sentence of a step in a language."""
    to, of = (told("steps", name, language).format(**words) for told in (_told, _of_person))
    return Spoken(to[0].upper() + to[1:], of[0].upper() + of[1:])


def asks(requires: str, language: str) -> str:
    """What is asked, as a sentence."""
    return _told("asks", requires, language)


def headline(requires: str, language: str) -> str:
    """The answer in large plain words."""
    return _told("headlines", requires, language)


def headline_of_person(requires: str, language: str) -> str:
    """The answer in large plain words, said of the person to whoever else reads it."""
    return _of_person("headlines", requires, language)


def fact(name: str, language: str) -> str:
    """A fact in words."""
    if name == "ask":
        return phrase("ask", language)
    entry = vocabulary.FACTS.get(name)
    return vocabulary.said(entry.words, language) if entry else name


def reason(name: str, language: str) -> str:
    """A reason in words."""
    entry = vocabulary.REASONS.get(name)
    words = vocabulary.said(entry, language) if entry else name
    return words[0].lower() + words[1:]


def inside(label: str, language: str) -> str:
    """A label in the middle of a sentence: in a small letter, but for a name or an abbreviation."""
    first = label.split(maxsplit=1)[0].strip(",.;:") if label else ""
    if first.isupper() or first in _names(language):
        return label
    return label[:1].lower() + label[1:]


@cache
def _names(language: str) -> frozenset[str]:
    """The first words of the names of places, in every form that is known."""
    told = [country(code, language) for code in countries()] + [territory(code, language) for code in territories()]
    if language == "lt":
        told += [name for forms in FORMS.values() for name in forms]
    return frozenset(name.split()[0] for name in told)


_CITED: dict[tuple[int, str, str], tuple[Rulebook, Citation]] = {}


def citation(book: Rulebook, text: str, language: str) -> Citation:
    """A citation of a rulebook in words, with how its source is known; made once for each rulebook in use."""
    key = (id(book), text, language)
    found = _CITED.get(key)
    if found is None or found[0] is not book:
        if len(_CITED) > 4096:
            _CITED.clear()
        found = (book, _citation(book, text, language))
        _CITED[key] = found
    return found[1]


def _citation(book: Rulebook, text: str, language: str) -> Citation:
    name, _, where = text.partition(",")
    source: Source = book.sources[name.strip()]
    title = said(source.title, language)
    number = "" if source.number in ("unknown", "silent") else phrase("number", language, number=source.number)
    spot = _spot(where.strip(), language)
    return Citation(
        source=name.strip(),
        words=", ".join(part for part in (f"{title} {number}".strip(), spot) if part),
        title=title,
        number=source.number,
        place=spot,
        adopted=str(source.adopted),
        uri=source.uri,
        known_from=source.known_from,
        known_words=_told("known", source.known_from, language),
    )


PLACES = {
    "lt": ("{base}{inserted} straipsnis", "{number} punktas"),
    "lv": ("{base}.{inserted} pants", "{number}. punkts"),
}
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _spot(where: str, language: str) -> str:
    """A place in an act: article 21-1 is 21¹ in Lithuanian, 21.¹ in Latvian."""
    if language not in PLACES or not where:
        return where
    kind, _, number = where.partition(" ")
    article, section = PLACES[language]
    if kind == "art.":
        base, dash, inserted = number.partition("-")
        return article.format(base=base, inserted=inserted.translate(SUPERSCRIPT) if dash else "")
    return section.format(number=number) if kind == "s." else where


def citations(book: Rulebook, texts: Sequence[str], language: str) -> list[Citation]:
    """Several citations in words."""
    return [citation(book, text, language) for text in texts]


def least_certain(known: Sequence[str]) -> str:
    """How the least certain of several sources is known."""
    return min(known, key=CERTAINTY.index, default="press")


__all__ = [
    "LANGUAGES",
    "asks",
    "citation",
    "citations",
    "country",
    "fact",
    "form",
    "headline",
    "headline_of_person",
    "place",
    "reason",
    "sentence",
    "territory",
]
