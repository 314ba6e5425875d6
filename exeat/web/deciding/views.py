"""The work list, and the file of one application with whatever this role may do next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from exeat.applications import actions, policy, queries
from exeat.regimes import places, vocabulary
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.applications import further, people, showing, standing, wording
from exeat.web.deciding import forms, opinions
from exeat.web.deciding.files import seen
from exeat.web.deciding.fresh import signs_afresh
from exeat.web.guard import ActorRequest, needs, signed_in
from exeat.web.templatetags.exeat import language
from exeat.web.travel import closed

WORKS = frozenset(
    {Right.CHECK_APPLICATION, Right.GIVE_OPINION, Right.DECIDE_APPLICATION, Right.DECIDE_URGENT, Right.TAKE_URGENT_CALL}
)
A_PAGE = 25
SHOWS: tuple[tuple[str, str | Promise], ...] = (
    ("", _("All open")), ("mine", _("My turn")), ("desk", _("On my desk")), ("nobody", _("On nobody's desk")),
    ("urgent", _("Urgent")), ("soon", _("Leaving within two weeks")), ("others", _("Waiting for others")),
)  # fmt: skip


@signed_in
@require_GET
def worklist(request: ActorRequest) -> HttpResponse:
    """What waits for this role, by what runs out first; one's own application is not among it."""
    _only_who_works(request)
    now = timezone.now()
    every = queries.worklist(seen_by=request.actor, at=now)
    show, words = request.GET.get("show", ""), request.GET.get("q", "").strip()[:80]
    lines = queries.worklist(seen_by=request.actor, at=now, show=show, words=words) if show or words else every
    page = Paginator(lines, A_PAGE).get_page(request.GET.get("page"))
    load = queries.load(every, at=now)
    shown = {
        "page": page,
        "rows": [(one, showing.Line(one.row), wording.OFFICE_TURNS[one.turn]) for one in page.object_list],
        "load": load,
        "bars": _bars(load),
        "shows": [(key, label, key == show) for key, label in SHOWS],
        "show": show,
        "words": words,
        "filters": queries.filters_of(request.actor),
        "may_take_calls": request.actor.may(Right.TAKE_URGENT_CALL),
        "assigns": request.actor.may(Right.CHECK_APPLICATION),
        "moved": request.session.pop("desks", ""),
        "today": timezone.localdate(),
    }
    return render(request, "web/deciding/worklist.html", shown)


@signed_in
@require_POST
def keep_filter(request: ActorRequest) -> HttpResponse:
    """Keep the present way of looking at the work list, or throw a kept one away."""
    _only_who_works(request)
    said, now = request.POST, timezone.now()
    show, words = said.get("show", "")[:12], said.get("q", "").strip()[:80]
    try:
        if "drop" in said:
            actions.drop_filter(said["drop"], by=request.actor, at=now)
        else:
            actions.save_filter(said.get("name", ""), show=show, words=words, by=request.actor, at=now)
    except MoveRefused as refused:
        messages.error(request, showing.sentence(refused))
    return redirect("web:work")


def _bars(load: queries.Load) -> list[dict[str, Any]]:
    """Departures of the next weeks as bars, so that a full week is seen in time."""
    most = max((count for _week, count in load.leaving), default=0) or 1
    return [
        {
            "x": 4 + 60 * n,
            "middle": 27 + 60 * n,
            "height": round(44 * count / most),
            "y": 66 - round(44 * count / most),
            "over": 61 - round(44 * count / most),
            "count": count,
            "label": f"{week:%m-%d}",
        }
        for n, (week, count) in enumerate(load.leaving)
    ]


@signed_in
@require_GET
def file(request: ActorRequest, reference: str) -> HttpResponse:
    """One file: facts, law, documents, questions, and the next step. Opening it leaves a trace."""
    _only_who_works(request)
    try:
        actions.consult(reference, by=request.actor, at=timezone.now())
        row = queries.file(reference, seen_by=request.actor, on=timezone.localdate())
    except queries.missing as hidden:
        raise Http404 from hidden
    return render(request, "web/deciding/file.html", file_context(request, row))


