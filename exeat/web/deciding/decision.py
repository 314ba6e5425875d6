"""The decider's page: everything on one screen, then the letter as the person will read it, then the signature."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from exeat.applications import actions, queries
from exeat.letters import texts
from exeat.regimes import places
from exeat.register import queries as register
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.applications import showing, wording
from exeat.web.deciding import forms
from exeat.web.deciding.files import seen
from exeat.web.deciding.fresh import signs_afresh
from exeat.web.deciding.views import file_context
from exeat.web.guard import ActorRequest, needs
from exeat.web.templatetags.exeat import language as page_language

SALT = "exeat.decision"
TEN_MINUTES = 600


@needs(Right.DECIDE_APPLICATION)
@require_http_methods(["GET", "POST"])
def decide(request: ActorRequest, reference: str) -> HttpResponse:
    """The request, the law, the opinions, like cases and how they ended; and the decision with its reasons."""
    now = timezone.now()
    if request.method == "GET":
        try:
            actions.consult(reference, by=request.actor, at=now)
        except queries.missing as hidden:
            raise Http404 from hidden
    row = seen(request, reference)
    form = forms.Decision(request.POST if request.method == "POST" else None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        said = _said(form, row)
        verb = form.cleaned_data["decision"]
        faults = _faults(request, row, verb, said)
        if not faults:
            return _read(request, row, verb, said, form.cleaned_data["version"])
        for message in faults:
            form.add_error(None, message)
    granted, refused = queries.like_counts(row)
    language = register.plain(row.person).language
    shown = {
        **file_context(request, row),
        "form": form,
        "granted": granted,
        "refused": refused,
        "like": queries.like_cases(row)[:11],
        "blocks": forms.blocks(language),
        "earlier": [_earlier(one) for one in queries.earlier(row)],
    }
    return render(request, "web/deciding/decide.html", shown)


@needs(Right.DECIDE_APPLICATION)
@require_POST
@signs_afresh
def sign(request: ActorRequest, reference: str) -> HttpResponse:
    """Sign what was read: the same words, within ten minutes, unless somebody changed the file meanwhile."""
    row = seen(request, reference)
    try:
        kept = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=TEN_MINUTES)
    except signing.BadSignature:
        messages.error(request, gettext("The letter lay open too long. Read it again, then sign."))
        return redirect("web:work-decide", reference)
    if kept["reference"] != reference or kept["by"] != request.actor.reference:
        raise Http404
    verb, said = kept["verb"], dict(kept["said"])
    if verb == "refuse":
        for name in ("conditions", "legal_ground"):
            said.pop(name, None)
    act = actions.grant if verb == "grant" else actions.refuse
    try:
        act(reference, by=request.actor, at=timezone.now(), version=kept["version"], **said)
    except MoveRefused as refused:
        messages.error(request, showing.sentence(refused))
        return redirect("web:work-decide", row.reference)
    words = gettext("Granted. The permit has been issued and the applicant is told.")
    if row.standing:
        words = gettext("Granted. The applicant is told, and tells each trip beforehand.")
    messages.success(request, words if verb == "grant" else gettext("Refused. The applicant is told why."))
    return redirect("web:work")


def _earlier(one: queries.HistoryFacts) -> dict[str, Any]:
    """An earlier file of the same person, as a line."""
    kind, words = wording.state_of(one.kind, one.state)
    return {
        "where": ", ".join(places.country(code, page_language()) for code in one.countries),
        "period": one.period, "kind": kind, "words": words,
    }  # fmt: skip


def _said(form: forms.Decision, row: Any) -> dict[str, Any]:
    """What was written, with the conditions in the applicant's language."""
    with translation.override(register.plain(row.person).language):
        words = {key: gettext(str(label)) for key, label in _english()}
    names = ("reasons", "weighed", "departs_because", "legal_ground")
    conditions = form.written(words) if form.cleaned_data["decision"] == "grant" else []
    return {**{name: form.cleaned_data[name] for name in names}, "conditions": conditions}


def _english() -> list[tuple[str, str]]:
    with translation.override("en"):
        return [(key, str(label)) for key, label in forms.CONDITIONS]


def _faults(request: ActorRequest, row: Any, verb: str, said: dict[str, Any]) -> list[str]:
    """Why the decision cannot be taken like this; the same sentences as the action would say."""
    language = register.plain(row.person).language
    written = {name: value for name, value in said.items() if name != "conditions"}
    remedy = bool(register.remedy(request.actor.institution, language).strip())
    opened = queries.open_verbs(row, seen_by=request.actor, at=timezone.now(), remedy=remedy, **written)
    if verb not in opened:
        return [gettext("This step is not open in the present state.")]
    return [gettext(refusal.message) for refusal in opened[verb]]


def _read(request: ActorRequest, row: Any, verb: str, said: dict[str, Any], version: int) -> HttpResponse:
    """The letter as the person will read it, and the button that signs it."""
    language = register.plain(row.person).language
    by = request.actor
    row.decider, row.reasons, row.weighed = by.institution, said["reasons"], said["weighed"]
    row.conditions, row.legal_ground = said["conditions"], said["legal_ground"]
    row.decided_by_name, row.decided_at, row.permit = by.name, timezone.now(), "—"
    if by.stands_in is not None:
        row.decided_for, row.decided_order = by.stands_in.for_name, by.stands_in.order
    kind = "application-refused"
    if verb == "grant":
        kind = "application-granted-with-conditions" if said["conditions"] else "application-granted"
        kind = "standing-granted" if row.standing else kind
    title, text = texts.written(
        kind, language,
        {"number": "—", "today": timezone.localdate(), "file": row.reference,
         **queries.letter_facts(row, language=language)},
    )  # fmt: skip
    kept = {"reference": row.reference, "by": by.reference, "verb": verb, "said": said, "version": version}
    shown = {
        "row": row, "title": title, "paragraphs": [part.split("\n") for part in text.split("\n\n")],
        "letter_language": language, "kept": signing.dumps(kept, salt=SALT), "verb": verb,
    }  # fmt: skip
    return render(request, "web/deciding/sign.html", shown)
