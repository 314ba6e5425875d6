"""What the check finds about a regime, as its page tells it: findings in words, each with its place on the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exeat.regimes import Rulebook, keeping
from exeat.regimes.findings import unchecked
from exeat.regimes.shapes import said
from exeat.web.regimes.articles import Group

WEIGHTS = {"error": _("Must be mended"), "warning": _("Look at this"), "information": _("To know")}
TAGS = {"error": "stop", "warning": "ask", "information": "unknown"}


@dataclass(frozen=True)
class Shown:
    """One finding: how much it matters, in which article it is, what it is."""

    weight: str | Promise
    tag: str
    anchor: str
    title: str
    words: str


def findings(
    book: Rulebook, checked: keeping.Checked, groups: Iterable[Group], *, today: date, language: str
) -> list[Shown]:
    """Every finding, the weightiest first, and last what was not compared with its source for a year."""
    titles = {article.anchor: article.title for group in groups for article in group.articles}
    found = [(each.weight, each.place, said(each.words, language)) for each in checked.findings]
    found += [(each.weight, each.place, each.words(language)) for each in unchecked(book, today)]
    shown = []
    for weight, place, words in found:
        anchor = ".".join(place.split(".")[:2])
        title = titles.get(anchor, "")
        shown.append(Shown(WEIGHTS[weight], TAGS[weight], anchor if title else "", title, f"{words.rstrip('.')}."))
    return shown
