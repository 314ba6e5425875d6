"""Every kind of letter with its version and since when it is used; how one reads, with made-up facts or real ones."""

from __future__ import annotations

from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from exeat.letters import queries, roads, samples, texts
from exeat.regimes import reading, vocabulary
from exeat.values.rights import Actor, Right
from exeat.web.guard import ActorRequest, signed_in
from exeat.web.letters.views import arranged

READERS = (Right.KEEP_REGISTER, Right.ADMINISTER, Right.CHECK_APPLICATION, Right.OPEN_CASE)


@signed_in
@require_GET
def kinds(request: ActorRequest) -> HttpResponse:
    """Every kind of letter in every language, with its version."""
    _reader(request.actor)
    language = get_language() or "en"
    rows = [
        (samples.preview(kind, texts.language_of(kind, language))[0], list(found))
        for kind, found in groupby(queries.versions(), key=lambda one: one.kind)
    ]
    return render(request, "web/letters/templates.html", {"rows": rows})


@signed_in
@require_GET
def preview(request: ActorRequest, kind: str, language: str) -> HttpResponse:
    """One letter with made-up facts, for a group under a regime; the latest real one is a step away, where one may."""
    _reader(request.actor)
    regimes, groups = roads.regime_names(), roads.groups()
    regime, group = request.GET.get("regime", regimes[0]), request.GET.get("group", groups[0])
    if regime not in regimes or group not in groups:
        raise Http404
    try:
        title, text = samples.preview(kind, language, regime=regime, group=group)
    except texts.NoSuchLetter as unknown:
        raise Http404 from unknown
    here = get_language() or "en"
    version = next(one for one in queries.versions() if (one.kind, one.language) == (kind, language))
    shown = {
        "title": title, "blocks": arranged(text), "version": version, "regime": regime, "group": group,
        "regimes": [(name, vocabulary.said(reading.title(name), here)) for name in regimes],
        "groups": [(name, roads.named("groups", name, here)) for name in groups],
        "latest": queries.latest_of(kind, language, seen_by=request.actor),
    }  # fmt: skip
    return render(request, "web/letters/template.html", shown)


def _reader(actor: Actor) -> None:
    """Raise PermissionDenied for whoever has nothing to do with how letters read."""
    if not any(actor.may(right) for right in READERS):
        raise PermissionDenied("Your role does not include this page.")