def file_context(request: ActorRequest, row: Any, **replaced: Any) -> dict[str, Any]:
    """What the page of a file shows to this actor."""
    now, on = timezone.now(), timezone.localdate()
    opened = queries.open_verbs(row, seen_by=request.actor, at=now)
    return {
        "row": row,
        "line": showing.Line(row),
        "turn": wording.OFFICE_TURNS[_turn(row)],
        "legs": showing.legs(row),
        "closed": closed.to_file(row, on=on),
        "told": wording.told(row.outcome, language(), to_office=True),
        "answer": wording.REQUIREMENTS[row.requires],
        "clock": queries.clocks(row, at=now),
        "rounds": list(row.rounds.order_by("asked_at")),
        "papers": [paper for paper in row.evidence.all() if paper.erased_at is None],
        "people": people.summary(row),
        "further": further.told(row),
        "together": [(showing.Line(one), one) for one in queries.together(row, seen_by=request.actor, on=on)],
        "devices": wording.DEVICES.get(row.devices, ""),
        "relative": getattr(row, "relative", None),
        "opinions": opinions.shown(row, actor=request.actor, at=now),
        "not_shown": opinions.not_shown(row),
        "provisional": queries.provisional_of(row),
        "silences": list(row.silences.all()),
        "decided": wording.STATES[row.state] if row.decided_at else None,
        "open": {verb: not _blocking(verb, said) for verb, said in opened.items()},
        "why_not": {verb: [gettext(one.message) for one in _blocking(verb, said)] for verb, said in opened.items()},
        "desks": queries.desks(row.institution, on=on) if request.actor.may(Right.CHECK_APPLICATION) else [],
        "away": queries.away_from_desks(row.institution, on=on) if request.actor.may(Right.CHECK_APPLICATION) else {},
        "returning": forms.Return(on=on),
        "note": forms.Note(),
        "opining": forms.Opinion(bodies=_bodies(request, row)),
        "provisionally": forms.Provisional(),
        **standing.of_file(row, office=request.actor),
        **replaced,
    }


# What a step still asks to be written is asked on the page itself; it does not close the step.
WRITTEN = frozenset(
    {"no-questions", "no-conclusion", "no-reasons", "unfinished-reasons", "bare-reasons", "not-weighed",
     "no-legal-ground", "departs"}
)  # fmt: skip


def _blocking(_verb: str, said: tuple[Any, ...]) -> list[Any]:
    return [one for one in said if one.code not in WRITTEN]


@needs(Right.CHECK_APPLICATION)
@require_POST
def begin(request: ActorRequest, reference: str) -> HttpResponse:
    """Take a file up."""
    return _step(request, reference, _("You are checking this file now."), actions.begin_check)


@needs(Right.CHECK_APPLICATION)
@require_POST
def assign(request: ActorRequest, reference: str) -> HttpResponse:
    """Lay the file on somebody's desk."""
    to = request.POST.get("to", "")
    return _step(request, reference, _("The file has been assigned."), actions.assign, to=to)


@needs(Right.CHECK_APPLICATION)
@require_POST
def return_(request: ActorRequest, reference: str) -> HttpResponse:
    """Send it back with questions; the clock stands still."""
    form = forms.Return(request.POST, on=timezone.localdate())
    if not form.is_valid():
        return _again(request, reference, returning=form)
    return _step(
        request, reference, _("Returned. The applicant reads your questions."), actions.return_with_questions,
        questions=form.lines(), answer_by=form.cleaned_data["answer_by"], because=form.cleaned_data["because"],
    )  # fmt: skip


@needs(Right.CHECK_APPLICATION)
@require_POST
def pass_on(request: ActorRequest, reference: str) -> HttpResponse:
    """The file is complete: to counter-intelligence where a rule provides for its opinion, else to the decider."""
    form = forms.Note(request.POST)
    if not form.is_valid():
        return _again(request, reference, note=form)
    asks = "opinion" in request.POST
    verb = actions.ask_opinion if asks else actions.complete
    words = _("The opinion has been asked for.") if asks else _("Passed on to the decider.")
    return _step(request, reference, words, verb, note=form.cleaned_data["note"])


@needs(Right.CHECK_APPLICATION)
@require_POST
def go_on(request: ActorRequest, reference: str) -> HttpResponse:
    """No answer came by the day: go on with what there is."""
    return _step(request, reference, _("You are checking this file now."), actions.go_on)


