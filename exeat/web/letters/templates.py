"""Every kind of letter with its version and since when it is used; how one reads, made up or with a real file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from exeat.applications import actions as applying
from exeat.applications import queries as applications
from exeat.cases import actions as case_actions
from exeat.cases import queries as cases
from exeat.letters import queries, roads, samples, texts
from exeat.regimes import reading, vocabulary
from exeat.values.rights import Actor, Right
from exeat.web import languages
from exeat.web.guard import ActorRequest, signed_in
from exeat.web.letters.views import arranged

READERS = (Right.KEEP_REGISTER, Right.ADMINISTER, Right.CHECK_APPLICATION, Right.OPEN_CASE)
ABOUT_NO_FILE = ("entry-", "duty-", "alarm")  # letters about an entry, a shift or a search
FILES = 10  # so many files are offered, the latest first; any other is reached by its number


@dataclass(frozen=True)
class Row:
    """One kind of letter on the list, with each of its versions and the name of their language."""

    title: str
    kind: str
    versions: list[tuple[queries.VersionFacts, str]]
    since: datetime | None
    letters: int


@signed_in
@require_GET
def kinds(request: ActorRequest) -> HttpResponse:
    """Every kind of letter once, with the languages in which it is there, and its versions."""
    _reader(request.actor)
    language = get_language() or "en"
    rows = [_row(kind, found, language) for kind, found in groupby(queries.versions(), key=lambda one: one.kind)]
    return render(request, "web/letters/templates.html", {"rows": rows})


def _row(kind: str, found: Iterable[queries.VersionFacts], language: str) -> Row:
    title, _text = samples.preview(kind, texts.language_of(kind, language))
    versions = [(one, languages.named(one.language)) for one in found]
    since = min((one.since for one, _name in versions if one.since), default=None)
    return Row(title, kind, versions, since, sum(one.letters for one, _name in versions))


@signed_in
@require_GET
def preview(request: ActorRequest, kind: str, language: str) -> HttpResponse:
    """One letter, for a group under a regime with made-up facts, or filled with a real file that this actor may see.

    Filling it is a look at that file, which its person can read.
    """
    _reader(request.actor)
    regimes, groups = roads.regime_names(), roads.groups()
    regime, group = request.GET.get("regime", regimes[0]), request.GET.get("group", groups[0])
    if regime not in regimes or group not in groups or language not in texts.languages(kind):
        raise Http404
    file, real = request.GET.get("file", ""), dict[str, Any]()
    try:
        facts = samples.facts(kind, language, regime=regime, group=group)
        if file:
            real = _facts_of(file, kind, language, request.actor)
        title, text = texts.written(kind, language, facts | real)
    except texts.NoSuchLetter as unknown:
        raise Http404 from unknown
    here = get_language() or "en"
    version = next(one for one in queries.versions() if (one.kind, one.language) == (kind, language))
    shown = {
        "title": title, "blocks": arranged(text), "version": version, "regime": regime, "group": group,
        "regimes": [(name, vocabulary.said(reading.title(name), here)) for name in regimes],
        "groups": [(name, roads.named("groups", name, here)) for name in groups],
        "latest": queries.latest_of(kind, language, seen_by=request.actor),
        "files": _files(kind, request.actor), "file": file, "own_name": languages.named(language),
        "others": [(code, languages.named(code)) for code in texts.languages(kind) if code != language],
    }  # fmt: skip
    return render(request, "web/letters/template.html", shown)


def _files(kind: str, actor: Actor) -> list[str]:
    """The latest files of this actor's office from which a kind of letter can be filled."""
    if kind.startswith(ABOUT_NO_FILE):
        return []
    if kind.startswith("case-"):
        mine = cases.visible_to(actor).order_by("-opened_at", "-id")
        return [row.reference for row in mine[:FILES]] if actor.may(Right.OPEN_CASE) else []
    filed = applications.visible_to(actor, on=timezone.localdate()).order_by("-filed_at", "-id")
    return [row.reference for row in filed[:FILES]] if actor.may(Right.CHECK_APPLICATION) else []


def _facts_of(file: str, kind: str, language: str, actor: Actor) -> dict[str, Any]:
    """What a real file tells in this kind of letter; the look is recorded. Raises Http404 where it is hidden."""
    now = timezone.now()
    known: dict[str, Any]
    if kind.startswith("case-") and actor.may(Right.OPEN_CASE):
        row = cases.visible_to(actor).filter(reference=file).first()
        if row is None:
            raise Http404
        case_actions.look(file, by=actor, at=now)
        known = cases.letter_facts(row, language)
    elif not kind.startswith(("case-", *ABOUT_NO_FILE)) and actor.may(Right.CHECK_APPLICATION):
        try:
            found = applying.consult(file, by=actor, at=now)
        except applications.missing as hidden:
            raise Http404 from hidden
        known = {"file": found.reference, **applications.letter_facts(found, language=language)}
    else:
        raise Http404
    empty = texts.optional(kind, language)  # what the file says is nothing, and the letter then leaves out
    return {name: value for name, value in known.items() if name in empty or value not in (None, "", [], {})}


def _reader(actor: Actor) -> None:
    """Raise PermissionDenied for whoever has nothing to do with how letters read."""
    if not any(actor.may(right) for right in READERS):
        raise PermissionDenied("Your role does not include this page.")
