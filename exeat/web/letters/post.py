"""The post of a day: the letters that reach nobody by e-mail, printed in one file, marked as posted, taken back."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import weasyprint
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from exeat.letters import actions, queries
from exeat.permits.sheet import Closed
from exeat.register import queries as register
from exeat.values.moves import MoveRefused
from exeat.web.applications import showing
from exeat.web.guard import ActorRequest, signed_in
from exeat.web.letters.sent import office
from exeat.web.letters.views import blocks

TAGGED = "pdf/ua-1"


@signed_in
@require_GET
def day(request: ActorRequest) -> HttpResponse:
    """What has to go by post now, and what went today."""
    office(request.actor)
    waiting = queries.sent(request.actor, state="to_post")
    posted = queries.posted_since(request.actor, _midnight())
    names = register.names({row.to for row in [*waiting, *posted]})
    shown = {
        "waiting": [(row, names.get(row.to, row.to)) for row in waiting],
        "posted": [(row, names.get(row.to, row.to)) for row in posted],
    }
    return render(request, "web/letters/post.html", shown)


@signed_in
@require_POST
def printed(request: ActorRequest) -> HttpResponse:
    """One file with every letter that was listed, behind a sheet that says how many pages each has."""
    office(request.actor)
    now = timezone.now()
    try:
        letters = [actions.print_out(one, by=request.actor, at=now) for one in request.POST.getlist("letter")]
    except queries.NoLetter as unknown:
        raise Http404 from unknown
    if not letters:
        return redirect("web:letters-post")
    response = HttpResponse(_file(letters, now), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="post.pdf"'
    return response


@signed_in
@require_POST
def done(request: ActorRequest) -> HttpResponse:
    """The listed letters are in the post."""
    office(request.actor)
    try:
        number = actions.mark_posted(request.POST.getlist("letter"), by=request.actor, at=timezone.now())
    except queries.NoLetter as unknown:
        raise Http404 from unknown
    except MoveRefused as refused:
        messages.error(request, showing.sentence(refused))
    else:
        said = ngettext("%(n)d letter is marked as posted.", "%(n)d letters are marked as posted.", number)
        messages.success(request, said % {"n": number})
    return redirect("web:letters-post")


@signed_in
@require_POST
def undo(request: ActorRequest, reference: str) -> HttpResponse:
    """The letter was not posted after all."""
    office(request.actor)
    try:
        actions.take_back_posting(reference, by=request.actor, at=timezone.now())
    except queries.NoLetter as unknown:
        raise Http404 from unknown
    except MoveRefused as refused:
        messages.error(request, showing.sentence(refused))
    else:
        messages.success(request, _("Taken back: the letter waits for the post again."))
    return redirect("web:letters-post")


def _midnight() -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(), time.min))


def _file(letters: list[queries.LetterFacts], now: datetime) -> bytes:
    """The letters as one tagged PDF (PDF/UA-1), each from a page of its own, its address where a window shows it."""
    names, houses = register.names({one.to for one in letters}), register.names_of_institutions()
    places, here = register.post_addresses(names), get_language() or "en"
    drawn: list[Any] = []
    for one in letters:
        house = houses.get(one.house, {}).get("lt" if one.language == "lt" else "en", "")
        address = [names.get(one.to, one.to), *places.get(one.to, [house] if house else [])]
        facts = {"letter": one, "blocks": blocks(one), "address": address, "house": house}
        drawn.append(_pages("web/letters/envelope.html", facts))
    listed = [(one, names.get(one.to, one.to), len(pages.pages)) for one, pages in zip(letters, drawn, strict=True)]
    total = sum(number for *_rest, number in listed)
    cover = _pages("web/letters/cover.html", {"listed": listed, "total": total, "language": here, "now": now})
    languages = [one.language for one, _, number in listed for _ in range(number)]
    whole: bytes = cover.copy([page for each in [cover, *drawn] for page in each.pages]).write_pdf(
        pdf_variant=TAGGED, finisher=lambda _document, pdf: _tell_languages(pdf, languages)
    )
    return whole


def _tell_languages(pdf: Any, languages: list[str]) -> None:
    """Mark in which language each page of a letter is read aloud; the document itself is in that of the cover."""
    pages = [found for found in pdf.objects if isinstance(found, dict) and found.get("S") == "/Art"]
    for page, language in zip(pages, languages, strict=True):
        page["Lang"] = f"({language})"


def _pages(template: str, facts: dict[str, Any]) -> Any:
    """A page of ours, laid out, that takes nothing from outside."""
    document: Any = weasyprint.HTML  # the library has no types
    closed: Any = Closed
    return document(string=render_to_string(template, facts), url_fetcher=closed()).render(pdf_variant=TAGGED)