@needs(Right.GIVE_OPINION)
@require_POST
def opinion(request: ActorRequest, reference: str) -> HttpResponse:
    """Give the opinion; its text is sealed."""
    form = forms.Opinion(request.POST, bodies=_bodies(request, seen(request, reference)))
    if not form.is_valid():
        return _again(request, reference, opining=form)
    return _step(
        request, reference, _("The opinion has been given."), actions.give_opinion,
        conclusion=form.cleaned_data["conclusion"], text=form.cleaned_data["text"],
        body=form.cleaned_data.get("body", ""),
    )  # fmt: skip


def _bodies(request: ActorRequest, row: Any) -> list[tuple[str, str]]:
    """The bodies whose opinion is awaited and for which this actor speaks, in words."""
    found = queries.awaited_from(row, request.actor, at=timezone.now())
    return [(body, vocabulary.role(body, language())) for body in found]


@needs(Right.DECIDE_APPLICATION)
@require_POST
def without_opinion(request: ActorRequest, reference: str) -> HttpResponse:
    """The opinion is late: go on without it."""
    return _step(request, reference, _("You can decide without the opinion now."), actions.decide_without_opinion)


@needs(Right.DECIDE_URGENT)
@require_POST
@signs_afresh
def provisional(request: ActorRequest, reference: str) -> HttpResponse:
    """The duty decider's answer."""
    form = forms.Provisional(request.POST)
    if not form.is_valid():
        return _again(request, reference, provisionally=form)
    allowed = form.cleaned_data["answer"] == "allow"
    verb = actions.allow_provisionally if allowed else actions.decline_provisionally
    return _step(request, reference, _("Answered. The person is told."), verb, reasons=form.cleaned_data["reasons"])


@signed_in
@require_POST
def relative(request: ActorRequest, reference: str) -> HttpResponse:
    """Lift the mask from the relative's name, to compare a document; recorded."""
    _only_who_works(request)
    row = seen(request, reference)
    try:
        name = actions.show_relative(reference, by=request.actor, at=timezone.now())
    except MoveRefused as refused:
        messages.error(request, showing.sentence(refused))
        return redirect("web:work-file", reference)
    return render(request, "web/deciding/relative.html", {"row": row, "line": showing.Line(row), "name": name})


@signed_in
@require_POST
def show_people(request: ActorRequest, reference: str) -> HttpResponse:
    """Lift the mask from the other people in a file; recorded."""
    _only_who_works(request)
    row = seen(request, reference)
    try:
        named = actions.show_people(reference, by=request.actor, at=timezone.now())
    except MoveRefused as refused:
        messages.error(request, showing.sentence(refused))
        return redirect("web:work-file", reference)
    roles = [(people.WORDS_OF_ROLE[role], [_in_words(one) for one in found]) for role, found in named.items()]
    return render(request, "web/deciding/people.html", {"row": row, "roles": roles})


def _in_words(one: Any) -> dict[str, Any]:
    """Someone named in a file, as the page shows them."""
    return {
        "name": one.name, "relation": one.relation, "phone": one.phone,
        "citizenship": places.country(one.citizenship, language()) if one.citizenship else "",
        "covered": wording.COVERED.get(one.covered, ""), "works_for": wording.EMPLOYERS.get(one.works_for, ""),
    }  # fmt: skip


def _only_who_works(request: ActorRequest) -> None:
    if not WORKS & request.actor.rights:
        raise PermissionDenied("Your role does not include this page.")


def _again(request: ActorRequest, reference: str, **form: Any) -> HttpResponse:
    """The same page with what was typed and what is to be mended."""
    row = seen(request, reference)
    faulty = next(iter(form.values()))
    return render(request, "web/deciding/file.html", {**file_context(request, row, **form), "faulty": faulty})


def _step(
    request: ActorRequest, reference: str, words: str | Promise, verb: Callable[..., Any], **said: Any
) -> HttpResponse:
    """Take one step; whoever comes second is told what changed meanwhile."""
    seen(request, reference)
    version = request.POST.get("version", "")
    try:
        verb(
            reference, by=request.actor, at=timezone.now(), version=int(version) if version.isdigit() else None, **said
        )
    except MoveRefused as refused:
        messages.error(request, showing.sentence(refused))
    else:
        messages.success(request, str(words))
    if queries.visible_to(request.actor, on=timezone.localdate()).filter(reference=reference).exists():
        return redirect("web:work-file", reference)
    return redirect("web:work")


def _turn(row: Any) -> str:
    return policy.turn_of(row.state, kind=row.kind, urgent=row.urgent and queries.provisional_of(row) is None)
