"""One article of a regime at an address that stays: its text, its wordings over time, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from exeat.regimes import NoSuchRegime, Rulebook, keeping, rulebook, words
from exeat.regimes.outcome import Citation
from exeat.regimes.releases import fingerprint
from exeat.regimes.shapes import KINDS, said
from exeat.web import wording
from exeat.web.guard import ActorRequest, public
from exeat.web.regimes import articles, library, marking, resting, times
from exeat.web.regimes.addresses import of_article

NAMED = {
    "binds": "categories", "to": "destinations", "by": "procedures", "also": "procedures",
    "application.ground": "grounds",
}  # fmt: skip  # by which keys of its wording a provision names other articles
KEPT = ("provisions", "categories", "destinations", "grounds", "procedures", "duties", "breaches")  # by an outcome
KEPT_SINCE = ("procedures", "duties", "breaches")  # not by what an Exeat from before 26 November 2026 decided


@dataclass(frozen=True)
class Past:
    """One wording of the article, its words marked beside those of the wording before it."""

    shown: marking.MarkedArticle
    first: date
    current: bool
    examples: list[articles.Case]
    law: str  # its fingerprint, as answers and decisions keep it


@public
@require_GET
def article(request: HttpRequest, name: str, on: date, place: str) -> HttpResponse:
    """An article as it reads on a day; every wording it had; examples, and how many outcomes rest on it."""
    try:
        book = rulebook(name)
    except NoSuchRegime as unknown:
        raise Http404 from unknown
    kind, _, called = place.partition(".")
    if kind not in KINDS or called not in getattr(book, kind):
        raise Http404
    language = (get_language() or "en")[:2]
    reader = articles.Reader(book, on, language, keeping.checked(name, library.kept()).examples)
    part = getattr(book, kind)[called]
    number = list(getattr(book, kind)).index(called) + 1
    past = wordings(reader, kind, called)
    context = {
        "page": {"name": name, "title": said(book.title, language), "status": articles.status(book)},
        "heading": articles.headings()[kind],
        "article": reader.article(kind, called, number),
        "day": on,
        "address": of_article(name, on, kind, called),
        "past": past,
        "cited": citations(book, part, on, language),
        "near": near(book, kind, called, on, language),
        "picture": times.picture([times.row(part, called, language)], day=on, today=timezone.localdate()),
        "outcomes": outcomes(request, kind, [each.law for each in past]),
        "kept_since": kind in KEPT_SINCE,
        "land": wording.country(book.jurisdiction, language) if book.jurisdiction != library.NOWHERE else "",
    }
    return render(request, "web/regimes/article.html", context)


def outcomes(request: HttpRequest, kind: str, law: Sequence[str]) -> list[resting.Outcomes]:
    """What rests on the wordings of an article; nothing is told of kinds of which outcomes keep no fingerprint."""
    if kind not in KEPT:
        return []
    return resting.outcomes(law, actor=cast(ActorRequest, request).actor, on=timezone.localdate())


def wordings(reader: articles.Reader, kind: str, name: str) -> list[Past]:
    """Every wording of an article, the latest first, each marked beside the one before it."""
    found: list[Past] = []
    earlier: articles.Article | None = None
    part = getattr(reader.book, kind)[name]
    for each in part.wordings:
        last = each.until - timedelta(days=1) if each.until else None
        now = articles.Article(
            anchor=each.in_force.isoformat(),
            title=wording.span(each.in_force, last, reader.language),
            lines=articles.Reader(reader.book, each.in_force, reader.language, ()).lines(kind, each),
            cites=[words.citation(reader.book, text, reader.language).words for text in each.cite],
            when="",
            in_force=True,
        )
        law = f"{reader.book.regime}@{fingerprint(reader.book.regime, kind, name, each)}"
        shown = marking.beside(earlier, now)
        found.append(Past(shown, each.in_force, each is part.on(reader.on), reader.resting_on.get(law, []), law))
        earlier = now
    return found[::-1]


def citations(book: Rulebook, part: Any, on: date, language: str) -> list[Citation]:
    """The sources of the wording of a day in words, with how each is known."""
    return words.citations(book, (part.on(on) or part.wordings[0]).cite, language)


def near(book: Rulebook, kind: str, name: str, on: date, language: str) -> list[tuple[str, str]]:
    """The articles that this one names, or that name it, on a day: what each is called and its address."""
    found: dict[tuple[str, str], None] = {}
    for provision, part in book.provisions.items():
        named = dict.fromkeys(_named((part.on(on) or part.wordings[0]).model_dump(by_alias=True)))
        if (kind, name) == ("provisions", provision):
            found |= named
        elif (kind, name) in named:
            found["provisions", provision] = None
    label = articles.Reader(book, on, language, ()).label
    return [
        (label(getattr(book, other)[each], each), of_article(book.regime, on, other, each))
        for other, each in found
        if each in getattr(book, other)
    ]


def _named(data: Any) -> Iterator[tuple[str, str]]:
    """Each kind and name of an article that a wording names."""
    if isinstance(data, list):
        for each in data:
            yield from _named(each)
    elif isinstance(data, dict):
        for key, value in data.items():
            texts = [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]
            if key in NAMED:
                yield from ((NAMED[key], each) for each in texts)
            else:
                yield from _named(value)
