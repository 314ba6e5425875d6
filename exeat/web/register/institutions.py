"""Institutions: who heads them, who stands in under which order, which body is above, and how to appeal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from exeat import regimes
from exeat.register import actions, policy, queries
from exeat.register.facts import InstitutionFacts
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.guard import ActorRequest, needs
from exeat.web.register import forms, wording


@needs(Right.SEE_REGISTER)
@require_GET
def index(request: ActorRequest) -> HttpResponse:
    """Every institution with its head today; what is missing is said."""
    found = queries.institutions()
    today = timezone.localdate()
    heads = queries.names([head for one in found if (head := one.head(today))])
    names = {one.reference: wording.named(one.name) for one in found}
    rows = [
        (one, names[one.reference], heads.get(one.head(today) or "", ""), names.get(one.superior, ""), _has_remedy(one))
        for one in found
    ]
    return render(request, "web/register/institutions.html", {"rows": rows})


@needs(Right.SEE_REGISTER)
@require_GET
def institution(request: ActorRequest, reference: str) -> HttpResponse:
    """One institution: heads over time, deputies by turn, superior, orders, the way to appeal."""
    one = _found(reference)
    today = timezone.localdate()
    everybody = queries.names([person for _since, person in one.headships if person])
    deputies = queries.deputies(reference, today)
    turn = queries.whose_turn(reference, one.head(today) or "", queries.away(today), today)
    acting = next((deputy for deputy in deputies if deputy.person == turn), None)
    context: dict[str, Any] = {
        "acting": acting.name if acting else "",
        "order": acting.order if acting else "",
        "one": one,
        "name": wording.named(one.name),
        "superior": wording.named(queries.institution(one.superior).name) if one.superior else "",
        "heads": [(since, everybody.get(person or "", "")) for since, person in reversed(one.headships)],
        "deputies": deputies,
        "orders": [(name, _title(name)) for name in one.orders],
        "has_remedy": _has_remedy(one),
        "may_write": request.actor.may(Right.KEEP_REGISTER) and not policy.not_own_house(request.actor, reference),
    }
    return render(request, "web/register/institution.html", context)


@needs(Right.KEEP_REGISTER)
@require_http_methods(["GET", "POST"])
def remedy(request: ActorRequest, reference: str) -> HttpResponse:
    """The institution's lawyer writes how its decisions are appealed; without it no decision can be sent."""
    one = _found(reference)
    form = forms.Remedy(request.POST if request.method == "POST" else None, initial=one.remedy)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_remedy(reference, **form.cleaned_data, by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            form.add_error(None, wording.said(refused))
        else:
            messages.success(request, _("Saved. It stands in every decision letter from now on."))
            return redirect("web:register-institution", reference)
    return render(request, "web/register/remedy.html", {"form": form, "one": one, "name": wording.named(one.name)})


def _found(reference: str) -> InstitutionFacts:
    try:
        return queries.institution(reference)
    except ObjectDoesNotExist:
        raise Http404 from None


def _has_remedy(one: InstitutionFacts) -> bool:
    return bool(one.remedy["en"].strip() and one.remedy["lt"].strip())


def _title(name: str) -> str:
    """The title of an order's rulebook; its name while no rulebook describes it."""
    if name not in regimes.rulebooks():
        return name
    title: Any = regimes.rulebook(name).title
    return str(title.get(wording.language()) or title["en"]) if isinstance(title, dict) else str(title)
