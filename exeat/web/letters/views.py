"""The inbox and the letters in it; opening a letter is what proves that it was served."""

from __future__ import annotations

from contextlib import suppress

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from exeat.applications import queries as applications
from exeat.cases import queries as cases
from exeat.letters import actions, queries
from exeat.values.rights import Actor
from exeat.web.guard import ActorRequest, signed_in
from exeat.web.regimes.addresses import deciding


@signed_in
@require_GET
def inbox(request: ActorRequest) -> HttpResponse:
    """The letters to this person, or to the institution for which they act in this role."""
    return render(request, "web/letters/inbox.html", {"letters": queries.inboxes(request.actor)})


@signed_in
@require_GET
def letter(request: ActorRequest, reference: str) -> HttpResponse:
    """One letter, as it can be printed; the first time it is opened is recorded as the time of service."""
    try:
        found = queries.letter(reference, seen_by=request.actor)
    except queries.NoLetter as unknown:
        raise Http404 from unknown
    if found.opened_at is None:
        actions.open_letter(reference, by=request.actor, at=timezone.now())
        found = queries.letter(reference, seen_by=request.actor)
    context = {"letter": found, "blocks": blocks(found), "law": law_of(found, request.actor)}
    return render(request, "web/letters/letter.html", context)


def law_of(letter: queries.LetterFacts, actor: Actor) -> list[tuple[str, str]]:
    """The provisions that the matter of a letter rests on, each with the place where it is read as it was applied."""
    language = (get_language() or "en")[:2]
    with suppress(applications.missing):
        row = applications.file(letter.subject, seen_by=actor, on=timezone.localdate())
        return deciding(row.outcome.get("outcome", {}).get(language, {}))
    case = cases.visible_to(actor).filter(reference=letter.subject).first()
    return deciding(case.outcome.get(language, {})) if case else []


def blocks(letter: queries.LetterFacts) -> list[tuple[str, list[str]]]:
    """The text as paragraphs and lists: a run of lines that begin with "- " is a list."""
    return arranged(letter.text)


def arranged(text: str) -> list[tuple[str, list[str]]]:
    """A text as paragraphs and lists, in order."""
    found: list[tuple[str, list[str]]] = []
    for lines in (block.split("\n") for block in text.split("\n\n") if block):
        for line in lines:
            kind = "list" if line.startswith("- ") else "text"
            if found and found[-1][0] == kind and line is not lines[0]:
                found[-1][1].append(line.removeprefix("- "))
            else:
                found.append((kind, [line.removeprefix("- ")]))
    return found
