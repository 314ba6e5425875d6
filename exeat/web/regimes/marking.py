"""Two texts of a regime compared in place: what was added and what was taken away, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from exeat.web.regimes.articles import Article, Page

LITTLE_LEFT = 0.4  # when less than this is common, whole sentences read better than single words


@dataclass(frozen=True)
class Piece:
    """Some words that stay (`same`), were added (`ins`) or taken away (`del`)."""

    kind: str
    text: str


@dataclass(frozen=True)
class MarkedLine:
    """One line of an article, in pieces."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True)
class MarkedArticle:
    """An article with its lines marked; `kind` says whether the whole of it is new or gone."""

    article: Article
    kind: str
    lines: list[MarkedLine]
    when: list[Piece]

    @property
    def changed(self) -> bool:
        """Whether anything in it differs."""
        pieces = [*self.when, *(piece for line in self.lines for piece in line.pieces)]
        return self.kind != "same" or any(piece.kind != "same" for piece in pieces)


@dataclass(frozen=True)
class MarkedGroup:
    """Articles of one kind."""

    title: str
    articles: list[MarkedArticle]


def pieces(old: str, new: str) -> list[Piece]:
    """The words of two texts, marked; nothing is marked where they are equal."""
    if old == new:
        return [Piece("same", new)] if new else []
    a, b = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    compared = SequenceMatcher(None, [word.strip(" ,;.") for word in a], [word.strip(" ,;.") for word in b], False)
    if compared.ratio() < LITTLE_LEFT:
        return [Piece(kind, text) for kind, text in (("del", old), ("ins", new)) if text]
    found: list[Piece] = []
    for kind, i, j, k, m in compared.get_opcodes():
        gone, come = "".join(a[i:j]), "".join(b[k:m])
        if kind == "equal":
            found.append(Piece("same", come))
            continue
        found += [Piece(mark, text) for mark, text in (("del", gone), ("ins", come)) if text]
    return found


def marked(old: Page | None, new: Page) -> list[MarkedGroup]:
    """The articles of the newer text, with those of the older one that are gone; unmarked without an older text."""
    if old is None:
        return [MarkedGroup(group.title, [_same(each) for each in group.articles]) for group in new.groups]
    titles = list(dict.fromkeys([group.title for group in new.groups] + [group.title for group in old.groups]))
    return [MarkedGroup(title, _articles(_of(old, title), _of(new, title))) for title in titles]


def beside(old: Article | None, new: Article) -> MarkedArticle:
    """One article beside an earlier wording of it; unmarked where there is none."""
    return _same(new) if old is None else _both(old, new)


def _of(page: Page, title: str) -> Sequence[Article]:
    return next((group.articles for group in page.groups if group.title == title), [])


def _same(article: Article) -> MarkedArticle:
    lines = [MarkedLine(label, [Piece("same", text)]) for label, text in article.lines]
    return MarkedArticle(article, "same", lines, [Piece("same", article.when)])


def _articles(old: Sequence[Article], new: Sequence[Article]) -> list[MarkedArticle]:
    before, now = {each.anchor: each for each in old}, {each.anchor: each for each in new}
    found = [_both(before[name], each) if name in before else _whole(each, "ins") for name, each in now.items()]
    return found + [_whole(each, "del") for name, each in before.items() if name not in now]


def _whole(article: Article, kind: str) -> MarkedArticle:
    lines = [MarkedLine(label, [Piece(kind, text)]) for label, text in article.lines]
    return MarkedArticle(article, kind, lines, [Piece(kind, article.when)])


def _both(old: Article, new: Article) -> MarkedArticle:
    lines = [MarkedLine(each[0], pieces(_line(old, each), _line(new, each))) for each in _labels(old, new)]
    return MarkedArticle(new, "same", lines, pieces(old.when, new.when))


def _labels(old: Article, new: Article) -> list[tuple[str, int]]:
    """Each label with its count, since an article may have several lines of one name."""
    found: dict[tuple[str, int], None] = {}
    for article in (new, old):
        seen: dict[str, int] = {}
        for label, _text in article.lines:
            seen[label] = seen.get(label, 0) + 1
            found[(label, seen[label])] = None
    return list(found)


def _line(article: Article, wanted: tuple[str, int]) -> str:
    same = [text for label, text in article.lines if label == wanted[0]]
    return same[wanted[1] - 1] if len(same) >= wanted[1] else ""
