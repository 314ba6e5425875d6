"""What a person does about a trip: apply, give notice, ask urgently, answer, withdraw, see where it stands."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from exeat.applications import actions, papers, policy, queries
from exeat.applications.parts import Part
from exeat.letters import queries as letters
from exeat.register import queries as register
from exeat.travel import queries as travel
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.applications import changes, forms, further, people, showing, stages, standing, wording
from exeat.web.guard import ActorRequest, needs, signed_in
from exeat.web.templatetags.exeat import language
from exeat.web.travel import closed

DRAFT = "X-Draft"  # what a script sends while someone types


@needs(Right.TRAVEL)
@require_GET
def listed(request: ActorRequest) -> HttpResponse:
    """One's own applications and notices, the latest first."""
    rows = [showing.Line(row) for row in queries.mine(request.actor)]
    return render(request, "web/applications/list.html", {"rows": rows})


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    """Where, when and why: from this the rules say what is asked, before anything else is typed."""
    form = forms.Trip(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.begin(
                kind=policy.Kind.APPLICATION, parts=[form.part()], reason=form.cleaned_data["reason"],
                by=request.actor, at=timezone.now(),
            )  # fmt: skip
            asked = queries.asked(row, on=timezone.localdate())
            if asked.requires == "notice":
                actions.change(row.reference, kind=policy.Kind.NOTICE, by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            return redirect("web:application-fill", row.reference)
    return _asks(request, form)


@csrf_exempt  # changes nothing, and the page of the answer sends no referrer by which its form could be known
@needs(Right.TRAVEL)
@require_POST
def from_answer(request: ActorRequest) -> HttpResponse:
    """The same form, with what was answered on "May I go?" written into it. Nothing is kept until it is sent on."""
    return _asks(request, forms.Trip(initial=forms.answered(request.POST)))


def _asks(request: ActorRequest, form: forms.Trip) -> HttpResponse:
    handled = queries.handling(request.actor.reference, kind=policy.Kind.APPLICATION, on=timezone.localdate())
    return render(request, "web/applications/new.html", {"form": form, "standing": bool(handled.standing)})


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def fill(request: ActorRequest, reference: str) -> HttpResponse:
    """What the rules ask of this trip, and the few things that the reason calls for; saved as a draft."""
    row = _own(request, reference)
    if row.state not in {"draft", "returned"}:
        return redirect("web:application", reference)
    given = {name: getattr(row, name) for name in ("particulars", "relation", "not_from_here", "phone")}
    shown = _asked(row)
    initial = {**given, **_answers(row), "evidence_follows_on": row.evidence_follows_on}
    wanted = queries.called_for(row, requires=shown["asked"].requires)
    form = forms.Details(
        request.POST if request.method == "POST" else None, initial=initial, reason=row.reason,
        notice=row.kind == policy.Kind.NOTICE, wanted=wanted,
    )  # fmt: skip
    if request.method == "POST" and (form.is_valid() or DRAFT in request.headers):
        try:
            _save(request, row, form)
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            if DRAFT in request.headers:
                return HttpResponse(status=204)
            return redirect("web:application-send" if row.state == "draft" else "web:application", reference)
    return render(request, "web/applications/fill.html", {"form": form, **shown, "row": row})


def _save(request: ActorRequest, row: Any, form: forms.Details) -> None:
    """Write down what was typed so far; what cannot be read yet waits until it is sent. Raises MoveRefused."""
    said = dict(form.cleaned_data)
    relative = said.pop("relative", "")
    answers = {name: said.pop(name) for name in forms.FURTHER if name in said}
    said["answers"] = {**row.answers, **answers}
    actions.change(row.reference, by=request.actor, at=timezone.now(), **said)
    if relative:
        actions.name_relative(row.reference, name=relative, by=request.actor, at=timezone.now())


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def add_part(request: ActorRequest, reference: str) -> HttpResponse:
    """Write the parts of the trip in full: places, transport, crossing points, further countries."""
    row = _own(request, reference)
    if row.state not in {"draft", "returned"}:
        return redirect("web:application", reference)
    legs = list(row.legs.order_by("position"))
    if request.method == "POST" and "drop" in request.POST:
        return _drop(request, row, [_part(leg) for leg in legs])
    form = forms.PartForm(request.POST if request.method == "POST" else None, initial=_initial(request, legs))
    if request.method == "POST" and form.is_valid():
        parts = [_part(leg) for leg in legs]
        which = request.POST.get("which", "")
        if which.isdigit() and 1 <= int(which) <= len(parts):
            parts[int(which) - 1] = form.part()
        else:
            parts.append(form.part())
        try:
            actions.change(reference, parts=parts, by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            return redirect("web:application-fill" if row.state == "draft" else "web:application", reference)
    which = request.POST.get("which") or request.GET.get("which", "")
    shown = {"form": form, "row": row, "which": which, "may_drop": which and len(legs) > 1}
    return render(request, "web/applications/part.html", shown)


def _drop(request: ActorRequest, row: Any, parts: list[Part]) -> HttpResponse:
    """Leave one part of the trip out; the last one stays."""
    which = request.POST.get("which", "")
    if which.isdigit() and 1 <= int(which) <= len(parts) and len(parts) > 1:
        del parts[int(which) - 1]
        try:
            actions.change(row.reference, parts=parts, by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            messages.error(request, showing.sentence(refused))
    return redirect("web:application-fill" if row.state == "draft" else "web:application", row.reference)


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def send(request: ActorRequest, reference: str) -> HttpResponse:
    """Read once more what will be sent, add documents, declare that it is true, send."""
    if request.method == "POST" and queries.draft_is_gone(reference):
        messages.info(
            request, gettext("This draft is there no longer: it was sent, or thrown away. See what you have.")
        )
        return redirect("web:applications")
    row = _own(request, reference)
    if row.state != "draft":
        return redirect("web:application", reference)
    form = forms.Declaration(request.POST if request.method == "POST" and "send" in request.POST else None)
    if request.method == "POST" and "discard" in request.POST:
        actions.discard(reference, by=request.actor, at=timezone.now())
        messages.success(request, gettext("The draft has been thrown away."))
        return redirect("web:home")
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.submit(reference, declared=True, by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            messages.success(request, gettext("Sent. The receipt lies among your letters."))
            return redirect("web:application", row.reference)
    shown = {
        "form": form, "paper": forms.Paper(), "row": row, "line": showing.Line(row),
        "people": people.summary(row), "further": further.told(row), **_asked(row),
    }  # fmt: skip
    return render(request, "web/applications/send.html", shown)


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def urgent(request: ActorRequest) -> HttpResponse:
    """Three questions when hours matter. Applying is not enough, and the page says so."""
    form = forms.Urgent(request.POST or None)
    terms = queries.handling(request.actor.reference, kind="application", on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            row = actions.begin(
                kind=policy.Kind.APPLICATION, parts=[form.part()], reason=said["reason"], phone=said["phone"],
                urgent=True, by=request.actor, at=timezone.now(),
            )  # fmt: skip
            row = actions.submit(row.reference, declared=True, by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            return redirect("web:application", row.reference)
    return render(request, "web/applications/urgent.html", {"form": form, "terms": terms, "ring": _ring(request)})


def _ring(request: ActorRequest) -> str:
    """The telephone of whoever takes urgent calls now; else the one that the institution gives."""
    now = timezone.now()
    house = register.primary_institution(request.actor.reference, timezone.localdate())
    if not house:
        return ""
    shift = queries.on_duty(house, "calls", at=now)
    return shift.phone if shift else register.institution(house).urgent_phone


@needs(Right.TRAVEL)
@require_GET
def application(request: ActorRequest, reference: str) -> HttpResponse:
    """Where it stands, whose turn it is, by when, and what comes then."""
    row = _own(request, reference)
    if row.state == "draft":
        return redirect("web:application-fill", reference)
    now = timezone.now()
    line = showing.Line(row)
    pending = next((one for one in row.rounds.all() if one.resumed_at is None), None)
    opened = queries.open_verbs(row, seen_by=request.actor, at=now)
    shown = {
        "row": row,
        "line": line,
        "legs": showing.legs(row),
        "told": wording.told(row.outcome, language()),
        "clock": queries.clocks(row, at=now),
        "stages": stages.of(
            row,
            on=timezone.localdate(),
            back=travel.is_back(reference),
            reported=travel.report_on(reference) is not None,
        ),
        "round": pending,
        "answer": forms.Answer(),
        "paper": forms.Paper() if _may_add(request, row) else None,
        "papers": [paper for paper in row.evidence.all() if paper.erased_at is None],
        "provisional": queries.provisional_of(row),
        "silences": list(row.silences.all()),
        "choices": changes.choices(request, row),
        "people": people.summary(row),
        "further": further.told(row),
        "may_name": row.state not in policy.FINAL or queries.trip(reference) is not None,
        "may_withdraw": not opened.get("withdraw", ("no",)),
        "letters": [one for one in letters.about(reference) if one.to == row.person],
        "terms": row.outcome.get("asked", {}),
        "trip": queries.trip(reference),
        "closed": closed.to_file(row, on=timezone.localdate()),
        **standing.of_file(row),
        "owed": [one for one in travel.owed_by(row.person, on=timezone.localdate()) if one.application == reference],
    }
    return render(request, "web/applications/application.html", shown)


@needs(Right.TRAVEL)
@require_POST
def answer(request: ActorRequest, reference: str) -> HttpResponse:
    """Answer the questions of a return; the clock runs on."""
    _own(request, reference)
    form = forms.Answer(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Write an answer first. If you cannot get a document, write why."))
        return redirect("web:application", reference)
    return _done(
        request, reference, _("Your answer has been sent."),
        lambda: actions.answer(reference, text=form.cleaned_data["text"], by=request.actor, at=timezone.now()),
    )  # fmt: skip


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def withdraw(request: ActorRequest, reference: str) -> HttpResponse:
    """Take it back, after being asked once."""
    row = _own(request, reference)
    if request.method == "GET":
        return render(request, "web/applications/withdraw.html", {"row": row, "line": showing.Line(row)})
    return _done(
        request, reference, _("Withdrawn."), lambda: actions.withdraw(reference, by=request.actor, at=timezone.now())
    )


@needs(Right.TRAVEL)
@require_POST
def add_document(request: ActorRequest, reference: str) -> HttpResponse:
    """Add a document; it is looked at by its content and kept encrypted."""
    row = _own(request, reference)
    form = forms.Paper(request.POST, request.FILES)
    there = "web:application-send" if row.state == "draft" else "web:application"
    if not form.is_valid():
        messages.error(request, gettext("Choose a file first."))
        return redirect(there, reference)
    paper = form.cleaned_data["paper"]
    try:
        actions.add_evidence(
            reference, name=paper.name, content=paper.read(papers.LARGEST + 1), by=request.actor, at=timezone.now()
        )
    except papers.Unfit as unfit:
        messages.error(request, gettext(unfit.message))
    except MoveRefused as refused:
        messages.error(request, showing.sentence(refused))
    else:
        messages.success(request, gettext("The document has been added."))
    return redirect(there, reference)


@signed_in
@require_GET
def document(request: ActorRequest, reference: str, token: str) -> HttpResponse:
    """A document as a download, never opened in the page; a look by others leaves a trace."""
    try:
        paper, content = actions.fetch_evidence(reference, token, by=request.actor, at=timezone.now())
    except (MoveRefused, LookupError, queries.missing) as hidden:
        raise Http404 from hidden
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{paper.token[:8]}.{papers.KINDS[paper.content_type]}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "no-store"
    return response


def _own(request: ActorRequest, reference: str) -> Any:
    """One's own file, or no such page."""
    try:
        return queries.file(reference, seen_by=request.actor, on=timezone.localdate())
    except queries.missing as hidden:
        raise Http404 from hidden


def _may_add(request: ActorRequest, row: Any) -> bool:
    about = queries.facts_of(row, at=timezone.now())
    return policy.may_add_evidence(request.actor, row.state, about, awaited=row.evidence_follows_on is not None) is None


def _done(request: ActorRequest, reference: str, words: Any, act: Any) -> HttpResponse:
    """Take one step and say how it went."""
    try:
        act()
    except MoveRefused as refused:
        messages.error(request, showing.sentence(refused))
    else:
        messages.success(request, str(words))
    return redirect("web:application", reference)


def _asked(row: Any) -> dict[str, Any]:
    """What the rules ask of a draft, as they read today."""
    asked = queries.asked(row, on=timezone.localdate())
    kind, words = wording.REQUIREMENTS[asked.requires]
    return {
        "asked": asked, "told": wording.told(asked.kept, language()), "answer_kind": kind, "answer_words": words,
        "legs": showing.legs(row), "notice": row.kind == policy.Kind.NOTICE, **standing.of_file(row),
    }  # fmt: skip


def _answers(row: Any) -> dict[str, Any]:
    """What was answered before, as the form shows it."""
    said = {name: row.answers.get(name, "") for name in forms.FURTHER}
    return {**said, "from_afar": {True: "yes", False: "no"}.get(row.answers.get("from_afar"), "")}


def _initial(request: ActorRequest, legs: list[Any]) -> dict[str, Any]:
    which = request.GET.get("which", "")
    if which.isdigit() and 1 <= int(which) <= len(legs):
        leg = legs[int(which) - 1]
        return {name: getattr(leg, name) for name in Part.__dataclass_fields__}
    return {"transit": "stay"}


def _part(leg: Any) -> Part:
    return Part(**{name: getattr(leg, name) for name in Part.__dataclass_fields__})
