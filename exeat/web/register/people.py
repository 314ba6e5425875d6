"""The people whom an officer may see: the list without a look into anybody's entry, and an entry with its purpose."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from exeat.register import actions, queries
from exeat.values.period import Period
from exeat.values.rights import Right
from exeat.web.guard import ActorRequest, needs
from exeat.web.register import forms, wording

PAGE = 50


@needs(Right.SEE_REGISTER)
@require_http_methods(["GET", "POST"])
def index(request: ActorRequest) -> HttpResponse:
    """Everybody whom the actor may see; a search comes by POST, so that no name stands in an address."""
    form = forms.Search(request.POST if request.method == "POST" else None)
    given: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    order = "reference" if request.GET.get("order") == "reference" else "name"
    found = queries.listed(
        seen_by=request.actor, on=timezone.localdate(), text=given.get("text", ""),
        institution=given.get("institution", ""), order=order,
    )  # fmt: skip
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    houses = {reference: wording.named(names) for reference, names in queries.names_of_institutions().items()}
    rows = [
        (facts, [wording.post_kind(kind) for kind in kinds], houses.get(facts.institution, ""))
        for facts, kinds in map(_row, page.object_list)
    ]
    context = {"form": form, "page": page, "rows": rows, "order": order, "searched": bool(given.get("text"))}
    return render(request, "web/register/people.html", context)


def _row(person: Any) -> tuple[Any, list[str]]:
    today = timezone.localdate()
    held = [p.kind for p in person.posts.all() if p.since <= today and (p.until is None or p.until > today)]
    return queries.facts_of(person, on=today), list(dict.fromkeys(held))


@needs(Right.SEE_REGISTER)
@require_http_methods(["GET", "POST"])
def person(request: ActorRequest, reference: str) -> HttpResponse:
    """Someone's entry: first why it is opened, then all of it, with everything dated."""
    known = queries.visible_to(request.actor, on=timezone.localdate()).filter(reference=reference).first()
    if known is None:
        raise Http404
    form = forms.Purpose(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "web/register/purpose.html", {"form": form, "reference": reference})
    with translation.override(known.language):
        purpose = str(wording.PURPOSES[form.cleaned_data["purpose"]])
    words = form.cleaned_data["words"].strip()
    said = words if form.cleaned_data["purpose"] == "other" else f"{purpose}: {words}" if words else purpose
    opened = actions.consult(reference, purpose=said, by=request.actor, at=timezone.now())
    return render(request, "web/register/person.html", {**entry(opened), "purpose": said, "reference": reference})


def entry(person: Any) -> dict[str, Any]:
    """Everything that the register holds about a person, in words and in order of days, the latest first."""
    today = timezone.localdate()
    return {
        "facts": queries.facts_of(person, on=today),
        "sex": wording.SEXES.get(person.sex, ""),
        "has_code": bool(bytes(person.code_sealed)),
        "names": [(wording.NAMES[n.kind], n.given_names, n.surname, n.since, n.until) for n in person.names.all()],
        "citizenships": [(c.country, c.since, c.until) for c in person.citizenships.all()],
        "documents": [(wording.DOCUMENTS.get(d.kind, d.kind), d) for d in person.documents.all()],
        "posts": [
            (wording.post_kind(p.kind), p, wording.named({"en": p.institution.name_en, "lt": p.institution.name_lt}),
             Period(p.since, p.until)) for p in person.posts.all()
        ],
        "clearances": [(wording.level(c.level), c, Period(c.since, c.until)) for c in person.clearances.all()],
    }  # fmt: skip
