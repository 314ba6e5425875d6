"""Permits: the holder's own with its code and sheet, the institution's list, and taking one back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from exeat.applications import queries as applications
from exeat.permits import actions, codes, policy, queries
from exeat.permits.policy import PermitFacts, State
from exeat.travel import queries as travel
from exeat.values.rights import Right
from exeat.web import wording
from exeat.web.deciding.fresh import signs_afresh
from exeat.web.guard import ActorRequest, needs, signed_in
from exeat.web.permits import forms

KINDS = {State.VALID: "go", State.NOT_YET: "go", State.EXPIRED: "", State.REVOKED: "stop"}
USABLE = frozenset({State.VALID, State.NOT_YET})


@signed_in
@require_GET
def permits(request: ActorRequest) -> HttpResponse:
    """A traveller's own permits; for whoever may take permits back, those of the institution that stand."""
    today, actor = timezone.localdate(), request.actor
    if actor.may(Right.TRAVEL):
        mine = [_shown(facts, today) for facts in queries.of(actor.reference)]
        return render(request, "web/permits/own.html", {"permits": mine})
    if not actor.may(Right.REVOKE_PERMIT):
        raise Http404
    standing = [_shown(row.facts(), today) for row in queries.in_force(seen_by=actor, on=today)]
    return render(request, "web/permits/standing.html", {"permits": standing})


@needs(Right.TRAVEL)
@require_GET
def permit(request: ActorRequest, number: str) -> HttpResponse:
    """The holder's permit: where, when, the code while it can be used, and what to do before, during and after."""
    facts = _own(request, number)
    shown = _shown(facts, timezone.localdate())
    try:
        content = queries.content(number, seen_by=request.actor)
    except queries.Erased as erased:
        raise Http404 from erased
    usable = shown["state"] in USABLE
    token = queries.token(number, seen_by=request.actor)
    picture = codes.svg(token, label=gettext("QR code with the signed journey"))
    page = shown | {
        "content": content,
        "usable": usable,
        "closed": travel.closed_on_the_way(
            facts.countries,
            first=facts.period.first,
            last=facts.period.last or facts.period.first,
            institution=facts.institution,
        ),
        "slips": _slips(facts.application),
        "told": applications.told_as(facts.application),
        "token": token,
        "code": mark_safe(picture) if usable else "",  # noqa: S308  # drawn by us from the sealed text
    }
    return render(request, "web/permits/permit.html", page)


@needs(Right.TRAVEL)
@require_GET
def sheet(request: ActorRequest, number: str) -> HttpResponse:
    """The sheet for printing, while the permit can be used."""
    _usable(request, number)
    return _file(queries.sheet_pdf(number, seen_by=request.actor), "application/pdf", "journey-sheet.pdf")


@needs(Right.TRAVEL)
@require_GET
def code(request: ActorRequest, number: str) -> HttpResponse:
    """The code alone as a picture for a telephone, while the permit can be used."""
    _usable(request, number)
    return _file(codes.png(queries.token(number, seen_by=request.actor)), "image/png", "code.png")


@needs(Right.REVOKE_PERMIT)
@require_http_methods(["GET", "POST"])
def revoke(request: ActorRequest, number: str) -> HttpResponse:
    """Take a permit back, with reasons that go to its holder."""
    row = queries.visible_to(request.actor).filter(number=number).first()
    if row is None:
        raise Http404
    form = forms.Revoke(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _take_back(request, row.facts(), form)
    return _asked_why(request, row.facts(), form)


@signs_afresh
def _take_back(request: ActorRequest, facts: PermitFacts, form: forms.Revoke) -> HttpResponse:
    """Taking a permit back is signed as giving it is: with a fresh touch."""
    try:
        actions.revoke(facts.number, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now(), tell=True)
    except policy.MoveRefused as refused:
        for refusal in refused.refusals:
            form.add_error(None, gettext(refusal.message))
        return _asked_why(request, facts, form)
    messages.success(request, gettext("The permit is revoked. Its holder has been written to."))
    return redirect("web:permits")


def _asked_why(request: ActorRequest, facts: PermitFacts, form: forms.Revoke) -> HttpResponse:
    return render(request, "web/permits/revoke.html", _shown(facts, timezone.localdate()) | {"form": form})


def _own(request: ActorRequest, number: str) -> PermitFacts:
    """The permit, if it is that of whoever asks. Raises Http404."""
    found = [facts for facts in queries.of(request.actor.reference) if facts.number == number]
    if not found:
        raise Http404
    return found[0]


def _usable(request: ActorRequest, number: str) -> None:
    """Raise Http404 for a permit that is not the asker's, or of which nothing is left to carry."""
    if _own(request, number).state(timezone.localdate()) not in USABLE:
        raise Http404


def _shown(facts: PermitFacts, today: date) -> dict[str, Any]:
    """A permit as a page shows it."""
    language = (get_language() or "en")[:2]
    state = facts.state(today)
    return {
        "permit": facts,
        "state": state,
        "kind": KINDS[state],
        "state_words": _state_words()[state],
        "where": ", ".join(wording.place(place, language) for place in facts.countries),
        "first": facts.period.first,
        "last": facts.period.last,
    }


def _slips(application: str) -> dict[str, Any]:
    """What may turn out a little otherwise without a new decision, in sentences, with the rule that says so."""
    found = applications.slips(application)
    said = []
    if found.days_before:
        n = found.days_before
        said.append(
            ngettext(
                "You may leave up to %(n)s day earlier without a new decision.",
                "You may leave up to %(n)s days earlier without a new decision.",
                n,
            )
            % {"n": n}
        )
    if found.days_after:
        n = found.days_after
        said.append(
            ngettext(
                "You may come back up to %(n)s day later without a new decision.",
                "You may come back up to %(n)s days later without a new decision.",
                n,
            )
            % {"n": n}
        )
    if found.any_point:
        said.append(gettext("You may cross the border at another point than the one named."))
    return {"said": said, "cite": found.cite}


def _state_words() -> dict[State, str]:
    return {
        State.NOT_YET: gettext("Not valid yet"),
        State.VALID: gettext("Valid now"),
        State.EXPIRED: gettext("No longer valid"),
        State.REVOKED: gettext("Revoked"),
    }


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    """A download with a name that says nothing."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
