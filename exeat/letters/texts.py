"""From a template and facts to a title and a text: in one language, with nothing missing and nothing guessed.

A template is exeat/letters/templates/letters/<kind>.<language>.txt: the first line is the title, a blank line
follows, then paragraphs; a line that begins with "- " is an item. Days, moments and periods among the facts are
written out in the language. A fact that the text needs and nobody gave raises MissingFact.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.template import Context, Engine, Template
from django.template.defaulttags import ForNode

from exeat.letters.policy import REMEDY
from exeat.regimes import dates
from exeat.values.period import Period

FOLDER = Path(__file__).resolve().parent / "templates" / "letters"
VILNIUS = ZoneInfo("Europe/Vilnius")
LANGUAGES = ("en", "lt")  # every letter is there in these; in others those that have a template


class NoSuchLetter(LookupError):
    """A kind of letter for which there is no template in a language."""


class MissingFact(LookupError):
    """A fact that a letter needs and that its writer did not give."""


class _Strict(str):
    """Django's mark for a missing variable, which refuses instead of printing nothing."""

    __slots__ = ()

    def __mod__(self, name: object) -> str:
        raise MissingFact(f"the letter needs {name}, which was not given")


def kinds() -> list[str]:
    """Every kind of letter that there is a template for, in order."""
    return sorted({path.name.split(".")[0] for path in FOLDER.glob("*.txt")})


def languages(kind: str) -> list[str]:
    """The languages in which a kind of letter can be written."""
    return sorted(path.name.split(".")[1] for path in FOLDER.glob(f"{kind}.*.txt"))


@lru_cache(maxsize=1)
def spoken() -> tuple[str, ...]:
    """The languages in which every kind of letter can be written, so that a person may choose one of them."""
    further = {language for kind in kinds() for language in languages(kind)} - {*LANGUAGES}
    return (*LANGUAGES, *sorted(each for each in further if all(each in languages(kind) for kind in kinds())))


def fingerprint(kind: str, language: str) -> str:
    """The version of a template: the first signs of its SHA-256, kept with every letter that is written from it."""
    return hashlib.sha256(_source(kind, language).encode()).hexdigest()[:12]


def language_of(kind: str, language: str) -> str:
    """The language of a letter for someone who reads this one: English where a further language has no template."""
    return language if language in LANGUAGES or (FOLDER / f"{kind}.{language}.txt").is_file() else "en"


def decides(kind: str, language: str) -> bool:
    """Whether this kind of letter tells of a decision: its text says how to appeal."""
    return re.search(r"{{\s*" + REMEDY + r"\b", _source(kind, language)) is not None


def optional(kind: str, language: str) -> frozenset[str]:
    """The facts of which a letter says nothing where they are empty."""
    return frozenset(re.findall(r"{%\s*(?:el)?if (?:not )?(\w+)", _source(kind, language)))


def written(kind: str, language: str, facts: Mapping[str, Any]) -> tuple[str, str]:
    """The title and text of a letter. Raises NoSuchLetter and MissingFact."""
    template = _template(kind, language)
    given = {name: _in_words(value, language) for name, value in facts.items() if value is not None}
    for loop in cast("list[ForNode]", template.nodelist.get_nodes_by_type(ForNode)):
        _refuse_a_loop_over_nothing(loop, given, template)
    text = _polished(template.render(Context(given, autoescape=False)), language)
    title, _, rest = text.strip().partition("\n")
    paragraphs = re.sub(r"[ \t]+\n", "\n", rest).strip()
    return title.strip(), re.sub(r"\n{3,}", "\n\n", paragraphs)


def _refuse_a_loop_over_nothing(loop: ForNode, given: Mapping[str, Any], template: Template) -> None:
    """Django goes over a missing list in silence; we do not. Names of loops around it are known."""
    name = str(getattr(loop.sequence, "token", loop.sequence)).split("|")[0].split(".")[0]
    inner = {
        one for around in cast("list[ForNode]", template.nodelist.get_nodes_by_type(ForNode)) for one in around.loopvars
    }
    if name not in given and name not in inner:
        raise MissingFact(f"the letter needs {name}, which was not given")


@lru_cache(maxsize=1)
def _engine() -> Engine:
    return Engine(dirs=[str(FOLDER.parent)], autoescape=False, string_if_invalid=cast(str, _Strict("%s")))


@lru_cache(maxsize=256)
def _source(kind: str, language: str) -> str:
    path = FOLDER / f"{kind}.{language}.txt"
    named = re.fullmatch(r"[a-z][a-z0-9-]*", kind) and re.fullmatch(r"[a-z]{2}", language)
    if not named or not path.is_file():
        raise NoSuchLetter(f"there is no letter {kind!r} in {language!r}: it would stand in {path.name}")
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _template(kind: str, language: str) -> Template:
    return Template(_source(kind, language), engine=_engine(), name=f"{kind}.{language}")


def _in_words(value: Any, language: str) -> Any:
    """Days, moments and periods as they are written in a sentence; lists item by item; the rest as it is."""
    if isinstance(value, datetime):
        local = value.astimezone(VILNIUS)
        return dates.moment(local, language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, Period):
        if language not in LANGUAGES:
            return f"{day(value.first, language)} – {day(value.last, language) if value.last else ''}".strip()
        until = f" {'iki' if language == 'lt' else 'to'} {day(value.last, language)}" if value.last else ""
        return f"{'nuo' if language == 'lt' else 'from'} {day(value.first, language)}{until}"
    if isinstance(value, Mapping):
        return {name: _in_words(inner, language) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_in_words(inner, language) for inner in value]
    return value


def day(value: date, language: str) -> str:
    """A day in a sentence, with spaces that do not break: 25 November 2026; 2026 m. lapkričio 25 d."""
    return dates.day(value, language)


def _polished(text: str, language: str) -> str:
    """One full stop where words of ours and of somebody else both end; Lithuanian numbers keep their words by them."""
    once = re.sub(r"(?<!\.)\.\.(?!\.)", ".", text)
    return dates.unbroken(once) if language == "lt" else once
