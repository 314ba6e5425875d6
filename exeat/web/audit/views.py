"""Who looked at my data, in plain words; and the record as the auditor sees it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from exeat.audit import queries
from exeat.values.rights import Right
from exeat.web.audit import forms
from exeat.web.audit.wording import act, deed, reason
from exeat.web.guard import ActorRequest, needs

A_PAGE = 50


@needs(Right.TRAVEL)
@require_GET
def who_looked(request: ActorRequest) -> HttpResponse:
    """Who acted on this person's data or looked at it, when and why; what they did themselves stands apart."""
    looks = queries.looks_at(request.actor.reference, on=timezone.localdate())
    others = [look for look in looks if not look.own]
    page = Paginator(others, A_PAGE).get_page(request.GET.get("page"))
    rows = [{"look": look, "deed": deed(look.verb), "reason": reason(look.purpose)} for look in page]
    own = [{"look": look, "deed": deed(look.verb)} for look in looks if look.own][:A_PAGE]
    return render(request, "web/audit/who_looked.html", {"rows": rows, "own": own, "page": page})


@needs(Right.TRAVEL)
@require_GET
def own_proof(request: ActorRequest, seq: int) -> HttpResponse:
    """The proof that one line about this person is in the record, to check without us."""
    looks = queries.looks_at(request.actor.reference, on=timezone.localdate())
    if seq not in {look.seq for look in looks}:
        raise Http404
    return _file(asdict(queries.inclusion_proof(seq)), f"exeat-proof-{seq}.json")


@needs(Right.READ_AUDIT)
@require_GET
def search(request: ActorRequest) -> HttpResponse:
    """Entries of the record that fit what the auditor asks, the latest first."""
    form = forms.Search(request.GET, verbs=queries.verbs())
    asked = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    found = Paginator(queries.search(seen_by=request.actor, **asked), A_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    rows = [{"line": one, "act": act(one.verb), "reason": reason(one.purpose)} for one in queries.lines(found)]
    context = {"form": form, "page": found, "rows": rows, "kept": kept.urlencode()}
    return render(request, "web/audit/search.html", context)


@needs(Right.READ_AUDIT)
@require_GET
def whole(request: ActorRequest) -> HttpResponse:
    """Whether the record is whole, checked now from its first entry to its last."""
    root = queries.tree_head().root
    pieces = [root[n : n + 8] for n in range(0, len(root), 8)]  # so that a phone can break the line
    return render(request, "web/audit/whole.html", {"report": queries.verify(), "pieces": pieces})


@needs(Right.READ_AUDIT)
@require_GET
def head(request: ActorRequest) -> HttpResponse:
    """The head of the tree, to be kept somewhere else: nothing before it can be changed unnoticed."""
    found = queries.tree_head()
    return _file(asdict(found) | {"at": timezone.now().isoformat()}, f"exeat-head-{found.size}.json")


@needs(Right.READ_AUDIT)
@require_GET
def proof(request: ActorRequest, seq: int) -> HttpResponse:
    """The proof that one entry is in the record."""
    if not queries.search(seen_by=request.actor).filter(seq=seq).exists():
        raise Http404
    return _file(asdict(queries.inclusion_proof(seq)), f"exeat-proof-{seq}.json")


@needs(Right.READ_AUDIT)
@require_GET
def busiest(request: ActorRequest) -> HttpResponse:
    """Who looked at the most people between two days: where misuse would show."""
    today = timezone.localdate()
    first = {"since": today - timedelta(days=30), "until": today + timedelta(days=1)}
    form = forms.Between(request.GET if "since" in request.GET else first)
    found = queries.busiest(seen_by=request.actor, **form.cleaned_data) if form.is_valid() else []
    return render(request, "web/audit/busiest.html", {"form": form, "rows": found})


def _file(content: dict[str, Any], name: str) -> HttpResponse:
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
