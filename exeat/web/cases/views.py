"""A case as officers see and carry it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from exeat.cases import actions, policy, queries
from exeat.regimes import vocabulary
from exeat.statistics import disclosure
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right
from exeat.web.cases import forms, shown, wording
from exeat.web.cases.attachments import NotTaken, attachments
from exeat.web.forms import offer
from exeat.web.guard import ActorRequest, needs, public

if TYPE_CHECKING:
    from exeat.cases.models import Case

A_PAGE = 25
STEPS: dict[str, tuple[type[django_forms.Form], tuple[str, ...]]] = {
    "serve": (forms.Until, ("opened",)),
    "add": (forms.Add, ("opened", "noticed", "answered", "time_over")),
    "prove_service": (forms.Service, ("noticed",)),
    "extend": (forms.More, ("noticed",)),
    "decline": (forms.Declined, ("noticed",)),
    "arrange": (forms.Arrange, ("noticed", "answered", "time_over")),
    "close_time": (django_forms.Form, ("noticed",)),
    "invite": (forms.Invite, ("noticed", "answered", "time_over")),
    "hear": (forms.Hearing, ("noticed", "answered", "time_over")),
    "propose_finding": (forms.ProposeFinding, ("answered", "time_over")),
    "propose_measure": (forms.ProposeMeasure, ("found",)),
    "enquire": (forms.Enquire, ("found",)),
    "end_without_measure": (forms.Words, ("found",)),
    "close": (django_forms.Form, ("measured",)),
    "lapse": (django_forms.Form, ("opened", "noticed", "answered", "time_over")),
    "confirm_judgment": (django_forms.Form, ("found", "measured", "appealed", "closed")),
    "summarise": (forms.Summary, ("closed",)),
    "publish_summary": (django_forms.Form, ("closed",)),
    "reopen_for": (forms.NewFacts, ("closed",)),
}
QUIET = frozenset(
    {"lapse", "confirm_judgment", "enter_judgment", "reopen_for", "summarise", "publish_summary"}
)  # told of only where they are open
ONWARD = frozenset(
    {"serve", "propose_finding", "find", "propose_measure", "measure", "confirm_judgment"}
)  # what takes the case further, before what only adds to it
FIELDS_OF = {  # where a reason why a step is refused is shown: at the first of these fields that the form has
    "no-reasons": ("reasons",), "no-evidence": ("cited",), "undisclosed": ("cited",), "unweighed": ("factor_0",),
    "wrong-side": ("factor_0",), "legal-question": ("legal_question",), "contrary": ("point_0",),
    "departs": ("departs",), "departs-proposal": ("unlike",), "review-past": ("review_on",),
    "no-appeal-day": ("appeal_until",), "appeal-short": ("appeal_until",), "appeal-because": ("appeal_because",),
    "appeal-source": ("appeal_because",), "lighter": ("lighter_0",), "no-words": ("words", "text", "points"),
}  # fmt: skip
LEFT_TO_TYPE = frozenset(
    {"no-words", "no-reasons", "no-record", "no-proof", "too-short", "not-later", "contrary", "no-finding",
     "undisclosed",
     "no-evidence", "legal-question", "not-weighed", "review-past", "no-appeal-day", "no-ground", "bound",
     "not-in-law", "chain", "appeal-source", "appeal-because", "appeal-short", "departs", "unweighed", "wrong-side",
     "departs-proposal", "lighter", "no-enquiry", "no-posts", "no-word", "too-soon",
     "no-place", "untranslated", "no-outcome", "no-part"}
)  # fmt: skip


@needs(Right.OPEN_CASE)
@require_GET
def index(request: ActorRequest) -> HttpResponse:
    """Cases that are not closed, and those that are."""
    page = Paginator(queries.work_list(request.actor), A_PAGE).get_page(request.GET.get("page"))
    done = queries.closed(request.actor)[:A_PAGE]
    return render(
        request,
        "web/cases/index.html",
        {
            "page": page,
            "rows": _rows(page),
            "closed": _rows(done),
            "failed": queries.orders_failed(request.actor),
            "forgotten": queries.forgotten(request.actor, on=timezone.localdate()),
        },
    )


def _rows(cases: Any) -> list[dict[str, Any]]:
    return [{"row": row, "state": wording.STATES[row.state], "turn": wording.TURNS[row.state]} for row in cases]


@needs(Right.OPEN_CASE)
@require_http_methods(["GET", "POST"])
def case(request: ActorRequest, reference: str) -> HttpResponse:
    """One case on one page: what is known, what is thought, what was done, and what can be done now."""
    row = found(request, reference)
    doing = request.POST.get("do", "")
    bound: dict[str, django_forms.Form] = {
        verb: form(request.POST if verb == doing else None, prefix=verb)
        for verb, (form, states) in STEPS.items()
        if row.state in states
    }
    if "propose_measure" in bound:
        offer(bound["propose_measure"], "kinds", shown.choices(row))
    if doing in bound and bound[doing].is_valid():
        form = bound[doing]
        data = form.given() if isinstance(form, forms.Invite) else dict(form.cleaned_data)
        if refused(form, lambda: _do(doing, row, request, data)):
            messages.success(request, gettext("Done. It stands in the file."))
            return redirect("web:case", reference)
    elif request.method == "GET":
        actions.look(reference, by=request.actor, at=timezone.now())
    context = shown.whole(row, request.actor, route="web:case-document")
    context.update(
        summary=queries.waiting_summary(row),
        steps_open=_open_steps(row, request, bound),
        onward=ONWARD,
        forms=list(bound.values()),
    )
    return render(request, "web/cases/case.html", context)


def _do(verb: str, row: Case, request: ActorRequest, data: dict[str, Any]) -> None:
    given = {"reasons": data["words"]} if verb == "end_without_measure" else data
    verb = "reopen" if verb == "reopen_for" else verb
    getattr(actions, verb)(row.reference, **given, by=request.actor, at=timezone.now())


def _open_steps(row: Case, request: ActorRequest, bound: dict[str, django_forms.Form]) -> list[dict[str, Any]]:
    """Each step from here: its form, or the reasons why it is not open to this officer."""
    at = timezone.now()
    listed = [
        {"verb": verb, "words": wording.VERBS[verb], "form": form, "why": _why(verb, row, request, at)}
        for verb, form in bound.items()
    ]
    if row.state not in {"closed"}:
        why = [w for w in _why("translate", row, request, at, number=1, words="-", reasons="-") if w]
        words = wording.VERBS["translate"]
        listed.append({"verb": "translate", "words": words, "address": "web:case-translate", "why": why})
    if row.state in {"answered", "time_over"}:
        why = _why("clear", row, request, at)
        listed.append({"verb": "find", "words": wording.VERBS["find"], "address": "web:case-find", "why": why})
    if row.state == "found":
        why = _why("measure", row, request, at)
        listed.append({"verb": "measure", "words": wording.VERBS["measure"], "address": "web:case-measure", "why": why})
    if row.state in {"found", "measured", "appealed", "closed"} and getattr(row, "finding", None) is not None:
        why = [words for words in _why("enter_judgment", row, request, at) if words]
        words = wording.VERBS["enter_judgment"]
        listed.append({"verb": "enter_judgment", "words": words, "address": "web:case-judgment", "why": why})
    shown = [step for step in listed if not (step["why"] and step["verb"] in QUIET)]
    return sorted(shown, key=lambda step: (bool(step["why"]), step["verb"] not in ONWARD))


def _why(verb: str, row: Case, request: ActorRequest, at: Any, **doing: Any) -> list[str]:
    facts = policy.Facts(queries.as_policy(row, request.actor), timezone.localdate(at), **doing)
    if verb == "confirm_judgment":
        verb = policy.CONFIRMS.get(facts.case.judgment, "confirm_upheld")
    said = policy.refusals(verb, request.actor, facts)
    return [
        gettext(r.message)
        for r in said
        if r.code not in LEFT_TO_TYPE or (r.code == "bound" and verb == "end_without_measure")
    ]


@needs(Right.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
def find(request: ActorRequest, reference: str) -> HttpResponse:
    """Make a finding: what it rests on, why, and an answer to each point that speaks for the person."""
    row = found(request, reference)
    items = queries.file_of(row, seen_by=request.actor)
    documents = [(str(i.number), f"{i.number}. {shown.title_of(i)}") for i in items]
    form = forms.Find(
        request.POST or None, points=shown.points(row), documents=documents, asks_law=bool(row.depends_on),
        factors=shown.factors(row, "finding"),
        alike=len(queries.like_cases(row)),
        initial=shown.last_day(row),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        finding = policy.Finding(
            data["kind"], data["reasons"], frozenset(map(int, data["cited"])), data.get("legal_question", ""),
            form.overrides(), form.weighed(), data["unlike"],
        )  # fmt: skip
        if refused(
            form,
            lambda: actions.find(
                reference, finding, by=request.actor, at=timezone.now(), appeal_until=data["appeal_until"],
                answer_weighed=data["answer_weighed"], appeal_because=data["appeal_because"],
                departs=data.get("departs", ""),
            ),
        ):  # fmt: skip
            messages.success(request, gettext("The finding is made and the person is told."))
            return redirect("web:case", reference)
    context = shown.whole(row, request.actor, route="web:case-document")
    return render(
        request, "web/cases/find.html", {**context, "form": form, "blocks": shown.blocks(), "alike": shown.alike(row)}
    )


@needs(Right.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
def measure(request: ActorRequest, reference: str) -> HttpResponse:
    """Take the measure that the law attaches to the breach, weighed; or see that the law's measures are not known."""
    row = found(request, reference)
    form = forms.Measure(
        request.POST or None, points=shown.points(row), offered=shown.choices(row), initial=shown.last_day(row),
        factors=shown.factors(row, "measure"), lighter=shown.rungs(row),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        weighed = policy.Measure(
            tuple(data["kinds"]), data["aim"], data["lesser"], data["family"], data["lasts"], data["review_on"],
            data["reasons"], form.overrides(), form.weighed(), form.lighter(), data["unlike"],
        )  # fmt: skip
        if refused(
            form,
            lambda: actions.measure(
                reference, weighed, by=request.actor, at=timezone.now(), appeal_until=data["appeal_until"],
                effect_from=data["effect_from"], appeal_because=data["appeal_because"],
            ),
        ):  # fmt: skip
            messages.success(request, gettext("The measure is taken and the person is told."))
            return redirect("web:case", reference)
    context = shown.whole(row, request.actor, route="web:case-document")
    return render(
        request,
        "web/cases/measure.html",
        {**context, "form": form, "blocks": shown.blocks(), "alike": shown.alike(row)},
    )


@needs(Right.OPEN_CASE)
@require_http_methods(["GET", "POST"])
def judgment(request: ActorRequest, reference: str) -> HttpResponse:
    """Enter what a court decided, with its document; another person confirms it."""
    row = found(request, reference)
    standing = [(kind, vocabulary.role(kind, shown.language())) for kind in shown.measures(row)]
    form = forms.Judgment(request.POST or None, request.FILES or None, measures=standing)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            given = {**data, "document": attachments([data["document"]])[0]}
        except NotTaken as no:
            form.add_error("document", str(no))
        else:
            if refused(
                form, lambda: actions.enter_judgment(reference, **given, by=request.actor, at=timezone.now())
            ):  # fmt: skip
                messages.success(request, gettext("Entered. Another person confirms it against the document."))
                return redirect("web:case", reference)
    return render(request, "web/cases/judgment.html", {"case": row, "form": form})


@needs(Right.OPEN_CASE)
@require_http_methods(["GET", "POST"])
def translate(request: ActorRequest, reference: str) -> HttpResponse:
    """Put a translation beside a document of the file."""
    row = found(request, reference)
    form = forms.Translate(
        request.POST or None, request.FILES or None, documents=shown.translatable(row, request.actor)
    )
    if request.method == "POST" and form.is_valid() and translated_by(form, row, request.actor):
        return redirect("web:case", reference)
    return render(request, "web/cases/translate.html", {"case": row, "form": form, "back": "web:case"})


def translated_by(form: forms.Translate, row: Case, actor: Actor) -> bool:
    """Put what a form holds beside its document; whether it was taken."""
    data = dict(form.cleaned_data)
    file = data.pop("attachment")
    try:
        files = attachments([file] if file else [])
    except NotTaken as no:
        form.add_error("attachment", str(no))
        return False
    number = data.pop("number")
    at = timezone.now()
    return refused(form, lambda: actions.translate(row.reference, number, **data, attachments=files, by=actor, at=at))


@public
@require_GET
def digest(request: HttpRequest) -> HttpResponse:
    """Findings told so that nobody is recognised; only of years in which none stands out."""
    rows = [
        {"year": one.year, "finding": wording.FINDINGS.get(one.finding, wording.REVERSED),
         "words": one.lithuanian if shown.language() == "lt" else one.english,
         "measures": [vocabulary.role(kind, shown.language()) for kind in one.measures]}
        for one in queries.digest(at_least=disclosure.THRESHOLD)
    ]  # fmt: skip
    return render(request, "web/cases/digest.html", {"rows": rows})


@needs(Right.OPEN_CASE)
@require_GET
def document(request: ActorRequest, reference: str, number: int) -> HttpResponse:
    """One document of the file."""
    return opened(found(request, reference), number, request.actor)


def found(request: ActorRequest, reference: str) -> Case:
    """The case, or the page that says that there is none: for a reader who may not see it both look alike."""
    row = queries.visible_to(request.actor).filter(reference=reference).first()
    if row is None:
        raise Http404
    return row


def opened(row: Case, number: int, reader: Actor) -> HttpResponse:
    """A document as a file of its own; text as text, everything else to be saved."""
    try:
        item, content = queries.document(row, number, seen_by=reader)
    except queries.NoDocument:
        raise Http404 from None
    response = HttpResponse(content, content_type="text/plain; charset=utf-8" if not item.file_name else item.kind)
    name = item.file_name or f"{row.reference}-{number}.txt"
    response["Content-Disposition"] = f'attachment; filename="{name.encode("ascii", "replace").decode()}"'
    response["Cache-Control"] = "no-store"
    return response


def refused(form: django_forms.Form, act: Callable[[], object]) -> bool:
    """Do it; when it is refused put every reason on the form. Whether it was done."""
    try:
        act()
    except MoveRefused as no:
        for refusal in no.refusals:
            field = next((name for name in FIELDS_OF.get(refusal.code, ()) if name in form.fields), None)
            form.add_error(field, translated(refusal))
        return False
    return True


def translated(refusal: Refusal) -> str:
    """A refusal in the reader's language."""
    return gettext(refusal.message)
